// Python for the page: one per window. Starts at the first call, keeps a spare sandbox for Stop and for checks.
import { type Asset, Assets } from "./assets.ts";
import { type End, type Output, PARTS, Sandbox } from "./sandbox.ts";

/** What web/build.mjs bakes in: files by name, and the names that ask for a layer. */
declare const RUNTIME: {
  pyodide: string;
  python: string;
  mlflow: string;
  files: Record<string, Asset>;
  layers: Record<string, string[]>;
};

const RUN_LIMIT = 600_000; // ms; Stop is there all the time
const CHECK_LIMIT = 120_000;

export type RuntimeState = "none" | "loading" | "ready" | "running" | "stopping" | "stopped" | "failed";

export interface Status {
  state: RuntimeState;
  /** Bytes that are here, of all that is being loaded. */
  done: number;
  total: number;
  /** What is being loaded. */
  what: string;
  /** Why it failed or was stopped, with the next step; else "". */
  why: string;
}

/** What a run or a check gave. Untrusted text throughout: show it by `textContent`. */
export interface Outcome {
  stdout: string;
  stderr: string;
  value?: string;
  error?: string;
  verdict?: "right" | "wrong";
  says?: string;
  stopped?: boolean;
  flooded?: boolean;
  ms: number;
}

export interface RunOptions {
  /** Begin anew: a sandbox of its own, with an empty store. */
  fresh?: boolean;
  onoutput?: Output;
}

export interface Python extends EventTarget {
  /** The state now; a "status" event tells of each change. */
  readonly status: Status;
  /** Loads Python, so that the next run need not wait. Rejects with the sentence in `status.why`. */
  start(): Promise<void>;
  /** Runs code in the names that earlier runs left. Resolves in any case: what went wrong is in the outcome. */
  run(code: string, options?: RunOptions): Promise<Outcome>;
  /** Runs a program and its check in a sandbox in which nothing has run. */
  check(program: string, check: string, options?: { onoutput?: Output }): Promise<Outcome>;
  /** Ends what runs or loads, at once. Names and stores are gone; the next run begins anew. */
  stop(): void;
}

const STOPPED = "Stopped. What your code had made is gone: the next run begins anew.";
const STOPPED_CHECK = "Stopped. Names from earlier runs are still there.";
const TOO_LONG = "Stopped: it ran too long. Look for a loop that does not end, then run again.";
const FLOODED = "Stopped: it wrote more than the page can show. Print less, then run again.";
const DIED = "Python itself stopped working. The next run begins anew.";

/** Whether a second Python (about 170 MB) is bearable here. */
function roomForSpare(): boolean {
  const device = navigator as Navigator & { deviceMemory?: number; connection?: { saveData?: boolean } };
  if (device.connection?.saveData) return false;
  if (device.deviceMemory !== undefined) return device.deviceMemory >= 4;
  return !matchMedia("(pointer: coarse)").matches; // not told: a phone is taken to have little
}

const whenIdle = (call: () => void): void => {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(call, { timeout: 5000 });
  else setTimeout(call, 500);
};

class SandboxedPython extends EventTarget implements Python {
  readonly #assets: Assets;
  readonly #page: URL;
  readonly #layers: string[];
  #status: Status = { state: "none", done: 0, total: 0, what: "", why: "" };
  /** Where the page's runs share their names. */
  #session: Sandbox | undefined;
  /** Booted ahead; no code ran in it. */
  #spare: Sandbox | undefined;
  /** What Stop would end. */
  #current: Sandbox | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #stops = 0;
  /** Whether Python was ready once: before, a spare would be a second download. */
  #began = false;

  constructor(base: URL, runtime: typeof RUNTIME) {
    super();
    const { frame, ...files } = runtime.files;
    if (!frame) throw new Error("The build wrote no sandbox page");
    this.#assets = new Assets(base, files);
    this.#page = new URL(frame.file, base);
    this.#layers = Object.keys(runtime.layers);
    this.#assets.addEventListener("progress", () => this.#status.state === "loading" && this.#set("loading"));
  }

  get status(): Status {
    return this.#status;
  }

