// The page of the sandbox's tests: the runtime as the site has it, single sandboxes, a worker without a sandbox as the
// control, and what the attacks are after.
import { needsNotebook } from "../../../web/src/live-code/lacking.ts";
import { type Asset, Assets } from "../../../web/src/runtime/assets.ts";
import "../../../web/src/runtime/console.ts";
import type { Engine } from "../../../web/src/runtime/engine.ts";
import { type Outcome, python, SandboxedPython } from "../../../web/src/runtime/python.ts";
import { type End, type Memory, type Output, PARTS, Sandbox } from "../../../web/src/runtime/sandbox.ts";

declare const RUNTIME: { files: Record<string, Asset>; layers: Record<string, string[]> };

export interface Probe {
  python: typeof python;
  /** Another one, in which runs and checks may take so many milliseconds. */
  hasty(limit: number): typeof python;
  /** Another one, which is kept as soon as it has nothing to do. */
  keeping(): typeof python;
  /** What a block with this code says instead of running it. */
  lacking(code: string): string | undefined;
  /** The engine, loaded by this call. */
  engine(): Promise<Engine>;
  /** The states that the page has seen, in order, without repetition. */
  states: string[];
  /** What the page was told while loading. */
  loading: { what: string; done: number; total: number }[];
  /** Of a run that was not awaited. */
  later: Promise<Outcome> | undefined;
  output: string;
  /** Messages and broadcasts that reached this page. */
  heard: string[];
  /** All that this origin keeps in the browser, and the locks that are held. */
  kept(): Promise<string>;
  /** `script`: another worker's; `frame`: another frame's. It goes on from what is lent to the page, unless `anew`. */
  open(kind: "sandbox" | "plain", options?: { script?: string; frame?: string; anew?: boolean }): Promise<number>;
  run(session: number, code: string): Promise<End>;
  runLater(session: number, code: string): void;
  ended(session: number): Promise<End> | undefined;
  stop(session: number): void;
  stopped(session: number): boolean;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

type Session = { run(code: string, onoutput?: Output): Promise<End>; stop(): void; stopped: boolean };

const base = new URL("./", import.meta.url);
const sessions: Session[] = [];
const running = new Map<number, Promise<End>>();

/** The sandbox's worker script as an ordinary worker of this page: what learner code could do without the sandbox. */
async function plain(assets: Assets, memory: Memory | undefined, script: string): Promise<Session> {
  const { worker: _, ...files } = await assets.all(PARTS);
  if (memory) files.memory = memory.blob;
  const worker = new Worker(new URL(script, base));
  const { port1, port2 } = new MessageChannel();
  const heard = (wanted: (data: Record<string, unknown>) => boolean) =>
    new Promise<Record<string, unknown>>((resolve) => {
      port1.onmessage = ({ data }) => wanted(data) && resolve(data);
    });
  const ready = heard((data) => data.ready === true);
  worker.postMessage({ files, port: port2 }, [port2]);
  await ready;
  let id = 0;
  return {
    stopped: false,
    async run(code) {
      port1.postMessage({ id: ++id, code });
      const { value, error } = await heard((data) => data.id === id && !("stream" in data));
      return { stdout: "", stderr: "", ...(error ? { error: String(error) } : { value: String(value) }) };
    },
    stop: () => worker.terminate(),
  };
}

async function sandbox(assets: Assets, memory: Memory | undefined, frame: string): Promise<Session> {
  const opened = new Sandbox(assets, new URL(frame, base), { known: Object.keys(RUNTIME.layers), memory });
  await opened.ready;
  return opened;
}

let borrowed: Promise<Memory | undefined> | undefined;
/** What is lent to the page, asked for once. */
function borrow(): Promise<Memory | undefined> {
  borrowed ??= lent();
  return borrowed;
}
async function lent(): Promise<Memory | undefined> {
  const found = await caches.match("", { cacheName: "champion-python" });
  return found && { blob: await found.blob(), layers: [] };
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function kept(): Promise<string> {
  const databases: Record<string, unknown> = {};
  for (const { name = "" } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      databases[`${name}/${store}`] = await done(database.transaction(store).objectStore(store).getAll());
    databases[name] = database.version;
    database.close();
  }
  const cached: Record<string, string[]> = {};
  for (const name of await caches.keys())
    cached[name] = (await (await caches.open(name)).keys()).map((request) => request.url);
  const root = (await navigator.storage.getDirectory()) as FileSystemDirectoryHandle & {
    keys(): AsyncIterable<string>;
  };
  const files: string[] = [];
  for await (const file of root.keys()) files.push(file);
  const { held } = await navigator.locks.query();
  const locks = held?.map(({ name }) => name);
  const { cookie } = document;
  return JSON.stringify({ databases, cached, files, locks, localStorage, sessionStorage, cookie });
}

const session = (number: number): Session => {
  const found = sessions[number];
  if (!found) throw new Error(`No session ${number}`);
  return found;
};

const probe: Probe = {
  python,
  lacking: (code) => needsNotebook(code)?.textContent,
  hasty: (limit) => new SandboxedPython(base, RUNTIME as never, { run: limit, check: limit, quiet: 600_000 }),
  keeping: () => new SandboxedPython(base, RUNTIME as never, { run: 600_000, check: 600_000, quiet: 0 }),
  engine: async () => (await import("../../../web/src/runtime/engine.ts")).engine,
  states: [python.status.state],
  loading: [],
  later: undefined,
  output: "",
  heard: [],
  kept,
  async open(
    kind,
    { script = RUNTIME.files.worker?.file ?? "", frame = RUNTIME.files.frame?.file ?? "", anew = false } = {},
  ) {
    const assets = new Assets(base, { ...RUNTIME.files, worker: { file: script, bytes: 1 } });
    const memory = anew ? undefined : await borrow();
    return sessions.push(await (kind === "plain" ? plain(assets, memory, script) : sandbox(assets, memory, frame))) - 1;
  },
  run: (number, code) => session(number).run(code),
  runLater: (number, code) => {
    probe.output = "";
    const keep: Output = (_, text) => {
      probe.output += text;
    };
    running.set(number, session(number).run(code, keep));
  },
  ended: (number) => running.get(number),
  stop: (number) => session(number).stop(),
  stopped: (number) => session(number).stopped,
};
python.addEventListener("status", () => {
  const { state, what, done, total } = python.status;
  if (probe.states.at(-1) !== state) probe.states.push(state);
  if (state === "loading") probe.loading.push({ what, done, total });
});
addEventListener("message", ({ data }) => probe.heard.push(JSON.stringify(data)));
new BroadcastChannel("champion").onmessage = ({ data }) => probe.heard.push(JSON.stringify(data));

localStorage.setItem("progress", "secret");
// biome-ignore lint/suspicious/noDocumentCookie: the attack is after an ordinary cookie
document.cookie = "progress=secret";
await new Promise<void>((done, fail) => {
  const request = indexedDB.open("progress", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("events").put("secret", "event");
  };
  request.onsuccess = () => {
    request.result.close();
    done();
  };
  request.onerror = () => fail(request.error);
});
await (await caches.open("progress")).put("event", new Response("secret"));
window.probe = probe;
