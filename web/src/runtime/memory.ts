// Keeps all of a sandbox's Python: its memory, the libraries that are linked into it, and its files. A later visit goes on
// from there instead of importing MLflow and scikit-learn again. Pyodide can do so only while no library is linked, so
// web/build.mjs lets its loader tell of each and link it again where it was.
import type { loadPyodide, PyodideAPI } from "pyodide";
import { type Booted, HOME, unpack } from "./boot.ts";

type Options = NonNullable<Parameters<typeof loadPyodide>[0]>;
type CreateModule = NonNullable<Options["createPyodideModule"]>;

/** What the loader did: linked a library at an address, or gave one of its functions a place in the table. */
type Link = Library | { handle: number; symbol: string };
interface Library {
  path: string;
  handle: number;
  base: number;
  global: boolean;
  nodelete: boolean;
}
type Slots = [first: number, count: number];
/**
 * The loader's own view of it, as `links` of Pyodide's module. `slots`: places in the function table that it gave, in
 * order. `again`: those to give now, last first. `now`: link this library, where it was.
 */
interface Links {
  /** Slots in use before anything was linked. */
  before: number;
  done: Link[];
  slots: Slots[];
  again?: Slots[];
  now?: Library & { module: WebAssembly.Module };
}
const noLinks = (): Links => ({ before: 0, done: [], slots: [] });

/** What Pyodide's module offers beyond its types. */
interface Module {
  FS: PyodideAPI["FS"];
  HEAP8: Int8Array;
  LDSO: { loadedLibsByHandle: Record<number, { exports: Record<string, { sig: string }> }> };
  growMemory(bytes: number): unknown;
  /** The function table: slots in use, and among them those that nobody uses any more. */
  table: { used: number; free(): number[]; set(used: number, free: number[]): void };
  addFunction(call: object, sig: string): number;
  loadDynamicLibrary(path: string, flags: object, scope: object | null, handle: number): boolean;
}
type Inner = PyodideAPI & {
  _module: Module;
  makeMemorySnapshot(options: { serializer: (value: unknown) => string }): Uint8Array;
};

type File = [path: string, bytes: Uint8Array];

/** Before the bytes: what they are. Sizes in bytes. */
interface Head {
  links: Link[];
  slots: Slots[];
  /** Of the function table: slots in use, and the free ones among them. */
  table: number;
  free: number[];
  /** Of Pyodide's own notes, which precede the memory. */
  notes: number;
  /** Of the memory: all behind it is zero up to `heap`. */
  memory: number;
  heap: number;
  /** In the order of their bytes. The libraries come before the memory, all others behind it. */
  libraries: [string, number][];
  files: [string, number][];
}

const NOT_OURS = /^\/(dev|proc|tmp|lib\/python\d+\.zip)(\/|$)/; // each start makes them itself

/** Options for a Python that will be kept. */
export function keepable(options: Options & { createPyodideModule: CreateModule }): Options & { links: Links } {
  const links = noLinks();
  const createPyodideModule: CreateModule = async (settings) => {
    const module = await options.createPyodideModule(Object.assign(settings, { links }));
    const { table } = module as unknown as Module;
    Object.assign(links, noLinks(), { before: table.used }); // each start does so far by itself
    return module;
  };
  return Object.assign({ ...options, createPyodideModule, links }, { _makeSnapshot: true });
}

