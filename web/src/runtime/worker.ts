// The sandbox's worker: one classic script, made by sandbox.html from a blob. web/build.mjs puts Pyodide's two scripts
// before it, in one function. Its first message brings {files, port}; then see messages.ts.
import type { loadPyodide as Load, PyodideAPI } from "pyodide";
import { type Booted, boot } from "./boot.ts";
import { keep, keepable, revive } from "./memory.ts";
import type { Aside, Booting, Files, FromWorker, ToWorker } from "./messages.ts";

declare const loadPyodide: typeof Load;
declare const createPyodideModule: NonNullable<NonNullable<Parameters<typeof Load>[0]>["createPyodideModule"]>;
// From manifest.json, by web/build.mjs.
declare const LOCK_INFO: { abi_version: string; arch: "wasm32"; platform: string; python: string; version: string };
declare const LAYERS: string;
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

// Taken before learner code runs: it can replace all that is on globals and prototypes, and would see the port as `this`
// or as an event's target. So the port's methods are called through these only.
const { apply } = Reflect;
const postToPort = MessagePort.prototype.postMessage;
const dataOf = getter(MessageEvent.prototype, "data");
const readBlob = FileReaderSync.prototype.readAsArrayBuffer;
const reader = new FileReaderSync();
const { assign } = Object;
const { Blob: MakeBlob } = self;
const bytesOf = (blob: Blob): Uint8Array => new Uint8Array(apply(readBlob, reader, [blob]));

const INDEX = "https://pyodide.invalid/"; // never asked: what Pyodide fetches is answered from `files`
const FETCHED: Record<string, string> = { "pyodide.asm.wasm": "wasm", "stdlib.zip": "stdlib" };
const OUTPUT_LIMIT = 200_000; // characters of one run; the page counts too, since learner code can lift this one
const AT_ONCE = 1_000; // writes of one run that are sent as they come; later ones are sent in pieces of PIECE characters
const PIECE = 4_096;

function getter(owner: object, name: string): () => unknown {
  const found = Object.getOwnPropertyDescriptor(owner, name)?.get;
  if (!found) throw new Error(`${name} has no getter`);
  return found;
}

