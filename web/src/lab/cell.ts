import { button, h, need } from "../dom.ts";
import { Bench, type Ending, NOTHING, type Output } from "../live-code/bench.ts";
import { changes } from "../live-code/changes.ts";
import { Source } from "../live-code/source.ts";
import { space } from "../live-code/space.ts";
import { lesson, taught, teach } from "../live-code/teach.ts";
import { copyTool, sourceTools } from "../live-code/tools.ts";
import { weigh } from "../live-code/weight.ts";
import type { Draft } from "../progress/log.ts";
import type { Outcome, Python } from "../runtime/python.ts";
import { type CellData, isWritten } from "./notebook.ts";
import { dropShown, keepShown, type Shown, shown } from "./shown.ts";

const LAST_VISIT = "Your output, from your last visit";
let runs = 0;

/** A cell as it was, to go back to. */
export interface Snapshot {
  text: string;
  shown: Shown | undefined;
}

export interface Setting {
  /** Under which name what is written is kept. */
  key: string;
  version: string;
  /** How the editor is called. */
  label: string;
  /** The page's own block, with colours: of a task it is the solution. */
  solved: HTMLElement;
  draft: Draft | undefined;
  onrun: (above: boolean) => void;
}

/**
 * A cell of code on a lab's page. "ran": there is a new result. "change": the text or what it shows has changed.
 */
export class Cell extends EventTarget {
  readonly element: HTMLElement = document.createElement("champion-code");
  readonly bench = new Bench(this.element);
  readonly data: CellData;
  readonly source: Source | undefined;
  /** When it last ran, among all runs of this visit; 0: at another visit. */
  order = 0;
  shown: Shown | undefined;
  protected readonly lesson = lesson();
  readonly #setting: Setting;
  readonly #state = h("p", { class: "lab-state" });
  readonly #run: HTMLButtonElement;
  readonly #above: HTMLButtonElement;