  start(): Promise<void> {
    return this.#enqueue(async () => {
      this.#session = await this.#load(this.#session ?? this.#takeSpare());
      this.#set("ready");
    });
  }

  run(code: string, { fresh = false, onoutput }: RunOptions = {}): Promise<Outcome> {
    const began = performance.now();
    return this.#task(began, RUN_LIMIT, async (limit, layers) => {
      if (layers || (fresh && this.#session?.used) || this.#session?.stopped) this.#dropSession();
      const sandbox = await this.#load(this.#session ?? this.#takeSpare(layers));
      this.#session = sandbox;
      this.#set("running");
      return limit(sandbox, sandbox.run(code, onoutput));
    });
  }

  check(program: string, check: string, { onoutput }: { onoutput?: Output } = {}): Promise<Outcome> {
    const began = performance.now();
    return this.#task(began, CHECK_LIMIT, async (limit, layers) => {
      const sandbox = await this.#load(this.#takeSpare(layers));
      this.#set("running");
      const end = await limit(sandbox, sandbox.check(program, check, onoutput));
      sandbox.stop();
      return end;
    });
  }

  stop(): void {
    const { state } = this.#status;
    if (state !== "loading" && state !== "running") return;
    this.#stops++;
    this.#set("stopping");
    this.#current?.stop();
    this.#set("stopped", this.#session && !this.#session.stopped ? STOPPED_CHECK : STOPPED);
  }

  /** One after the other; what waits when Stop comes is not run. */
  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const stops = this.#stops;
    this.#waiting++;
    const result = this.#queue.then(async () => {
      try {
        if (stops !== this.#stops) throw new Error(STOPPED);
        return await work();
      } finally {
        this.#waiting--;
        if (!this.#waiting) this.#bootSpare();
      }
    });
    this.#queue = result.catch(() => {});
    return result;
  }

  async #task(
    began: number,
    ms: number,
    work: (limit: (sandbox: Sandbox, end: Promise<End>) => Promise<End>, layers?: string[]) => Promise<End>,
  ): Promise<Outcome> {
    const stops = this.#stops;
    const limit = async (sandbox: Sandbox, end: Promise<End>): Promise<End> => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        sandbox.stop();
      }, ms);
      const { ...result } = await end;
      clearTimeout(timer);
      if (late) this.#set("stopped", TOO_LONG);
      return result;
    };
    const layers: string[] = [];
    try {
      return await this.#enqueue(async () => {
        let end = await work(limit);
        // An import met a layer that was not there, and this browser could not wait in the middle of it: run anew, with it.
        for (let more = end.missing; more?.some((layer) => !layers.includes(layer)); more = end.missing) {
          layers.push(...more);
          end = await work(limit, [...new Set(layers)]);
        }
        const { missing: _, died, ...outcome } = end;
        if (died !== undefined) this.#set("failed", DIED);
        else if (end.flooded) this.#set("stopped", FLOODED);
        else if (!end.stopped) this.#set("ready");
        if (died !== undefined) outcome.error = `${DIED} (${died})`;
        return { ...outcome, ms: performance.now() - began };
      });
    } catch (error) {
      const stopped = stops !== this.#stops;
      const why = error instanceof Error ? error.message : String(error);
      if (!stopped) this.#set("failed", why);
      return { stdout: "", stderr: "", ms: performance.now() - began, ...(stopped ? { stopped } : { error: why }) };
    }
  }

  /** The spare, ready or on its way, or a new sandbox: in any case one where nothing ran. */
  #takeSpare(layers: string[] = []): Sandbox {
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare && !spare.stopped && !layers.length) return spare;
    spare?.stop();
    return this.#boot(layers);
  }

  #boot(layers: string[] = []): Sandbox {
    const sandbox = new Sandbox(this.#assets, this.#page, {
      layers,
      known: this.#layers,
      onlap: () => sandbox === this.#current && this.#set("loading", "", "MLflow"),
    });
    return sandbox;
  }

  /** Waits until a sandbox is ready, and tells of it. */
  async #load(sandbox: Sandbox): Promise<Sandbox> {
    this.#current = sandbox;
    if (!sandbox.isReady) {
      this.#set("loading", "", "Python");
      try {
        await sandbox.ready;
      } catch (error) {
        if (!sandbox.stopped || this.#status.state === "loading") this.#set("failed", (error as Error).message);
        throw error;
      }
    }
    this.#began = true;
    return sandbox;
  }

  #dropSession(): void {
    this.#session?.stop();
    this.#session = undefined;
  }

  #bootSpare(): void {
    if (this.#spare || !this.#began || !roomForSpare()) return;
    whenIdle(() => {
      if (this.#spare || this.#waiting) return;
      const spare = this.#boot();
      this.#spare = spare;
      spare.ready.catch(() => {
        if (this.#spare === spare) this.#spare = undefined;
      });
    });
  }

  #set(state: RuntimeState, why = "", what = state === "loading" ? this.#status.what : ""): void {
    this.#status = { state, why, what, ...this.#assets.progress(PARTS) };
    this.dispatchEvent(new Event("status"));
  }
}

// Scripts lie in assets/champion/ and assets/champion/chunks/; the runtime's files in the former.
const base = new URL(import.meta.url.includes("/chunks/") ? "../" : "./", import.meta.url);
export const python: Python = new SandboxedPython(base, RUNTIME);