addEventListener(
  "message",
  ({ data: { files, keeps, port } }: MessageEvent<{ files: Files; keeps: boolean; port: MessagePort }>) => {
    const send = (message: Booting | FromWorker): void => apply(postToPort, port, [message]);
    const missing: string[] = [];
    const asked = new Map<string, () => void>();
    let current = 0;
    let writes = 0;
    let printed = 0;
    const held = { stdout: "", stderr: "" };

    const flush = (stream: "stdout" | "stderr"): void => {
      if (held[stream]) send({ id: current, stream, text: held[stream] });
      held[stream] = "";
    };
    /** What Python writes to a stream, as Pyodide hands it over. */
    const writer = (stream: "stdout" | "stderr") => {
      const decoder = new TextDecoder();
      const write = (bytes: Uint8Array): number => {
        const text = decoder.decode(bytes, { stream: true });
        if (printed <= OUTPUT_LIMIT) {
          printed += text.length;
          held[stream] += printed <= OUTPUT_LIMIT ? text : "\n… more than the page can show: the rest is left out.\n";
          if (++writes < AT_ONCE || held[stream].length >= PIECE || printed > OUTPUT_LIMIT) flush(stream);
        }
        return bytes.length;
      };
      return { write };
    };

    const host = {
      lacks: (layer: string): boolean => !files[layer],
      /** Resolves when the page has handed the layer over; if it can't, it removes this sandbox. */
      ask: (layer: string): Promise<void> =>
        new Promise((resolve) => {
          asked.set(layer, resolve);
          send({ id: current, need: [layer] });
        }),
      /** Now: an import cannot wait. A worker can read a Blob synchronously. */
      unpack(layer: string): void {
        const blob = files[layer];
        if (!blob) {
          missing[missing.length] = layer;
          throw new Error(`The layer ${layer} is not here yet`);
        }
        delete files[layer];
        unpackBytes(bytesOf(blob));
      },
    };
    let unpackBytes: (bytes: Uint8Array) => void;

    const starting = (async () => {
      const { core, memory } = files;
      const fetchFromNet = self.fetch;
      self.fetch = async (url) => {
        const name = String(url).slice(INDEX.length);
        const blob = files[FETCHED[name] ?? ""];
        const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
        return new Response(blob ?? null, { status: blob ? 200 : 404, headers: { "content-type": type } });
      };
      const options = {
        indexURL: INDEX,
        packageBaseUrl: INDEX,
        stdLibURL: `${INDEX}stdlib.zip`,
        // Without packages: else `import numpy` tells the learner to use micropip, which can't work here.
        lockFileContents: { info: LOCK_INFO, packages: {} },
        createPyodideModule,
      };
      const kept = keepable(options);
      const lap = (name: string) => send({ lap: name });
      const start = (): Promise<Booted> => {
        if (memory) return revive(loadPyodide, memory, (from, to) => bytesOf(memory.slice(from, to)), options, lap);
        if (!core) throw new Error("The page handed over no core layer");
        const bytes = core.arrayBuffer().then((buffer) => new Uint8Array(buffer));
        return boot(loadPyodide, bytes, keeps ? kept : options, lap);
      };
      const { py, tab, unpack } = await start();
      self.fetch = fetchFromNet;
      Reflect.deleteProperty(self, "Worker"); // no threads and no script of their own for learners
      for (const name of ["wasm", "stdlib", "core", "memory"]) delete files[name];
      unpackBytes = unpack;
      // Python's death (its stack ran over, say) may come while nobody awaits it: the run would never end.
      const { _api: inner } = py as typeof py & { _api: { on_fatal?: (error: unknown) => void } };
      inner.on_fatal = (error) => send({ id: current, died: String(error) });
      py.setStdout(writer("stdout"));
      py.setStderr(writer("stderr"));
      if (memory) tab.wake(host);
      else tab.layers.connect(host, LAYERS);
      send({ ready: true });
      return { py, tab, links: kept.links, names: py.toPy({ __name__: "__main__" }) };
    })();
    starting.catch((error) => send({ failed: String(error) }));

    const warm = async (layers: string[], keeping: boolean): Promise<void> => {
      const { py, tab, links } = await starting;
      const names = py.toPy(layers);
      try {
        tab.warm_up(names);
        if (keeping) {
          tab.settle();
          const ours: unknown[] = [host, ...Object.values(host)];
          send({ id: 0, kept: keep(py, links, (value) => ours.includes(value)) });
        } else send({ id: 0, warmed: layers });
      } catch (error) {
        send({ id: 0, died: String(error) });
      }
      names.destroy();
    };

    /** Runs our own text beside the learner's code: whatever that left, this ends, and asks for no layer. */
    const aside = (py: PyodideAPI, { id, aside: text }: Aside): void => {
      const own = py.toPy({ __name__: "champion_aside" });
      try {
        const given: unknown = py.runPython(text, { globals: own, filename: "champion_aside.py" });
        if (typeof given === "string") send({ id, given });
        else {
          const bytes = given as ReturnType<PyodideAPI["toPy"]>;
          send({ id, given: new MakeBlob([bytes.toJs()]) });
          bytes.destroy();
        }
      } catch (error) {
        send({ id, value: undefined, error: String(error), drawn: undefined });
      }
      own.destroy();
    };

    let queue: Promise<unknown> = starting;
    let runs = 0;
    port.onmessage = (event) => {
      const task = apply(dataOf, event, []) as ToWorker;
      if ("files" in task) {
        assign(files, task.files);
        for (const [layer, wake] of asked) if (files[layer]) wake();
        return;
      }
      queue = queue.then(async () => {
        if ("warm" in task) return warm(task.warm, false);
        if ("keep" in task) return warm(task.keep, true);
        const { py, tab, names } = await starting;
        current = task.id;
        writes = printed = missing.length = 0;
        const { id } = task;
        if ("aside" in task) return aside(py, task);
        try {
          const code = "code" in task ? task.code : `${task.program}\n${task.check}`;
          const needed = tab.layers.needed(code);
          for (const layer of needed.toJs()) if (host.lacks(layer)) await host.ask(layer);
          needed.destroy();
          let end: FromWorker;
          if ("code" in task) {
            const answer = await tab.run(task.code, names, runs++ ? `your_code_${runs}.py` : "your_code.py");
            const [value, error, drawn] = answer.toJs();
            answer.destroy();
            end = { id, value: value?.slice(0, OUTPUT_LIMIT), error, drawn };
          } else {
            const { verdict, says, error } = JSON.parse(await tab.check(task.program, task.check));
            end = { id, verdict, says, error: error || undefined };
          }
          flush("stdout");
          flush("stderr");
          send(missing.length ? { id, missing: [...missing] } : end); // missing: whatever became of the run
        } catch (error) {
          send({ id, died: String(error) }); // Pyodide's own fatal errors: learners' are caught in Python
        }
      });
    };
  },
  { once: true },
);