  constructor(data: CellData, setting: Setting) {
    super();
    this.data = data;
    this.#setting = setting;
    const { draft, label, key, solved, onrun } = setting;
    const nodes = data.role === "task" ? [data.source] : copies(need(solved, "code"));
    const block = h("div", { class: "highlight" }, h("pre", {}, h("code", {}, ...nodes)));
    this.element.className = "live lab-cell";
    this.element.id = `lab-${data.id}`;
    this.element.dataset.runtime = "none";
    this.element.append(block);
    if (isWritten(data)) {
      this.source = new Source(block, data.source, { key, base: draft?.base ?? data.source }, label);
      this.source.onrun = () => onrun(false);
      this.source.addEventListener("change", () => this.#changed());
    }
    this.#run = button(data.role === "check" ? "Check" : "Run", () => onrun(false), {
      class: "champion-button champion-button--main",
    });
    this.#above = button("Run all above", () => onrun(true), { class: "champion-button champion-button--quiet" });
    const note = h("p", { class: "live-note", role: "status" });
    const tools = this.source ? sourceTools(this.source) : [copyTool(() => data.source, note)];
    if (!this.source) this.element.append(note);
    this.element.append(
      h("div", { class: "live-tools" }, this.#run, this.bench.stopper, this.#above, ...tools),
      this.#state,
      this.bench.element,
      this.lesson,
    );
    if (draft && draft.base !== data.source && this.source)
      this.element.prepend(this.#renewed(draft.base, this.source));
  }

  get text(): string {
    return this.source?.text ?? this.data.source;
  }

  /** Whether this text has run in the Python that is there. */
  get isHere(): boolean {
    return space.holds(this.element) && !this.isEdited;
  }

  /** Whether it ran with another text. */
  get isEdited(): boolean {
    return this.shown !== undefined && this.shown.code !== this.text;
  }

  /** It is on the page now. `first`: nothing stands above it. `lab`: all code of the lab. */
  placed(first: boolean, lab: string): void {
    this.#above.hidden = first;
    this.#state.after(...weigh(this.#run, this.element, ".lab-cell", lab));
  }

  /** The lab's, in which it runs. */
  protected get version(): string {
    return this.#setting.version;
  }

  async run(python: Python, onoutput: Output): Promise<Ending> {
    const code = this.text;
    if (this.source) teach(this.source, this.lesson);
    const outcome = await space.run(python, this.element, code, onoutput);
    if (outcome.stopped || python.status.state === "failed") return outcome;
    if (this.source) teach(this.source, this.lesson, code, outcome.error);
    this.order = ++runs;
    return this.keep(shown(code, outcome, this.#setting.version), outcome);
  }

  /** Notes what came of a run; gives how the run ends on the page. */
  protected keep(made: Shown, outcome: Outcome): Ending {
    this.shown = made;
    void keepShown(this.#setting.key, made);
    this.dispatchEvent(new Event("ran"));
    this.dispatchEvent(new Event("change"));
    return outcome;
  }

  /** Shows what was kept at another visit, or in another tab. */
  recall(kept: Shown | undefined): void {
    this.shown = kept;
    this.order = 0;
    this.bench.recall(kept ?? NOTHING, LAST_VISIT);
    this.dispatchEvent(new Event("change"));
  }

  snapshot(): Snapshot {
    return { text: this.text, shown: this.shown };
  }

  /** Puts all back as it was, and keeps that. */
  restore({ text, shown: kept }: Snapshot, says: string): void {
    if (text !== this.text) this.source?.put(text, says);
    if (kept === this.shown) return;
    void (kept ? keepShown(this.#setting.key, kept) : dropShown(this.#setting.key));
    this.recall(kept);
  }

  /** `stale`: something above has run, or was changed, after it ran. */
  mark(stale: boolean): void {
    const says = this.isEdited
      ? "Changed since it ran."
      : stale
        ? "A cell above has run or changed since this ran."
        : "";
    this.element.toggleAttribute("data-stale", says !== "");
    if (this.#state.textContent !== says) this.#state.textContent = says;
  }

  #changed(): void {
    if (!this.source?.changed) this.source?.rebase(this.data.source);
    this.dispatchEvent(new Event("change"));
  }

  /** The page's text is another than that on which the learner's was written. */
  #renewed(before: string, source: Source): HTMLElement {
    const box = h(
      "div",
      { class: "lab-renewed" },
      h("p", {}, "This cell was changed since you wrote yours. Reset brings the new one."),
      h(
        "details",
        {},
        h("summary", {}, "What was changed"),
        changes(before, this.data.source, { minus: "the old cell", plus: "the new one" }),
      ),
      button("Keep mine", () => {
        source.rebase(this.data.source);
        source.put(source.text, "Yours is kept.");
        box.remove();
        need(this.element, ".live-tools button").focus();
      }),
    );
    source.addEventListener("change", () => !source.changed && box.remove());
    return box;
  }
}

/** What a check is about. */
export interface Task {
  /** What the learner has written. */
  text: () => string;
  starter: string;
  solution: string;
  /** A sentence to add to a new verdict: how many tasks are done. */
  sum: () => string;
}

/** The cell that looks at what a task left. */
export class Check extends Cell {
  readonly #verdict = h("p", { class: "lab-verdict", role: "status" });
  readonly #solution = h("details", { class: "lab-solution", hidden: true }, h("summary", {}, "Show the solution"));
  readonly #task: Task;

  constructor(data: CellData, setting: Setting, task: Task) {
    super(data, setting);
    this.#task = task;
    this.element.append(this.#verdict, this.#solution);
    const difference = h("div");
    this.#solution.append(difference);
    this.#solution.addEventListener("toggle", () => {
      const words = { none: "Yours is the same.", minus: "your code", plus: "the solution" };
      difference.replaceChildren(...(this.#solution.open ? [changes(task.text(), task.solution, words)] : []));
    });
  }

  /** What it said in this version of the lab; undefined: nothing yet. */
  get isRight(): boolean | undefined {
    return this.shown?.version === this.version ? this.shown?.right : undefined;
  }

  /** It says in words what it found, so nothing of it is output; an error of another kind is one. */
  override async run(python: Python): Promise<Ending> {
    this.#say("");
    this.lesson.replaceChildren();
    return super.run(python, () => undefined);
  }

  protected override keep(made: Shown, outcome: Outcome): Ending {
    const refusal = outcome.error === undefined ? undefined : refusalIn(outcome.error);
    const tried = this.shown?.tried === true;
    if (outcome.error !== undefined && refusal === undefined) {
      super.keep({ ...made, tried }, outcome);
      this.#draw("");
      return outcome;
    }
    const right = refusal === undefined;
    const says = (refusal ?? outcome.stdout).trim();
    this.lesson.replaceChildren(...[taught(this.#task.text(), right ? undefined : says) ?? []].flat());
    const fair = this.#task.text().trim() !== this.#task.starter.trim();
    const { value: _value, error: _error, ...rest } = made;
    super.keep({ ...rest, stdout: "", right, says, tried: tried || (!right && fair) }, outcome);
    this.#draw(right ? this.#task.sum() : "");
    return { ...NOTHING, stderr: outcome.stderr, blocked: true, note: "" };
  }

  override recall(kept: Shown | undefined): void {
    super.recall(kept);
    this.#draw(this.shown?.right === undefined ? "" : "From your last visit.");
  }

  #draw(more: string): void {
    const { says = "" } = this.shown ?? {};
    const right = this.isRight;
    this.element.dataset.verdict = right === undefined ? "" : right ? "right" : "wrong";
    this.#say(right === undefined ? "" : `${right ? "✓" : "✗ Not yet."} ${says}`, right === undefined ? "" : more);
    this.#solution.hidden = !this.shown?.tried && right !== true;
    this.#solution.open &&= !this.#solution.hidden;
  }

  #say(words: string, more = ""): void {
    this.#verdict.replaceChildren(
      ...(words ? [h("span", { class: "lab-says" }, words)] : []),
      ...(more ? [" ", h("span", { class: "lab-sum" }, more)] : []),
    );
  }
}

/** The sentence of a check that does not hold; undefined: it failed in another way. */
export function refusalIn(error: string): string | undefined {
  const found = /^AssertionError(?:: ([\s\S]*))?$/m.exec(error);
  return found ? (found[1] ?? "What this cell asserts does not hold.") : undefined;
}

const copies = (element: Element): Node[] => [...element.childNodes].map((node) => node.cloneNode(true));
