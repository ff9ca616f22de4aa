import { type Draft, log } from "./log.ts";

const QUIET = 400; // ms without a change before it is kept

/** Keeps what is being written a moment after the last change; `base` says what it is written on. */
export class Keeper {
  readonly #key: string;
  #base: string;
  #timer = 0;
  #keep: () => Promise<void> = () => Promise.resolve();

  constructor(key: string, base: string) {
    this.#key = key;
    this.#base = base;
  }

  /** What is written from now on is written on this. */
  rebase(base: string): void {
    this.#base = base;
  }

  /** What was kept, and whether it was written on the same base. */
  async restore(): Promise<(Draft & { current: boolean }) | undefined> {
    const draft = await log.draft(this.#key);
    return draft && { ...draft, current: draft.base === this.#base };
  }

  /** `text` is asked when the moment has come; undefined: there is nothing to keep any more. */
  later(text: () => string | undefined): void {
    clearTimeout(this.#timer);
    this.#keep = () => {
      const written = text();
      return written === undefined ? log.drop(this.#key) : log.keep(this.#key, written, this.#base);
    };
    this.#timer = window.setTimeout(() => this.flush(), QUIET);
  }

  flush(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    void this.#keep();
  }

  drop(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    void log.drop(this.#key);
  }
}