/** All of it. `forget` says of an object of JavaScript's that Python holds that it may be gone; any other is an error. */
export function keep(py: PyodideAPI, links: Links, forget: (value: unknown) => boolean): Blob {
  const { _module: module } = py as Inner;
  const { done, slots, before } = links;
  const { used } = module.table;
  const free = module.table.free();
  const known = new Set(free);
  for (const [first, count] of slots) for (let at = first; at < first + count; at++) known.add(at);
  for (let at = before; at < used; at++)
    if (!known.has(at)) throw new Error("Python holds a function that no library has");
  for (const name of Object.keys(py.loadedPackages)) delete py.loadedPackages[name]; // no JavaScript can be kept
  const whole = (py as Inner).makeMemorySnapshot({
    serializer(value) {
      if (!forget(value)) throw new Error(`Python holds an object of JavaScript's: ${String(value)}`);
      return "";
    },
  });
  const heap = module.HEAP8.length;
  const notes = whole.length - heap;
  let end = whole.length;
  while (whole[end - 1] === 0) end--;
  const linked = new Set(done.map((link) => ("path" in link ? link.path : "")));
  const files = [...everyFile(module.FS, "")];
  const sizes = (library: boolean) => files.filter(([path]) => linked.has(path) === library);
  const [libraries, others] = [sizes(true), sizes(false)];
  const head: Head = {
    links: done,
    slots,
    table: used,
    free,
    notes,
    memory: end - notes,
    heap,
    libraries: libraries.map(([path, { length }]) => [path, length]),
    files: others.map(([path, { length }]) => [path, length]),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const contents = (some: File[]) => some.map(([, bytes]) => bytes);
  const length = new Uint32Array([text.length]);
  const parts = [length, text, ...contents(libraries), whole.subarray(0, end), ...contents(others)];
  return new Blob(parts as Uint8Array<ArrayBuffer>[]);
}

function* everyFile(fs: PyodideAPI["FS"], folder: string): Generator<File> {
  for (const name of fs.readdir(folder || "/")) {
    const path = `${folder}/${name}`;
    if (name === "." || name === ".." || NOT_OURS.test(path)) continue;
    const { mode } = fs.lstat(path);
    if (fs.isDir(mode)) yield* everyFile(fs, path);
    else if (fs.isFile(mode)) yield [path, fs.readFile(path) as Uint8Array];
  }
}

/** Python as it was kept. `read`: bytes of `kept`, now. Rejects if anything is not as it was. */
export async function revive(
  load: typeof loadPyodide,
  kept: Blob,
  read: (from: number, to: number) => Uint8Array,
  options: Options & { createPyodideModule: CreateModule },
  lap: (name: string) => void = () => {},
): Promise<Booted> {
  const start = 4 + (new Uint32Array(read(0, 4).slice().buffer)[0] ?? 0);
  const head: Head = JSON.parse(new TextDecoder().decode(read(4, start)));
  const sum = (files: [string, number][]) => files.reduce((total, [, size]) => total + size, 0);
  const afterLibraries = start + sum(head.libraries);
  const afterMemory = afterLibraries + head.notes + head.memory;
  if (afterMemory + sum(head.files) !== kept.size) throw new Error("What was kept is not whole");
  const memory = kept.slice(afterLibraries + head.notes, afterMemory).arrayBuffer();
  memory.catch(() => {}); // awaited later
  const compiled = compile(head.libraries, await kept.slice(start, afterLibraries).arrayBuffer());
  const createPyodideModule: CreateModule = async (settings) => {
    const links = noLinks();
    const module = await options.createPyodideModule(Object.assign(settings, { links }));
    const inner = module as unknown as Module;
    lap("pyodide");
    place(inner.FS, head.libraries, start, read);
    place(inner.FS, head.files, afterMemory, read);
    inner.growMemory(head.heap);
    const modules = await compiled;
    const { slots, table, free } = head;
    inner.table.set(table, []);
    links.again = slots.reverse();
    for (const link of head.links) linkAgain(inner, links, link, modules);
    if (links.again.length) throw new Error("The libraries are not what they were");
    inner.table.set(table, free);
    inner.HEAP8.set(new Int8Array(await memory));
    lap("memory");
    return module;
  };
  const notes = read(afterLibraries, afterLibraries + head.notes).slice(); // Pyodide looks at its buffer
  const snapshot = { _loadSnapshot: notes, _snapshotDeserializer: () => ({}) };
  const py = await load({ env: { HOME }, ...options, createPyodideModule, ...snapshot } as Options);
  return { py, tab: py.pyimport("champion_tab"), unpack: (layer) => unpack(py, layer) };
}

async function compile(libraries: [string, number][], bytes: ArrayBuffer): Promise<Map<string, WebAssembly.Module>> {
  let at = 0;
  const coming = new Map<string, Promise<WebAssembly.Module>>();
  for (const [path, size] of libraries) {
    coming.set(path, WebAssembly.compile(new Uint8Array(bytes, at, size)));
    at += size;
  }
  return new Map(await Promise.all(Array.from(coming, async ([path, module]) => [path, await module] as const)));
}

/** Files whose bytes are read when somebody wants them. */
function place(
  fs: PyodideAPI["FS"],
  files: [string, number][],
  start: number,
  read: (from: number, to: number) => Uint8Array,
): void {
  let at = start;
  for (const [path, size] of files) {
    const from = at;
    at += size;
    fs.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    fs.writeFile(path, new Uint8Array());
    const { node } = fs.lookupPath(path);
    const define = (own: PropertyDescriptor) => Object.defineProperty(node, "contents", { configurable: true, ...own });
    const set = (value: Uint8Array) => define({ value, writable: true });
    define({ set, get: () => set(read(from, from + size)).contents });
    node.usedBytes = size;
  }
}

function linkAgain(module: Module, links: Links, link: Link, modules: Map<string, WebAssembly.Module>): void {
  if ("symbol" in link) {
    const call = module.LDSO.loadedLibsByHandle[link.handle]?.exports[link.symbol];
    if (!call) throw new Error(`${link.symbol} is gone`);
    module.addFunction(call, call.sig);
    return;
  }
  const compiled = modules.get(link.path);
  if (!compiled) throw new Error(`${link.path} is gone`);
  links.now = { ...link, module: compiled };
  const { global, nodelete, handle } = link;
  module.loadDynamicLibrary(link.path, { global, nodelete }, global ? null : {}, handle);
  delete links.now;
}
