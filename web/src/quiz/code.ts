import { button, h, need, sentence, spoken } from "../dom.ts";
import { Bench } from "../live-code/bench.ts";
import { changes } from "../live-code/changes.ts";
import { diff } from "../live-code/diff.ts";
import { needsNotebook } from "../live-code/lacking.ts";
import { Source } from "../live-code/source.ts";
import { space } from "../live-code/space.ts";
import { lesson, teach } from "../live-code/teach.ts";
import { sourceTools } from "../live-code/tools.ts";
import { weigh } from "../live-code/weight.ts";
import { type Checked, log } from "../progress/log.ts";
import type { CodeData, Item } from "./item.ts";
import { Word, word } from "./numbers.ts";

interface Judged extends Checked {
  at?: number;
}

/** A program to write: Run tries it, Check runs it in a clean Python and looks at what it left. */
export function code(item: Item, data: CodeData): void {
  const lacks = needsNotebook(data.solution);
  if (lacks) {
    item.build("Write a program", h("div", {}, need(item.element, ".item-code"), lacks));
    return;
  }
  const bench = new Bench(item.element);
  const source = new Source(
    need(item.element, ".item-code .highlight"),
    data.starter,
    { key: data.id, base: data.hash },
    "Your program, Python",
  );
  const taught = lesson();
  source.onrun = () => void run();
  const runner = button("Run", () => void run());
  const note = weigh(runner, item.element, "champion-item[data-type=code]", data.solution);
  const summary = need(item.answer, "summary");
  const box = h(
    "div",
    { class: "item-bench" },
    need(item.element, ".item-code"),
    h(
      "div",
      { class: "live-tools" },
      runner,
      button("Check", () => void check(), { class: "champion-button champion-button--main" }),
      bench.stopper,
      ...sourceTools(source),
      ...note,
    ),
    bench.element,
    taught,
    hints(item),
  );
  item.build("Write a program", box);
  const solution = need(item.answer, ".item-solution");
  const which = h("p");
  const difference = h("div", { class: "item-difference" });
  solution.before(which);
  solution.after(difference);
  item.answer.addEventListener("toggle", compare);

  /** What the verdict that stands is about; it may be an earlier version. */
  let judged: Judged | undefined;
  let earlier = false;
  source.addEventListener("change", () => {
    compare();
    if (!judged || earlier === (judged.program !== source.text)) return;
    show(judged);
    if (earlier && item.element.contains(document.activeElement)) item.announce("Changed since it was checked.");
  });

  async function run(): Promise<void> {
    if (bench.busy) return;
    teach(source, taught);
    await bench.use(async (python, onoutput) => {
      space.empty();
      const program = source.text;
      const ending = await python.run(program, { fresh: true, onoutput });
      teach(source, taught, program, ending.error);
      return ending;
    });
  }

  async function check(): Promise<void> {
    if (bench.busy) return;
    judged = undefined; // a check that does not come to its end leaves no verdict
    item.unsettle();
    teach(source, taught);
    await bench.use(async (python, onoutput) => {
      const program = source.text;
      const ending = await python.check(program, data.check, { onoutput });
      if (ending.verdict && !ending.stopped) take({ verdict: ending.verdict, says: ending.says ?? "", program });
      teach(source, taught, program, ending.error ?? (ending.verdict === "wrong" ? ending.says : undefined));
      return ending;
    });
  }

  function take(checked: Checked): void {
    show(checked);
    void log.append("checked", data.id, data.hash, checked);
    item.announce(`${checked.verdict === "right" ? "Right." : "Not right."} ${spoken(checked.says)}`);
  }

  function show(now: Judged): void {
    judged = now;
    earlier = now.program !== source.text;
    const right = now.verdict === "right";
    const others = known(now.program).filter(({ apart }) => apart > 0).length;
    const too = `${Word(others)} other ${others === 1 ? "program is" : "programs are"} accepted too.`;
    item.settle(
      now.verdict,
      [
        ...(now.says ? [h("p", { class: "item-says" }, ...sentence(now.says))] : []),
        ...(right && others > 0 ? [h("p", {}, too)] : []),
      ],
      now.at,
    );
    if (earlier) item.age();
    if (right || now.program.trim() !== data.starter.trim()) {
      item.seen = true; // a fair try: reading a solution now is no answer
      summary.textContent = !right ? "Show a solution" : others > 0 ? "Show the closest one" : "Show the solution";
    }
    compare();
  }

  /** The solutions, each with the number of lines in which it differs from this program. */
  function known(program: string): { text: string; apart: number }[] {
    return [data.solution, ...data.also].map((text) => ({
      text,
      apart: diff(program, text).filter(({ sign }) => sign !== "=").length,
    }));
  }

  /** The nearest solution that is another program, and what is different in it. */
  function compare(): void {
    if (!item.answer.open) return;
    const all = known(source.text);
    const others = all.filter(({ apart }) => apart > 0);
    const nearest = others.toSorted((one, other) => one.apart - other.apart)[0];
    const mine = others.length < all.length;
    const untouched = source.text.trim() === data.starter.trim();
    const accepted = all.length > 1 ? `${Word(all.length)} solutions are accepted; ` : "";
    solution.hidden = !untouched; // the difference has all its lines
    if (mine)
      which.textContent = nearest
        ? `Yours is one of the ${word(all.length)} solutions that are accepted; this is another.`
        : "Your program is the same as the solution.";
    else
      which.textContent =
        accepted && `${accepted}${untouched ? "this is one of them." : "this one is closest to yours."}`;
    difference.replaceChildren(
      ...(nearest && !untouched
        ? [changes(source.text, nearest.text, { minus: "your program", plus: "this one" })]
        : []),
    );
  }

  item.remember((event) => {
    if (event.kind === "checked") show({ ...event.data, at: event.at });
  });
}

/** The answer's hints, one at a time. */
function hints(item: Item): HTMLElement {
  const list = need<HTMLOListElement>(item.answer, ".item-hints");
  const waiting = [...list.children];
  const shown = h("ol", { class: "item-hints", tabindex: "-1" });
  const more = button("", () => {
    const hint = waiting.shift();
    if (hint) shown.append(hint);
    if (hint) item.announce(`Hint: ${hint.textContent.trim()}`);
    label();
  });
  const label = (): void => {
    more.textContent = `Hint ${shown.childElementCount + 1} of ${shown.childElementCount + waiting.length}`;
    if (waiting.length > 0) return;
    if (more === document.activeElement) shown.focus(); // the button goes
    more.hidden = true;
  };
  list.remove();
  label();
  return h("div", { class: "item-hint" }, shown, more);
}
