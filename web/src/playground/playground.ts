import STORE_FILE from "../../python/aside/store_file.py";
import STORE_VIEW from "../../python/aside/store_view.py";
import { button, h, need } from "../dom.ts";
import { Bench } from "../live-code/bench.ts";
import { Source } from "../live-code/source.ts";
import { lesson, teach } from "../live-code/teach.ts";
import { sourceTools } from "../live-code/tools.ts";
import { weigh } from "../live-code/weight.ts";
import { log } from "../progress/log.ts";
import type { Python } from "../runtime/python.ts";
import { fragment, hides, linked } from "./link.ts";
import { notebook } from "./notebook.ts";
import { parse } from "./store.ts";
import { StoreView } from "./view.ts";
import "../progress/notice.ts";

interface Example {
  name: string;
  title: string;
  code: string;
}

interface Data {
  examples: Example[];
  /** What pip is to be given for the versions that the site is built on. */
  install: string;
}

const KEY = "playground"; // of the learner's own draft; that of a link has the link in its key
const QUIET = "champion-button champion-button--quiet";
const CAME = "This code came with the link. Read it before you run it.";
const HIDES = "It has characters that can't be seen, which may hide what it does.";
const GONE = "What was in the store is gone: the next run begins with an empty one.";
const FRESH = "The next run begins with an empty Python and an empty store.";
const UNREADABLE = "What is in the store could not be read. “Fresh start” begins with a new one.";
const LONG = "This is too long for a link: download it as a notebook and send that.";

/** Own code, its output, and the store that it leaves. */
class Playground {
  readonly #data: Data;
  readonly #bench: Bench;
  readonly #view = new StoreView();
  /** The examples as the page draws them: in colour. */
  readonly #blocks = new Map<string, HTMLElement>();
  readonly #choices = new Map<Example, HTMLButtonElement>();
  readonly #from = h("p", { class: "play-from", role: "status" });
  readonly #undo = h("p", { class: "play-undo" });
  readonly #place = h("div");
  readonly #tools = h("div", { class: "live-tools" });
  readonly #lesson = lesson();
  readonly #said = h("p", { class: "play-said", role: "status" });
  readonly #run: HTMLButtonElement;
  readonly #fresh: HTMLButtonElement;
  readonly #store: HTMLButtonElement;
  readonly #weight: HTMLElement[];
  #source: Source | undefined;
  #python: Python | undefined;
  /** Whether the next run begins anew. Here errors keep the store: it is what one wants to look at. */
  #anew = true;
  /** The fragment that the code came with; "" for the learner's own. */
  #link = "";
  #opened = 0;

  constructor(host: HTMLElement, data: Data) {
    this.#data = data;
    this.#bench = new Bench(host);
    for (const { name } of data.examples)
      this.#blocks.set(name, need(host, `#example-${name} .highlight`).cloneNode(true) as HTMLElement);
    this.#run = button("Run", () => void this.#runCode(), { class: "champion-button champion-button--main" });
    this.#fresh = button("Fresh start", () => this.#begin(), { class: QUIET });
    this.#store = button("Store (.zip)", () => void this.#saveStore(), { hidden: true });
    this.#weight = weigh(this.#run, host, "champion-playground", data.examples.map(({ code }) => code).join("\n"));
    host.replaceChildren(
      h(
        "div",
        { class: "play-examples", role: "group", "aria-label": "Start from an example" },
        ...this.#drawChoices(),
      ),
      this.#from,
      this.#undo,
      this.#place,
      this.#tools,
      this.#bench.element,
      this.#lesson,
      h(
        "div",
        { class: "play-take" },
        button("Copy a link to this code", () => void this.#share()),
        button("Notebook (.ipynb)", () => this.#saveNotebook()),
        this.#store,
      ),
      this.#said,
      h("p", { class: "play-title" }, "What is in the store"),
      this.#view.element,
    );
    const moved = (): void => {
      if (!host.isConnected)
        removeEventListener("hashchange", moved); // another page
      else if (linkIn(location.hash) !== this.#link) void this.#open(); // else it is a heading's
    };
    addEventListener("hashchange", moved);
    void this.#open();
  }

  #drawChoices(): HTMLElement[] {
    return this.#data.examples.map((example) => {
      const choice = button(example.title, () => void this.#choose(example), { "aria-pressed": "false" });
      this.#choices.set(example, choice);
      return choice;
    });
  }

  /** What the address says: code that came with a link, or the learner's own. */
  async #open(): Promise<void> {
    const mine = ++this.#opened;
    const link = linkIn(location.hash);
    const found = await linked(link);
    const draft = await log.draft(KEY);
    if (mine !== this.#opened) return;
    this.#link = link;
    this.#undo.replaceChildren();
    if (!this.#anew) this.#empty(FRESH); // what strangers' code left is not for one's own, nor the other way round
    if (found && "code" in found) {
      this.#edit(
        found.code,
        `${KEY}${link}`,
        h("div", { class: "highlight" }, h("pre", {}, h("code", {}, found.code))),
      );
      this.#press(undefined);
      this.#from.replaceChildren(
        hides(found.code) ? `${CAME} ${HIDES} ` : `${CAME} `,
        button("Back to my own code", () => this.#leaveLink(), { class: QUIET }),
      );
      return;
    }
    const { examples } = this.#data;
    const example = examples.find(({ code }) => code === draft?.base) ?? examples[0];
    if (example) this.#editExample(example);
    this.#from.textContent = found ? `${found.fault} Below is your own code.` : "";
  }

  #leaveLink(): void {
    location.hash = ""; // an entry of its own: Back comes here again
    this.#run.focus();
  }

