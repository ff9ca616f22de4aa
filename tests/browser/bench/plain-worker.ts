// The rival of the benchmark: Pyodide and the wheels as they are published, all from source, in the same frame and with the
// same messages as the site's worker. It needs the shims too: without them MLflow does not run where there are no threads.
import type { loadPyodide as Load } from "pyodide";

declare const loadPyodide: typeof Load;
declare const createPyodideModule: NonNullable<NonNullable<Parameters<typeof Load>[0]>["createPyodideModule"]>;
declare const LOCK_INFO: { abi_version: string; arch: "wasm32"; platform: string; python: string; version: string };

const INDEX = "https://pyodide.invalid/";
const NAMES: Record<string, string> = { "pyodide.asm.wasm": "wasm", "stdlib.zip": "stdlib" };
const SITE = "/lib/python3.14/site-packages";

addEventListener(
  "message",
  async ({ data: { files, port } }: MessageEvent<{ files: Record<string, Blob>; port: MessagePort }>) => {
    self.fetch = async (url) => {
      const name = String(url).slice(INDEX.length);
      const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
      return new Response(files[NAMES[name] ?? ""] ?? null, { headers: { "content-type": type } });
    };
    try {
      const py = await loadPyodide({
        env: { HOME: "/home/pyodide" },
        indexURL: INDEX,
        packageBaseUrl: INDEX,
        stdLibURL: `${INDEX}stdlib.zip`,
        lockFileContents: { info: LOCK_INFO, packages: {} },
        createPyodideModule,
      });
      // A tar of wheels and of our own files, which only stands for so many fetches.
      const bytes = new Uint8Array((await files.core?.arrayBuffer()) ?? new ArrayBuffer(0));
      py.unpackArchive(bytes, "tar", { extractDir: "/wheels" });
      for (const name of py.FS.readdir("/wheels").filter((name: string) => name.endsWith(".whl")))
        py.unpackArchive(py.FS.readFile(`/wheels/${name}`), "wheel", { extractDir: SITE });
      py.runPython(`import sys; sys.path.insert(0, "/wheels/ours"); import champion_tab, mlflow, importlib.util
champion_tab.layers.repaired = True
mlflow.search_experiments()`);
      const tab = py.pyimport("champion_tab");
      const names = py.toPy({ __name__: "__main__" });
      port.onmessage = async ({ data: { id, code } }) => {
        const [value, error] = (await tab.run(code, names, "your_code.py")).toJs();
        port.postMessage({ id, value, error });
      };
      port.postMessage({ ready: true });
    } catch (error) {
      port.postMessage({ failed: String(error).slice(0, 1000) });
    }
  },
  { once: true },
);
