// The engine's worker: Pyodide with the engine and py-fsrs, nothing of a learner's. One classic script; web/build.mjs puts
// Pyodide's two scripts before it.
import { expose, transfer } from "comlink";
import type { loadPyodide as Load, PyodideAPI } from "pyodide";
import type { Files } from "./messages.ts";

declare const loadPyodide: typeof Load;
declare const createPyodideModule: NonNullable<NonNullable<Parameters<typeof Load>[0]>["createPyodideModule"]>;
declare const LOCK: string; // the engine's pyodide-lock.json

// Pyodide's own way to keep its memory, used by Cloudflare and not in its types.
type Options = NonNullable<Parameters<typeof Load>[0]> & { _makeSnapshot?: boolean; _loadSnapshot?: Uint8Array };
type Kept = PyodideAPI & { makeMemorySnapshot(): Uint8Array<ArrayBuffer> };

const INDEX = "https://pyodide.invalid/"; // never asked: what Pyodide fetches is answered from the page's files
const NAMES: Record<string, string> = { "pyodide.asm.wasm": "wasm", "stdlib.zip": "stdlib" };

let api: { call(name: string, payload: string): string };
let python: PyodideAPI;

async function load(files: Files, more: Partial<Options>): Promise<PyodideAPI> {
  self.fetch = async (url) => {
    const name = String(url).slice(INDEX.length);
    const blob = files[NAMES[name] ?? name];
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(blob ?? null, { status: blob ? 200 : 404, headers: { "content-type": type } });
  };
  const options: Options = {
    indexURL: INDEX,
    packageBaseUrl: INDEX,
    stdLibURL: `${INDEX}stdlib.zip`,
    lockFileContents: JSON.parse(LOCK),
    createPyodideModule,
    ...more,
  };
  python = await loadPyodide(options);
  return python;
}

const worker = {
  /** From files; gives what a later start can begin from: the memory, with the engine imported and nothing called. */
  async start(files: Files): Promise<Uint8Array<ArrayBuffer>> {
    const py = (await load(files, { _makeSnapshot: true })) as Kept;
    await py.loadPackage("champion-engine", { messageCallback: () => {} });
    api = py.pyimport("quizzes.engine.api");
    py.runPython("import fsrs");
    // A snapshot holds no JavaScript: it insists on the objects that Python knew at its start.
    for (const name of Object.keys(py.loadedPackages)) delete py.loadedPackages[name];
    (api as unknown as { destroy(): void }).destroy();
    const memory = py.makeMemorySnapshot();
    api = py.pyimport("quizzes.engine.api");
    return transfer(memory, [memory.buffer]) as Uint8Array<ArrayBuffer>;
  },

  /** From the memory that an earlier start gave; of the files only Pyodide's own. */
  async restore(files: Files, memory: Uint8Array): Promise<void> {
    const py = await load(files, { _loadSnapshot: memory });
    py.runPython("import random; random.seed()"); // else all starts would shuffle alike
    api = py.pyimport("quizzes.engine.api");
  },

  call: (name: string, payload: string): string => api.call(name, payload),

  chance: (): number => python.runPython("import random; random.random()"),
};

export type EngineWorker = typeof worker;
expose(worker);
