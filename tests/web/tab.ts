// The tab's Python under Node: the very files that the site serves, booted by the sandbox's own code.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import { loadPyodide, type PyodideAPI } from "pyodide";
import { keptLinks, quickDlopen } from "../../web/build.mjs";
import { boot, type Tab } from "../../web/src/runtime/boot.ts";
import { keepable, keep as keepPython, revive } from "../../web/src/runtime/memory.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export interface Manifest {
  mlflow: string;
  python: string;
  pyodide: string;
  lock: { abi_version: string; arch: "wasm32"; platform: string; python: string; version: string };
  files: Record<string, { file: string; bytes: number }>;
  layers: Record<string, string[]>;
  hints: Record<string, string[]>;
  after: Record<string, string[]>;
  named_only: string[];
  titles: Record<string, string>;
  absent: Record<string, string>;
  lacking: Record<string, string[]>;
}

let known: string | undefined;

/** What tools.runtime made; made now if anything changed since before this process asked first. */
export function runtimeFolder(): string {
  const python = process.env.PYTHON ?? path.join(ROOT, ".venv/bin/python");
  known ??= execFileSync(python, ["-m", "tools.runtime"], { cwd: ROOT, encoding: "utf8" }).trim();
  return known;
}

export function manifest(folder = runtimeFolder()): Manifest {
  return JSON.parse(fs.readFileSync(path.join(folder, "manifest.json"), "utf8"));
}

export interface Ended {
  value: string | undefined;
  error: string | undefined;
  /** JSON of [kind, data, words], if it drew anything. */
  drawn: string | undefined;
  stdout: string;
  stderr: string;
}

export type Run = (code: string) => Promise<Ended>;

export interface OpenTab {
  py: PyodideAPI;
  tab: Tab;
  /** The layers that were unpacked so far, in order. */
  unpacked: string[];
  /** Runs learner code in one namespace. */
  run: Run;
  /** The same, in a new one. */
  names(): Run;
  /** Runs code of the test's own, outside of the learner's namespace. */
  do(code: string): void;
  /** All of this Python, warmed with these layers; the tab is of no use afterwards. Only if it was opened for that. */
  keep(layers: string[]): Promise<Uint8Array<ArrayBuffer>>;
}

/** Pyodide's module with the loader as the site has it. */
const quick = fs.mkdtempSync(path.join(os.tmpdir(), "champion-loader-"));
process.once("exit", () => fs.rmSync(quick, { recursive: true, force: true }));
const asm = path.join(ROOT, "node_modules/pyodide/pyodide.asm.mjs");
fs.writeFileSync(path.join(quick, "pyodide.asm.mjs"), keptLinks(quickDlopen(fs.readFileSync(asm, "utf8"))));
const { default: createPyodideModule } = await import(path.join(quick, "pyodide.asm.mjs"));

/**
 * A tab with all layers at hand. `toys`: archives of further ones, and the names that ask for them. `keeps`: it can be
 * kept. `memory`: it goes on from what was kept; `asleep`: without taking notice of that.
 */
export async function openTab(
  toys: Record<string, { asks: string[]; archive: Uint8Array }> = {},
  {
    keeps = false,
    memory,
    asleep = false,
  }: { keeps?: boolean; memory?: Uint8Array<ArrayBuffer>; asleep?: boolean } = {},
): Promise<OpenTab> {
  const folder = runtimeFolder();
  const { files, lock, layers, after, named_only, absent } = manifest(folder);
  const place = (name: string) => path.join(folder, files[name]?.file ?? `no file for ${name}`);
  const read = (name: string) => new Uint8Array(fs.readFileSync(place(name)));
  const options = {
    stdLibURL: place("stdlib"),
    lockFileContents: { info: lock, packages: {} },
    createPyodideModule,
  };
  const kept = keepable(options);
  const { py, tab, unpack } = await (memory
    ? revive(loadPyodide, new Blob([memory]), (from, to) => memory.slice(from, to), options)
    : boot(loadPyodide, Promise.resolve(read("core")), keeps ? kept : options));
  const printed = { stdout: "", stderr: "" };
  const keep = (stream: "stdout" | "stderr") => {
    const decoder = new TextDecoder();
    return {
      write: (bytes: Uint8Array) => {
        printed[stream] += decoder.decode(bytes, { stream: true });
        return bytes.length;
      },
    };
  };
  py.setStdout(keep("stdout"));
  py.setStderr(keep("stderr"));
  const unpacked: string[] = [];
  const host = {
    lacks: () => false,
    ask: () => Promise.reject(new Error("Nobody to ask")),
    unpack: (layer: string) => {
      unpacked.push(layer);
      unpack(toys[layer]?.archive ?? read(layer));
    },
  };
  const asks = Object.fromEntries(Object.entries(toys).map(([name, toy]) => [name, toy.asks]));
  if (!memory) tab.layers.connect(host, JSON.stringify({ layers: { ...layers, ...asks }, after, named_only, absent }));
  else if (!asleep) tab.wake(host);
  const names = (): Run => {
    const namespace = py.toPy({ __name__: "__main__" });
    let runs = 0;
    return async (code) => {
      printed.stdout = printed.stderr = "";
      const answer = await tab.run(code, namespace, runs++ ? `your_code_${runs}.py` : "your_code.py");
      const [value, error, drawn] = answer.toJs();
      answer.destroy();
      return { value, error, drawn, ...printed };
    };
  };
  const keepAll = async (layers: string[]) => {
    tab.warm_up(py.toPy(layers));
    tab.settle();
    const ours: unknown[] = [host, ...Object.values(host)];
    return new Uint8Array(await keepPython(py, kept.links, (value) => ours.includes(value)).arrayBuffer());
  };
  return { py, tab, unpacked, names, run: names(), do: (code) => py.runPython(code), keep: keepAll };
}

/** A layer of one module: a USTAR archive, as zstd. */
export function archive(name: string, text: string): Uint8Array {
  const header = Buffer.alloc(512);
  header.write(`lib/python3.14/site-packages/${name}`, 0);
  header.write(Buffer.byteLength(text).toString(8).padStart(11, "0"), 124);
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
  body.write(text);
  return new Uint8Array(zlib.zstdCompressSync(Buffer.concat([header, body, Buffer.alloc(1024)])));
}
