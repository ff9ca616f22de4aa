import { button, h } from "../dom.ts";
import type { Outcome, Python, Status } from "../runtime/python.ts";
import { drawing } from "./drawn.ts";
import { loaded } from "./weight.ts";

export type Output = (stream: "stdout" | "stderr", text: string) => void;

/** How a run ended; `note` is a sentence to add, `blocked` says that the note is all there is. */
export type Ending = Outcome & { note?: string; blocked?: boolean };
type Work = (python: Python, onoutput: Output) => Promise<Ending>;

/** A terminal's colours, which MLflow's messages have: here they would be noise. */
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

export const NOTHING: Outcome = { stdout: "", stderr: "", ms: 0 };

/** One at a time in a window: the others wait their turn, and a Stop sends them home. */
let turn: Promise<unknown> = Promise.resolve();
let stops = 0;

/** Where code runs: its state, its output, Stop. Everything Python says is shown as text and nothing else. */
export class Bench {
  readonly element = h("div", { class: "bench" });
  readonly stopper = button("Stop", () => this.#stop(), { class: "champion-button bench-stop", hidden: true });
  busy = false;
  readonly #says = h("p", { class: "bench-status", role: "status" });
  readonly #amount = h("span");
  readonly #progress = h("progress", { "aria-label": "Loading Python" });
  readonly #loading = h("p", { class: "bench-loading", hidden: true }, this.#progress, this.#amount);
  readonly #label = h("p", { class: "output-label", "aria-hidden": "true", hidden: true }, "Your output");
  readonly #pane = h("pre", {
    class: "bench-output",
    tabindex: "0",
    role: "group",
    "aria-label": "Your output",
    hidden: true,
  });
  readonly #drawn = h("div", { class: "bench-drawn", hidden: true });
  #python: Python | undefined;

  readonly #host: HTMLElement;

  /** `host` carries data-runtime. */
  constructor(host: HTMLElement) {
    this.#host = host;
    this.element.append(this.#says, this.#loading, this.#label, this.#pane, this.#drawn);
  }

  /** Loads Python if need be, does `work` when its turn comes, shows output and end. Undefined: it could not be done. */
  async use(work: Work): Promise<Ending | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.stopper.hidden = false;
    this.#clear();
    const mine = stops;
    const before = turn;
    const ours = Promise.withResolvers<void>();
    turn = ours.promise;
    let draw = (): void => undefined;
    try {
      this.#set("loading", "Waiting for another block to finish.");
      await before;
      if (mine !== stops) return this.#finish({ ...NOTHING, stopped: true });
      this.#set("loading", "Loading Python.");
      const { python } = await import("../runtime/python.ts");
      this.#python = python;
      draw = () => this.#draw(python.status);
      python.addEventListener("status", draw);
      draw();
      const ending = await work(python, (stream, text) => this.#write(stream, text));
      if (python.status.state !== "failed") return this.#finish(ending);
      this.#fail(python.status.why, work);
    } catch (error) {
      this.#fail(`Its files could not be loaded (${(error as Error).message}). Look at your connection.`, work);
    } finally {
      this.#python?.removeEventListener("status", draw);
      this.#loading.hidden = true;
      if (this.stopper === document.activeElement) (this.stopper.previousElementSibling as HTMLElement).focus();
      this.stopper.hidden = true;
      this.busy = false;
      ours.resolve();
    }
    return undefined;
  }

  /** Shows a run that happens in another block's turn. */
  async lend(work: (onoutput: Output) => Promise<Outcome>): Promise<Outcome> {
    this.#clear();
    this.#set("running", "Running, for a block below.");
    return this.#finish(await work((stream, text) => this.#write(stream, text)));
  }

  /** Shows what an earlier run gave; `which` names it. Nothing is announced. */
  recall(kept: Omit<Outcome, "ms">, which: string): void {
    this.#clear();
    this.#print(kept);
    this.#name(which);
    this.#set("none", "");
  }

  #name(which: string): void {
    this.#label.textContent = which;
    this.#pane.ariaLabel = which;
  }

  #stop(): void {
    stops++;
    this.#python?.stop();
  }

  #clear(): void {
    this.#pane.replaceChildren();
    this.#drawn.replaceChildren();
    this.#pane.hidden = true;
    this.#drawn.hidden = true;
    this.#label.hidden = true;
    this.#name("Your output");
  }

  #draw({ state, done, total, what }: Status): void {
    this.#loading.hidden = state !== "loading" || total === 0;
    if (state === "loading") {
      this.#set("loading", `Loading ${what || "Python"}.`);
      this.#progress.max = total || 1;
      this.#progress.value = done;
      this.#amount.textContent = `${megabytes(done)} of ${megabytes(total)} MB, kept for the next time`;
    } else if (state === "running") {
      loaded();
      this.#set("running", "Running.");
    } else if (state === "stopping") this.#set("stopping", "Stopping.");
  }

  #set(state: Status["state"], says: string): void {
    this.#host.dataset.runtime = state;
    if (this.#says.textContent !== says) this.#says.textContent = says;
  }

  #write(stream: "stdout" | "stderr" | "value" | "error", said: string): void {
    const text = said.replace(COLOURS, "");
    if (!text) return;
    this.#pane.hidden = false;
    this.#label.hidden = false;
    const last = this.#pane.lastElementChild;
    if (last?.className === `bench-${stream}`) last.append(text);
    else this.#pane.append(h("span", { class: `bench-${stream}` }, text));
  }

  /** All that a run gave; what was streamed is there already. A value's HTML stands for its text. */
  #print({ stdout, stderr, value = "", error = "", drawn = [] }: Omit<Outcome, "ms">): void {
    if (this.#pane.childElementCount === 0) {
      this.#write("stdout", stdout);
      this.#write("stderr", stderr);
    }
    if (!drawn.some(({ kind }) => kind === "html")) this.#write("value", value);
    this.#write("error", error);
    if (drawn.length === 0) return;
    this.#drawn.hidden = false;
    this.#label.hidden = false;
    this.#drawn.append(...drawn.map(drawing));
  }

  #finish(ending: Ending): Ending {
    this.#print(ending);
    const note = ending.note ? ` ${ending.note}` : "";
    if (ending.blocked) this.#set("ready", note.trim());
    else if (ending.stopped)
      this.#set("stopped", this.#python?.status.why || "Stopped. The next run starts with an empty Python.");
    else {
      const how = ending.error ? "It ended with an error" : this.#label.hidden ? "Done, nothing printed" : "Done";
      const cut = ending.flooded ? " It printed more than a page can hold: the rest was cut." : "";
      this.#set("ready", `${how} (${(ending.ms / 1000).toFixed(1)} s).${cut}${note}`);
    }
    return ending;
  }

  #fail(why: string, work: Work): void {
    this.#set("failed", `Python is not there. ${why} `);
    this.#says.append(button("Try again", () => void this.use(work)));
  }
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