  #editExample(example: Example): Source {
    const block = this.#blocks.get(example.name)?.cloneNode(true) as HTMLElement;
    this.#press(example);
    return this.#edit(example.code, KEY, block);
  }

  #edit(code: string, key: string, block: HTMLElement): Source {
    this.#place.replaceChildren(block);
    const source = new Source(block, code, { key, base: code }, "Python, your code");
    source.onrun = () => void this.#runCode();
    const [edit, copy, reset] = sourceTools(source);
    // Which example was chosen is known by its draft, which Reset has dropped.
    reset?.addEventListener("click", () => key === KEY && void log.keep(KEY, code, code));
    const buttons = [edit, copy, reset].filter((one) => one !== undefined);
    this.#tools.replaceChildren(this.#run, this.#bench.stopper, ...buttons, this.#fresh, ...this.#weight);
    this.#source = source;
    return source;
  }

  #press(example: Example | undefined): void {
    for (const [one, choice] of this.#choices) choice.ariaPressed = String(one === example);
  }

  /** Puts an example in place of what is there; what was written there can be had back. */
  async #choose(example: Example): Promise<void> {
    const before = this.#source;
    if (!before) return;
    const { text, changed } = before;
    const pressed = this.#data.examples.find((one) => this.#choices.get(one)?.ariaPressed === "true");
    const says = `The example “${example.title}” is in the editor.`;
    if (!pressed) before.put(example.code, says);
    else {
      await log.keep(KEY, example.code, example.code);
      this.#editExample(example).note.textContent = says;
    }
    this.#undo.replaceChildren();
    if (pressed && !changed) return;
    const back = button("Put it back", () => {
      this.#undo.replaceChildren();
      const source = pressed ? this.#editExample(pressed) : before;
      source.put(text, "The code from before is back.");
      this.#run.focus();
    });
    this.#undo.append("The code from before made way for it. ", back);
  }

  async #runCode(): Promise<void> {
    const source = this.#source;
    if (!source || this.#bench.busy) return;
    const code = source.text;
    this.#undo.replaceChildren();
    teach(source, this.#lesson);
    await this.#bench.use(async (python, onoutput) => {
      this.#python = python;
      const outcome = await python.run(code, { fresh: this.#anew, onoutput });
      this.#anew = false;
      teach(source, this.#lesson, code, outcome.error);
      setTimeout(() => void this.#look(python)); // once the run has been said to be over
      return outcome;
    });
  }

  async #look(python: Python): Promise<void> {
    const { value, stopped } = await python.aside(STORE_VIEW);
    const store = value === undefined ? undefined : parse(value);
    if (stopped) this.#empty(GONE);
    else if (!store) this.#empty(UNREADABLE, false);
    else this.#view.show(store);
    this.#store.hidden = stopped === true;
  }

  #empty(why: string, anew = true): void {
    this.#anew ||= anew;
    this.#view.empty(why);
    this.#store.hidden = anew;
  }

  #begin(): void {
    if (this.#bench.busy) this.#said.textContent = "Stop the run first.";
    else {
      this.#said.textContent = "";
      this.#empty(FRESH);
    }
  }

  async #share(): Promise<void> {
    const text = await fragment(this.#source?.text ?? "");
    if (text === undefined) {
      this.#said.textContent = LONG;
      return;
    }
    const url = `${location.origin}${location.pathname}${text}`;
    const copied = await navigator.clipboard?.writeText(url).then(
      () => true,
      () => false,
    );
    this.#said.textContent = copied
      ? "The link is copied. It holds the code itself: nothing was sent anywhere."
      : "The browser did not let the page copy. Copy the link from here: ";
    if (!copied)
      this.#said.append(h("input", { class: "play-link", readonly: true, "aria-label": "The link", value: url }));
  }

  #saveNotebook(): void {
    const text = JSON.stringify(notebook(this.#source?.text ?? "", this.#data.install), undefined, 1);
    save(new Blob([`${text}\n`], { type: "application/x-ipynb+json" }), "champion-playground.ipynb");
    this.#said.textContent = "The notebook is downloaded: champion-playground.ipynb.";
  }

  async #saveStore(): Promise<void> {
    this.#said.textContent = "Packing the store.";
    const { file, value, error, stopped } = (await this.#python?.aside(STORE_FILE)) ?? { stopped: true };
    if (file) {
      save(new Blob([file], { type: "application/zip" }), "champion-store.zip");
      this.#said.textContent = "The store is downloaded: champion-store.zip. Its README.txt says how to open it.";
    } else if (stopped) this.#said.textContent = "There is no store any more: run something first.";
    else this.#said.textContent = value || error || UNREADABLE;
  }
}

/** The part of an address that holds code; "" where there is none, as with a heading's. */
const linkIn = (hash: string): string => (hash.startsWith("#code=") ? hash : "");

/** Hands bytes to the learner as a file. Their name and type are the page's. */
function save(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function enhance(element: HTMLElement, data: Data): void {
  new Playground(element, data);
}
