// The benchmark's page: Python as the site has it, and as it would be plain.
import type { Asset } from "../../../web/src/runtime/assets.ts";
import { engine } from "../../../web/src/runtime/engine.ts";
import { type Python, python, SandboxedPython } from "../../../web/src/runtime/python.ts";

declare const RUNTIME: { files: Record<string, Asset> };

export type Way = "ours" | "core" | "science";

declare global {
  interface Window {
    bench: {
      python: Python;
      engine: typeof engine;
      /** Milliseconds from the call to the end of the code, which must give True. */
      time(way: Way, code: string): Promise<number>;
    };
  }
}

const base = new URL("./", import.meta.url);
const ways: Record<string, Python> = { ours: python };

/** Plain Python, with core's wheels or all that a model needs. */
async function plain(way: Way): Promise<Python> {
  const files: Record<string, Asset> = await (await fetch(new URL("plain.json", base))).json();
  const { worker, wasm, stdlib, [way]: core } = files as Record<string, Asset>;
  const frame = RUNTIME.files.frame;
  return new SandboxedPython(base, {
    files: { worker, wasm, stdlib, core, frame },
    layers: {},
    after: {},
    titles: {},
  } as never);
}

window.bench = {
  python,
  engine,
  async time(way, code) {
    ways[way] ??= await plain(way);
    const began = performance.now();
    const { value, error } = await ways[way].run(code);
    if (value !== "True") throw new Error(`${way}: ${error ?? value}`);
    return performance.now() - began;
  },
};
