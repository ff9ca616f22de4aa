// The engine for the page: Python's rules, in a worker that starts at the first call. Nothing of a learner's code runs there.
import { type Remote, wrap } from "comlink";
import { type Asset, Assets } from "./assets.ts";
import type { EngineWorker } from "./engine-worker.ts";
import type { RuntimeState, Status } from "./python.ts";
import { Snapshots, sha256 } from "./snapshot.ts";

/** What web/build.mjs bakes in. `wheels`: those of the engine's lock file. */
declare const RUNTIME: {
  files: Record<string, Asset>;
  engine: { worker: Asset; wheels: Record<string, Asset> };
};

const OWN = ["wasm", "stdlib"]; // Pyodide's, shared with the sandbox
const QUIET = 500; // ms

export interface Engine extends EventTarget {
  /** The state now; a "status" event tells of each change. */
  readonly status: Status;
  /** What the engine that is ready began from. */
  readonly from: "" | "files" | "snapshot";
  /**
   * `quizzes.engine.api.call`: a name and JSON in, JSON out. The first call starts the engine; after a failure the next one
   * starts it anew. Rejects with a sentence that says what to do.
   */
  call(name: string, payload: string): Promise<string>;
  /** A number of Python's `random`, from 0 to 1: what a new form's seed is made of, and what fsrs spreads its dates by. */
  chance(): Promise<number>;
}

class WorkerEngine extends EventTarget implements Engine {
  readonly #assets: Assets;
  readonly #script: URL;
  readonly #wheels: string[];
  readonly #snapshots: Snapshots;
  #status: Status = { state: "none", done: 0, total: 0, what: "", why: "" };
  #from: Engine["from"] = "";
  #loading: string[] = [];
  #worker: Worker | undefined;
  #starting: Promise<Remote<EngineWorker>> | undefined;
  #calls = 0;
  /** A memory to keep. */
  #made: Uint8Array<ArrayBuffer> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(base: URL, { files, engine }: typeof RUNTIME) {
    super();
    const own = Object.fromEntries(OWN.map((name) => [name, files[name] as Asset]));
    this.#assets = new Assets(base, { ...own, ...engine.wheels });
    this.#script = new URL(engine.worker.file, base);
    this.#wheels = Object.keys(engine.wheels);
    const all = [...Object.values(own), engine.worker, ...Object.values(engine.wheels)];
    this.#snapshots = new Snapshots("champion-engine", base, all.map(({ file }) => file).join("+"));
    this.#assets.addEventListener("progress", () => this.#status.state === "loading" && this.#set("loading"));
  }

  get status(): Status {
    return this.#status;
  }

  get from(): Engine["from"] {
    return this.#from;
  }

  call(name: string, payload: string): Promise<string> {
    return this.#ask((remote) => remote.call(name, payload));
  }

  chance(): Promise<number> {
    return this.#ask((remote) => remote.chance());
  }

  async #ask<T>(question: (remote: Remote<EngineWorker>) => Promise<T>): Promise<T> {
    this.#starting ??= this.#start();
    const starting = this.#starting;
    try {
      const remote = await starting;
      this.#calls++;
      this.#set("running");
      const answer = await question(remote);
      if (--this.#calls) return answer;
      this.#set("ready");
      clearTimeout(this.#quiet);
      this.#quiet = setTimeout(() => void this.#keep(), QUIET);
      return answer;
    } catch (error) {
      this.#calls = 0;
      if (this.#starting === starting) this.#end();
      this.#set("failed", (error as Error).message);
      throw error;
    }
  }

  async #start(): Promise<Remote<EngineWorker>> {
    this.#loading = OWN;
    this.#set("loading");
    const memory = await this.#kept();
    if (memory) {
      try {
        const files = await this.#assets.all(OWN);
        const remote = this.#open();
        await this.#alive(remote.restore(files, memory));
        this.#from = "snapshot";
        return remote;
      } catch {
        this.#close();
        await this.#snapshots.clear();
      }
    }
    this.#loading = [...OWN, ...this.#wheels];
    const files = await this.#assets.all(this.#loading);
    const remote = this.#open();
    this.#made = await this.#alive(remote.start(files));
    this.#from = "files";
    return remote;
  }

  /** For the next visit, once nothing has been asked for a while: before, it would make the first answers wait. */
  async #keep(): Promise<void> {
    const memory = this.#made;
    this.#made = undefined;
    if (!memory) return;
    try {
      await this.#snapshots.keep(memory, { digest: await sha256(memory) });
    } catch {
      // a page that came without TLS has no hashes: the next start takes longer
    }
  }

  /** The memory of an earlier visit, if it is whole. */
  async #kept(): Promise<Uint8Array | undefined> {
    try {
      const found = await this.#snapshots.find();
      if (!found) return undefined;
      const memory = new Uint8Array(await found.arrayBuffer());
      if ((await sha256(memory)) === found.headers.get("digest")) return memory;
    } catch {
      // it can't be read
    }
    await this.#snapshots.clear();
    return undefined;
  }

  #open(): Remote<EngineWorker> {
    this.#worker = new Worker(this.#script);
    return wrap<EngineWorker>(this.#worker);
  }

  /** What the worker promises; a worker that can't even begin keeps no promise. */
  #alive<T>(promised: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      promised.then(resolve, reject);
      this.#worker?.addEventListener("error", ({ message }) =>
        reject(new Error(`The engine did not start (${message || "its script is not there"}): reload the page.`)),
      );
    });
  }

  #close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #end(): void {
    this.#close();
    this.#starting = undefined;
    this.#from = "";
  }

  #set(state: RuntimeState, why = ""): void {
    const what = state === "loading" ? "the engine" : "";
    this.#status = { state, why, what, ...this.#assets.progress(this.#loading) };
    this.dispatchEvent(new Event("status"));
  }
}

const base = new URL(import.meta.url.includes("/chunks/") ? "../" : "./", import.meta.url);
export const engine: Engine = new WorkerEngine(base, RUNTIME);
