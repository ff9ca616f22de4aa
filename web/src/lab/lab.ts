import { button, h, need } from "../dom.ts";
import { NOTHING } from "../live-code/bench.ts";
import { needsNotebook } from "../live-code/lacking.ts";
import { space } from "../live-code/space.ts";
import { accepts } from "../progress/completion.ts";
import { type Draft, type LogEvent, log } from "../progress/log.ts";
import type { Python } from "../runtime/python.ts";
import { Cell, Check, type Setting, type Snapshot } from "./cell.ts";
import { type CellData, type LabData, LIMIT, Refused, read, write } from "./notebook.ts";
import { shownIn } from "./shown.ts";
import "../progress/notice.ts";

const QUIET = { class: "champion-button champion-button--quiet" };
const FAILED_ABOVE = "A cell above ended with an error: mend it or reset it, then run this one again.";
const UNMET = "A check above is not passed yet, and this cell may need what its task makes.";

/** What is remembered of the lab as a whole. */
interface Remembered {
  working: boolean;
}

/** A lab's page: the solved notebook, or its cells to work on. */
class Lab {
  readonly #element: HTMLElement;
  readonly #data: LabData;
  readonly #page: HTMLElement;
  readonly #key: string;
  readonly #done = h("p", { class: "lab-done", role: "status" });
  readonly #says = h("p", { class: "lab-message", role: "status" });
  readonly #undo = button("Undo", () => this.#goBack(), { hidden: true });
  readonly #begin = button("Work on it here", () => void this.#work(true), {
    class: "champion-button champion-button--main lab-begin",
  });
  readonly #tools = h("div", { class: "lab-tools", role: "group", "aria-label": "Your notebook", tabindex: "-1" });
  readonly #bar = h("nav", { class: "lab-bar", "aria-label": "Tasks of this lab" });
  #cells: Cell[] = [];
  /** What the page shows when nobody works on it. */
  #solved: HTMLElement[] = [];
  /** What it shows in work mode only. */
  #own: HTMLElement[] = [];
  #before = new Map<Cell, Snapshot>();
  /** When drafts were last read: newer ones come from another tab. */
  #read = 0;
  #finished: { hash: string; at: number } | undefined;

  constructor(element: HTMLElement, data: LabData) {
    this.#element = element;
    this.#data = data;
    this.#key = `lab:${data.name}`;
    this.#page = need(document, ".lab-notebook");
    const lacks = needsNotebook(this.#code());
    element.append(this.#done, ...(lacks ? [lacks] : [this.#begin, this.#tools, h("div", {}, this.#says, this.#undo)]));
    element.append(this.#completion());
    this.#tools.hidden = true;
    const file = h("input", { type: "file", accept: ".ipynb", hidden: true, "aria-label": "A notebook of this lab" });
    file.addEventListener("change", () => void this.#open(file));
    this.#tools.append(
      button("Save my notebook", () => this.#save()),
      button("Open a notebook", () => file.click()),
      file,
      button("Reset all", () => this.#reset(), QUIET),
      button("Back to the solved page", () => this.#leave(), QUIET),
    );
    this.#listen();
    void this.#begun(lacks === undefined);
  }

  #code(): string {
    return this.#data.cells.map(({ kind, source }) => (kind === "code" ? source : "")).join("\n");
  }

  /** What was remembered at another visit. */
  async #begun(works: boolean): Promise<void> {
    this.#finish(await log.last(this.#data.name, "lab-checked"));
    const draft = works ? await log.draft(this.#key) : undefined;
    if (draft && (JSON.parse(draft.text) as Remembered).working) await this.#work(false);
  }

  /** Other tabs: what they finished, and what they wrote, once the learner comes here. */
  #listen(): void {
    const gone = new AbortController(); // instant navigation takes the page away, and tells nobody
    const here = (act: () => void) => () => (this.#element.isConnected ? act() : gone.abort());
    const options = { signal: gone.signal };
    const appended = (event: Event): void => {
      const { detail } = event as CustomEvent<LogEvent>;
      here(() => detail.kind === "lab-checked" && detail.item === this.#data.name && this.#finish(detail))();
    };
    log.addEventListener("append", appended, options);
    addEventListener(
      "focus",
      here(() => void this.#follow()),
      options,
    );
    document.addEventListener(
      "visibilitychange",
      here(() => void this.#follow()),
      options,
    );
  }

  // ── work mode ──

  async #work(pressed: boolean): Promise<void> {
    this.#begin.disabled = true;
    const drafts = await this.#drafts();
    const state = drafts.get(this.#key);
    if (this.#cells.length === 0) this.#build(drafts);
    this.#show(true);
    this.#begin.disabled = false;
    this.#remember(true);
    const renewed = document.querySelectorAll(".lab-renewed").length;
    if (state && state.base !== this.#data.version) this.#say(newVersion(renewed));
    else if (pressed) this.#say("The cells are yours now: edit and run them. What you write is kept in this browser.");
    if (pressed) this.#tools.focus();
  }

  #leave(): void {
    this.#show(false);
    this.#remember(false);
    this.#say("");
    this.#begin.focus();
  }

  #show(working: boolean): void {
    this.#page.toggleAttribute("data-working", working);
    for (const element of this.#solved) element.hidden = working;
    for (const element of [...this.#own, this.#tools, this.#bar]) element.hidden = !working;
    this.#begin.hidden = working;
  }

  #remember(working: boolean): void {
    void log.keep(this.#key, JSON.stringify({ working } satisfies Remembered), this.#data.version);
  }

  /** Draws each cell of code once more, to be worked on, after the one of the page. */
  #build(drafts: ReadonlyMap<string, Draft>): void {
    need(this.#page, ".jp-Cell").after(this.#bar);
    const code = this.#data.cells.filter(({ kind }) => kind === "code");
    for (const [number, data] of code.entries()) {
      const page = document.getElementById(`cell-id=${data.id}`);
      if (!page) continue; // the page is of another build than its data: it can't be
      if (data.role === "local") {
        const why = h(
          "p",
          { class: "lab-local" },
          `This cell runs in the notebook only. ${data.why} `,
          "Here is how it ran.",
        );
        page.before(why);
        this.#own.push(why);
        continue;
      }
      const cell = this.#cell(data, number + 1, page, drafts);
      page.after(cell.element);
      cell.placed(this.#cells.length === 0, this.#code());
      this.#cells.push(cell);
      this.#own.push(cell.element);
      this.#solved.push(page);
      cell.recall(shownIn(drafts, this.#keyOf(data)));
      cell.addEventListener("change", () => this.#mark());
      cell.addEventListener("ran", () => this.#judged(cell));
    }
    this.#mark();
  }

  #cell(data: CellData, number: number, page: HTMLElement, drafts: ReadonlyMap<string, Draft>): Cell {
    const key = this.#keyOf(data);
    const setting: Setting = {
      key,
      version: this.#data.version,
      label: data.role === "task" ? `Your code, task ${this.#number(data)}` : `Python, cell ${number} of this lab`,
      solved: need(page, ".highlight"),
      draft: written(drafts.get(key)),
      onrun: (above) => void this.#run(cell, above),
    };
    const task = this.#cells.find((other) => other.data.role === "task" && other.data.task === data.task);
    const cell: Cell =
      data.role !== "check" || !task
        ? new Cell(data, setting)
        : new Check(data, setting, {
            text: () => task.text,
            starter: task.data.source,
            solution: need(document, `[id="cell-id=${task.data.id}"] .highlight code`).textContent.trimEnd(),
            sum: () => this.#sum(),
          });
    return cell;
  }

  // ── running ──

  /** Runs a cell after those above whose text has not run yet. `above`: those only, all of them, in an empty Python. */
  async #run(cell: Cell, above: boolean): Promise<void> {
    await cell.bench.use(async (python, onoutput) => {
      if (above) space.empty();
      const first = this.#cells.slice(0, this.#cells.indexOf(cell)).filter((other) => above || !other.isHere);
      for (const other of first) {
        const { stopped, error } = await other.bench.lend((output) => other.run(python, output));
        if (stopped) return { ...NOTHING, stopped };
        if (error !== undefined) return { ...NOTHING, blocked: true, note: FAILED_ABOVE };
      }
      const ran = first.length === 1 ? "Ran the cell above" : `Ran the ${first.length} cells above`;
      if (above) return { ...NOTHING, blocked: true, note: `${ran}.` };
      const ending = await cell.run(python, onoutput);
      const unmet = ending.error !== undefined && this.#unmet(cell, python) ? UNMET : "";
      return { ...ending, note: [first.length > 0 ? `${ran} first.` : "", unmet].filter(Boolean).join(" ") };
    });
    this.#mark();
  }

  #unmet(cell: Cell, python: Python): boolean {
    const above = this.#cells.slice(0, this.#cells.indexOf(cell));
    return python.status.state === "ready" && above.some((other) => other instanceof Check && !other.isRight);
  }

  #judged(cell: Cell): void {
    if (!(cell instanceof Check) || !cell.isRight || !this.#checks.every(({ isRight }) => isRight)) return;
    if (this.#finished?.hash === this.#data.version) return;
    this.#complete();
  }

  #complete(): void {
    const tasks = this.#data.cells.flatMap(({ role, task }) => (role === "check" && task ? [task] : []));
    void log.append("lab-checked", this.#data.name, this.#data.version, { tasks });
    this.#finish({ hash: this.#data.version, at: Date.now() });
  }

  /** For those who did the lab in a Python of their own: the code that `make lab-check` printed. */
  #completion(): HTMLElement {
    const input = h("input", { autocomplete: "off", spellcheck: "false", placeholder: "ABCDE-12345" });
    const says = h("p", { class: "lab-message", role: "status" });
    const form = h(
      "form",
      {},
      h("label", {}, "Completion code ", input),
      h("button", { class: "champion-button" }, "Enter"),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const right = await accepts(input.value, this.#data.name, this.#data.checks);
      if (right && this.#finished?.hash !== this.#data.version) this.#complete();
      says.textContent = right
        ? "Right: the lab is marked as done in this browser."
        : "This is no code of this lab as it is today. Copy the one that make lab-check prints, from the newest version.";
    });
    return h("details", { class: "lab-completion" }, h("summary", {}, "I did this lab in Jupyter"), form, says);
  }

  // ── what is done ──

  get #checks(): Check[] {
    return this.#cells.filter((cell) => cell instanceof Check);
  }

  #number({ task }: CellData): number {
    return this.#data.cells.filter(({ role }) => role === "task").findIndex((one) => one.task === task) + 1;
  }

  #sum(): string {
    const all = this.#checks;
    const done = all.filter(({ isRight }) => isRight).length;
    return done === all.length ? `All ${all.length} tasks are done.` : `${done} of ${all.length} tasks done.`;
  }

  /** Says of each cell what has become of it, and of the tasks which are done. */
  #mark(): void {
    let order = 0;
    let edited = false;
    for (const cell of this.#cells) {
      cell.mark(cell.order > 0 && (edited || order > cell.order));
      order = Math.max(order, cell.order);
      edited ||= cell.isEdited;
    }
    const tasks = this.#checks.map((check) => {
      const state = check.isRight === undefined ? "to do" : check.isRight ? "done" : "not yet right";
      const sign = { "to do": "", done: "✓", "not yet right": "✗" }[state];
      const number = this.#number(check.data);
      const title = `${this.#title(check.data)}: ${state}`;
      const link = h("a", { href: `#lab-task-${check.data.task}`, title, "aria-label": title }, `${number} ${sign}`);
      return h("li", { "data-state": state }, link);
    });
    this.#bar.replaceChildren(h("p", {}, this.#sum()), h("ol", {}, ...tasks));
  }

  /** The heading over a task. */
  #title({ task }: CellData): string {
    const at = this.#data.cells.findIndex((cell) => cell.role === "task" && cell.task === task);
    const text = this.#data.cells.slice(0, at).map(({ kind, source }) => (kind === "markdown" ? source : ""));
    const heading = [...text.join("\n").matchAll(/^#{2,4} (.+)$/gm)].at(-1)?.[1] ?? `Task ${task}`;
    return heading.replaceAll(/[`*]/g, "");
  }

  #finish(event: { hash: string; at: number } | undefined): void {
    this.#finished = event;
    if (!event) return;
    const day = new Date(event.at).toLocaleDateString("en-GB", { dateStyle: "long" });
    const current = event.hash === this.#data.version;
    this.#done.textContent = `✓ You have done ${current ? "this lab" : "an earlier version of this lab"}, on ${day}.`;
  }

  // ── the notebook as a file ──

  #save(): void {
    const texts = new Map(this.#cells.map((cell) => [cell.data.id, cell.text]));
    const blob = new Blob([write(this.#data, texts)], { type: "application/x-ipynb+json" });
    const slug = this.#data.name.split("/").at(-1);
    const link = h("a", { href: URL.createObjectURL(blob), download: `${slug}-mine.ipynb` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // a browser may ask first where to put it
    this.#say("Saved, with what you wrote: it also runs in Jupyter.");
  }

  async #open(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    try {
      if (file.size > LIMIT)
        throw new Refused(
          `This file has ${Math.ceil(file.size / 1e6)} MB. A notebook of this lab is far smaller than 20 MB.`,
        );
      this.#take(read(await file.text(), this.#data));
    } catch (error) {
      const why = error instanceof Refused ? error.message : "This file could not be read. Choose it again.";
      this.#say(`${why} Nothing was changed.`);
    } finally {
      input.value = ""; // the same file can be chosen again
    }
  }

  #take({ texts, others, current }: ReturnType<typeof read>): void {
    const other = this.#cells.filter((cell) => (texts.get(cell.data.id) ?? cell.text) !== cell.text);
    this.#keepWay(other);
    for (const cell of other)
      cell.source?.put(texts.get(cell.data.id) ?? "", "This is from the notebook that you opened.");
    const taken = other.length === 1 ? "One cell is" : `${other.length || "No"} cells are`;
    this.#say(
      [
        `Opened. ${taken} now as in that notebook.`,
        others > 0
          ? `It has ${others === 1 ? "a cell" : `${others} cells`} of your own that this page has no place for.`
          : "",
        current ? "" : "It was made from another version of this lab, so read the tasks again.",
      ]
        .filter(Boolean)
        .join(" "),
      other.length > 0,
    );
  }

  #reset(): void {
    this.#keepWay(this.#cells);
    for (const cell of this.#cells) {
      cell.restore({ text: cell.text, shown: undefined }, "");
      if (cell.source?.changed) cell.source.reset();
    }
    space.empty();
    this.#say("All cells are as the page has them, and nothing has run.", true);
  }

  /** Notes how these cells are, for Undo. */
  #keepWay(cells: Cell[]): void {
    this.#before = new Map(cells.map((cell) => [cell, cell.snapshot()]));
  }

  #goBack(): void {
    for (const [cell, snapshot] of this.#before) cell.restore(snapshot, "This is your version again.");
    this.#before.clear();
    this.#say("Your version is back.");
    this.#tools.focus();
  }

  /** `undo`: what is said can be taken back. */
  #say(words: string, undo = false): void {
    this.#says.textContent = words;
    this.#undo.hidden = !undo;
  }

  // ── drafts ──

  readonly #keyOf = ({ id }: CellData): string => `${this.#key}#${id}`;

  async #drafts(): Promise<Map<string, Draft>> {
    const drafts = await log.drafts();
    this.#read = Date.now();
    return new Map(drafts.filter(({ key }) => key.startsWith(this.#key)).map((draft) => [draft.key, draft]));
  }

  /** Takes over what another tab has written since. */
  async #follow(): Promise<void> {
    if (this.#cells.length === 0) return;
    const since = this.#read;
    const drafts = await this.#drafts();
    for (const cell of this.#cells) {
      const key = this.#keyOf(cell.data);
      const draft = drafts.get(key);
      if (draft && draft.at > since && draft.text !== cell.text && !cell.bench.busy)
        cell.source?.put(draft.text, "This is what you wrote in another tab.");
      const shown = shownIn(drafts, key);
      if (shown && shown.at > since && shown.at > (cell.shown?.at ?? 0) && !cell.bench.busy) cell.recall(shown);
    }
  }
}

/** A draft that says something: not the very text that it was begun with. */
const written = (draft: Draft | undefined): Draft | undefined =>
  draft && draft.text !== draft.base ? draft : undefined;

function newVersion(renewed: number): string {
  const cells =
    renewed === 1
      ? "One cell that you wrote in was changed; it says"
      : `${renewed} cells that you wrote in were changed; they say`;
  const yours = renewed === 0 ? "None of the cells that you wrote in was changed." : `${cells} so.`;
  return `This lab has a new version. What you wrote is kept. ${yours} Check the tasks again.`;
}

export function enhance(element: HTMLElement, data: LabData): void {
  new Lab(element, data);
}
