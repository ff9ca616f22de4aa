// Pyodide, the core layer and a fresh database: ready to run MLflow code. The sandbox's worker and the tests share it.
import type { loadPyodide, PyodideAPI } from "pyodide";

export const HOME = "/home/pyodide";

type Options = NonNullable<Parameters<typeof loadPyodide>[0]>;
type Triple = { toJs(): (string | undefined)[]; destroy(): void };
type Names = ReturnType<PyodideAPI["toPy"]>;

/** Python's side of the worker: web/python/champion_tab.py. */
export interface Tab {
  run(code: string, names: Names, filename: string): Promise<Triple>;
  check(program: string, check: string): Promise<string>;
  warm_up(layers: Names): void;
  /** Before the memory is kept: let go of all that another worker does not have. */
  settle(): void;
  /** In a memory that was kept: take hold of what is here now. */
  wake(host: object): void;
  layers: {
    connect(host: object, table: string): void;
    needed(code: string): { toJs(): string[]; destroy(): void };
  };
}

export interface Booted {
  py: PyodideAPI;
  tab: Tab;
  /** Unpacks the bytes of a layer. */
  unpack(bytes: Uint8Array): void;
}

/** `core`: the bytes of the core layer, promised, so that reading them overlaps with Pyodide's start. `lap` hears of each step. */
export async function boot(
  load: typeof loadPyodide,
  core: Promise<Uint8Array>,
  options: Options,
  lap: (name: string) => void = () => {},
): Promise<Booted> {
  const py = await load({ env: { HOME }, ...options });
  lap("pyodide");
  unpack(py, await core);
  py.FS.writeFile(`${HOME}/mlflow.db`, py.FS.readFile("/empty.db"));
  lap("unpacked");
  // Nothing of what is imported here is ever garbage: not looking for it saves a twelfth of the time, and freezing it the
  // same look in each later collection.
  py.runPython("import gc, importlib; gc.disable(); importlib.invalidate_caches(); import champion_tab, mlflow");
  lap("mlflow");
  py.runPython("mlflow.search_experiments()"); // opens the SQL store: else the learner's first run pays for it
  py.runPython("gc.freeze(); gc.enable()");
  lap("store");
  return { py, tab: py.pyimport("champion_tab"), unpack: (layer) => unpack(py, layer) };
}

/** Unpacks the bytes of a .tar.zst at the root of Pyodide's file system. */
export function unpack(py: PyodideAPI, bytes: Uint8Array): void {
  py.FS.writeFile("/layer.tar.zst", bytes);
  untar(py.FS, decompress(py, "/layer.tar.zst"));
  py.FS.unlink("/layer.tar.zst");
}

/** The bytes in a .zst file, piece by piece: wasm memory never shrinks, so the whole must not pass through it. */
function decompress(py: PyodideAPI, path: string): Uint8Array {
  const file = py.pyimport("compression.zstd").open(path);
  const pieces: Uint8Array[] = [];
  for (let length = 1; length; ) {
    const piece = file.read(1 << 20);
    const bytes: Uint8Array = piece.toJs();
    piece.destroy();
    pieces.push(bytes);
    length = bytes.length;
  }
  file.close();
  file.destroy();
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Unpacks a USTAR archive. */
function untar(fs: PyodideAPI["FS"], bytes: Uint8Array): void {
  const decoder = new TextDecoder();
  const text = (from: number, length: number) =>
    decoder.decode(bytes.subarray(from, from + length)).split("\0", 1)[0] ?? "";
  const folders = new Set<string>();
  for (let at = 0; at + 512 <= bytes.length && bytes[at]; ) {
    const prefix = text(at + 345, 155);
    const path = `/${prefix ? `${prefix}/` : ""}${text(at, 100)}`;
    const size = Number.parseInt(text(at + 124, 12), 8);
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (folder && !folders.has(folder)) {
      folders.add(folder);
      fs.mkdirTree(folder);
    }
    fs.writeFile(path, bytes.subarray(at + 512, at + 512 + size), { canOwn: true }); // no copy: `bytes` stays
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
