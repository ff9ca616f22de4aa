import { button, h, need } from "../dom.ts";
import type { Outcome, Python } from "../runtime/python.ts";
import { Bench, NOTHING, type Output } from "./bench.ts";
import { needsNotebook } from "./lacking.ts";
import { Source } from "./source.ts";
import { space } from "./space.ts";
import { lesson, teach } from "./teach.ts";
import { sourceTools } from "./tools.ts";
import { weigh } from "./weight.ts";
import "../progress/notice.ts";

const fences = new WeakMap<Element, Fence>();
const FAILED_ABOVE = "A block above ended with an error: mend it or reset it, then run this one again.";

/** A block of the page that runs, after those above it that have not run yet. */
class Fence {
  readonly #element: HTMLElement;
  readonly #bench: Bench;
  readonly #source: Source;
  readonly #lesson = lesson();

  constructor(element: HTMLElement, code: string) {
    const number = blocks().indexOf(element);
    const { page = location.pathname, n = String(number) } = element.dataset;
    this.#element = element;
    this.#bench = new Bench(element);
    const draft = { key: `${page}#${n}`, base: code };
    this.#source = new Source(need(element, ".highlight"), code, draft, `Python, block ${number + 1} of this page`);
    this.#source.onrun = () => void this.run();
    const run = button("Run", () => void this.run(), { class: "champion-button champion-button--main" });
    const lacks = needsNotebook(code);
    if (lacks) {
      element.append(lacks);
      return;
    }
    const note = weigh(run, element, "champion-code", code);
    element.append(
      h("div", { class: "live-tools" }, run, this.#bench.stopper, ...sourceTools(this.#source), ...note),
      this.#bench.element,
      this.#lesson,
    );
    const next = (element.closest(".run") ?? element).nextElementSibling;
    // seen once the block has an output of its own
    if (next?.matches(".output")) next.prepend(h("p", { class: "output-label" }, "As it ran here"));
  }

  async run(): Promise<void> {
    if (!this.#bench.busy) teach(this.#source, this.#lesson);
    await this.#bench.use(async (python, onoutput) => {
      const earlier = this.#earlier();
      for (const fence of earlier) {
        const { stopped, error } = await fence.#bench.lend((output) => fence.#run(python, output));
        if (stopped) return { ...NOTHING, stopped };
        if (error) return { ...NOTHING, blocked: true, note: FAILED_ABOVE };
      }
      const above = earlier.length === 1 ? "the block above" : `the ${earlier.length} blocks above`;
      const outcome = await this.#run(python, onoutput);
      return { ...outcome, note: earlier.length > 0 ? `Ran ${above} first.` : "" };
    });
  }

  async #run(python: Python, onoutput: Output): Promise<Outcome> {
    const code = this.#source.text;
    teach(this.#source, this.#lesson);
    const outcome = await space.run(python, this.#element, code, onoutput);
    teach(this.#source, this.#lesson, code, outcome.error);
    return outcome;
  }

  #earlier(): Fence[] {
    const above = blocks().slice(0, blocks().indexOf(this.#element));
    return above.filter((block) => !space.holds(block)).flatMap((block) => fences.get(block) ?? []);
  }
}

const blocks = (): Element[] => [...document.querySelectorAll("champion-code")];

export function enhance(element: HTMLElement, data: { code: string }): void {
  fences.set(element, new Fence(element, data.code));
}
