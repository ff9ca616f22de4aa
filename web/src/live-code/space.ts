import type { Outcome, Python } from "../runtime/python.ts";

/**
 * Which blocks have run in the namespace that Python has now. Another page, a Stop or a fresh run leaves an
 * empty one. Blocks are known by their elements: a page that is opened again has new ones.
 */
class Space {
  #ran = new Set<Element>();
  #watched: Python | undefined;

  holds(block: Element): boolean {
    return this.#ran.has(block);
  }

  empty(): void {
    this.#ran.clear();
  }

  async run(
    python: Python,
    block: Element,
    code: string,
    onoutput: (stream: "stdout" | "stderr", text: string) => void,
  ): Promise<Outcome> {
    this.#watch(python);
    const fresh = ![...this.#ran].some((element) => element.isConnected);
    if (fresh) this.empty();
    const outcome = await python.run(code, { fresh, onoutput });
    if (!outcome.stopped && !outcome.error) this.#ran.add(block);
    return outcome;
  }

  #watch(python: Python): void {
    if (this.#watched) return;
    this.#watched = python;
    python.addEventListener("status", () => {
      if (["none", "stopping", "stopped", "failed"].includes(python.status.state)) this.empty();
    });
  }
}

export const space = new Space();
