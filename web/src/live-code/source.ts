import type { EditorView } from "@codemirror/view";
import { h, need } from "../dom.ts";
import { Keeper } from "../progress/draft.ts";

let hints = 0;

/** A block of code that becomes an editor at first touch; what is written is kept as a draft and comes back. */
export class Source extends EventTarget {
  readonly element = h("div", { class: "live-source" });
  readonly note = h("p", { class: "live-note", role: "status" });
  onrun: () => void = () => undefined;
  text: string;
  readonly #code: HTMLElement;
  readonly #static: Node[];
  #editor: EditorView | undefined;
  #opening: Promise<EditorView> | undefined;
  #marked: { line: number; note: string } | undefined;
  readonly #band = h("span", { class: "live-band", "aria-hidden": "true" });
  #markEditor: (line: number | undefined) => void = () => undefined;

  readonly #original: string;
  readonly #draft: Keeper;
  readonly #label: string;

  /** `block` is the page's own `.highlight`; `draft` says under which name to keep what is written, and on what it was written. */
  constructor(block: HTMLElement, original: string, draft: { key: string; base: string }, label: string) {
    super();
    this.text = original;
    this.#original = original;
    this.#draft = new Keeper(draft.key, draft.base);
    this.#label = label;
    this.#code = need(block, "pre > code");
    this.#static = [...this.#code.childNodes];
    block.before(this.element);
    this.element.append(block, this.note);
    block.classList.add("no-copy");
    block.addEventListener("click", (event) => {
      if (getSelection()?.isCollapsed ?? true) void this.edit({ x: event.clientX, y: event.clientY });
    });
    this.element.addEventListener("focusout", () => this.#draft.flush());
    void this.#restore();
  }

  get changed(): boolean {
    return this.text !== this.#original;
  }

  get isOpen(): boolean {
    return this.#editor !== undefined;
  }

  /** Opens the editor, once, and goes there. */
  async edit(at?: { x: number; y: number }): Promise<void> {
    this.#opening ??= this.#open();
    try {
      const editor = await this.#opening;
      editor.focus();
      const anchor = at && editor.posAtCoords(at);
      if (anchor) editor.dispatch({ selection: { anchor } });
    } catch {
      this.#opening = undefined;
      this.note.textContent =
        "The editor could not be loaded. Look at your connection and try again; the code itself can still be run.";
    }
  }

  reset(): void {
    this.#show(this.#original);
    this.note.textContent = "Back to the code of the page.";
    this.#draft.drop();
  }

  /** Puts another text in the place of this one, as if it had been typed; says so in the note. */
  put(text: string, says = ""): void {
    this.#show(text);
    this.#draft.later(() => this.text);
    this.#draft.flush();
    this.note.textContent = says;
  }

  /** What is written from now on is written on this: it matters to who comes back after the page has changed. */
  rebase(base: string): void {
    this.#draft.rebase(base);
  }

  /** Marks a line, from 1, until the text changes, and says below the code what is with it; undefined takes the mark away. */
  mark(line: number | undefined, says = ""): void {
    if (this.note.textContent === this.#marked?.note) this.note.textContent = "";
    this.#marked = line === undefined ? undefined : { line, note: `Line ${line}${says && ": "}${says}` };
    if (this.#marked) this.note.textContent = this.#marked.note;
    this.#drawMark();
  }

  /** In the editor; where it is not open, in the page's own block. */
  #drawMark(): void {
    this.#band.remove();
    if (this.#marked) {
      this.#band.style.setProperty("--line", String(this.#marked.line - 1));
      this.#code.prepend(this.#band);
    }
    this.#markEditor(this.#marked?.line);
  }

  async #open(): Promise<EditorView> {
    const [{ open }, { setMark }] = await Promise.all([import("./editor.ts"), import("./marked.ts")]);
    const hint = h(
      "p",
      { class: "live-hint", id: `champion-hint-${++hints}` },
      "Ctrl+Enter (⌘+Enter) runs. To leave the editor: Escape, then Tab.",
    );
    this.element.classList.add("live-source--open");
    this.#editor = open(this.element, {
      text: this.text,
      label: this.#label,
      hint: hint.id,
      onrun: () => this.onrun(),
      onchange: (text) => this.#changed(text),
    });
    this.element.append(hint);
    const editor = this.#editor;
    this.#markEditor = (line) => editor.dispatch({ effects: setMark.of(line) });
    this.note.textContent = this.#marked?.note ?? "";
    this.#drawMark();
    return editor;
  }

  #changed(text: string): void {
    if (text === this.text) return;
    this.#set(text);
    this.#draft.later(() => this.text);
  }

  async #restore(): Promise<void> {
    const draft = await this.#draft.restore();
    if (!draft || this.text !== this.#original || draft.text === this.#original) return;
    this.#show(draft.text);
    this.note.textContent = draft.current
      ? "This is your version. Reset brings the page's back."
      : "This is your version, written before this code was changed. Reset brings the new one.";
  }

  #set(text: string): void {
    this.text = text;
    this.mark(undefined);
    this.dispatchEvent(new Event("change"));
  }

  #show(text: string): void {
    this.#set(text);
    this.#code.replaceChildren(...(text === this.#original ? this.#static : [text]));
    this.#editor?.dispatch({ changes: { from: 0, to: this.#editor.state.doc.length, insert: text } });
  }
}
