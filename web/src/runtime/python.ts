// Python for the page: one per window. Starts at the first call, keeps a spare sandbox for Stop and for checks.
import { named } from "./asks.ts";
import { type Asset, Assets } from "./assets.ts";
import { type Drawn, type End, type Memory, type Output, PARTS, Sandbox, type Stream } from "./sandbox.ts";
import { Snapshots } from "./snapshot.ts";

/** What web/build.mjs bakes in. `layers`: the names that ask for each, as far as a page can tell; `titles`: what to call them. */
declare const RUNTIME: {
  pyodide: string;
  python: string;
  mlflow: string;
  files: Record<string, Asset>;
  layers: Record<string, string[]>;
  after: Record<string, string[]>;
  titles: Record<string, string>;
};

/**
 * Milliseconds that a run and a check (or a text of our own) may take (Stop is there all the time), and without a task before Python is kept for
 * later visits, which takes as long as a start.
 */
const LIMITS = { run: 600_000, check: 120_000, quiet: 10_000 };

export type RuntimeState = "none" | "loading" | "ready" | "running" | "stopping" | "stopped" | "failed";

export interface Status {
  state: RuntimeState;
  /** Bytes that are here, of all that is being loaded. */
  done: number;
  total: number;
  /** What is being loaded: Python, MLflow, or a layer's title. */
  what: string;
  /** Why it failed or was stopped, with the next step; else "". */
  why: string;
}

/** What a run or a check gave. Untrusted text throughout: show it by `textContent`, and what it drew by live-code/drawn.ts. */
export interface Outcome {
  stdout: string;
  stderr: string;
  value?: string;
  drawn?: Drawn[];
  error?: string;
  verdict?: "right" | "wrong";
  says?: string;
  /** Bytes for the learner to save: never read, opened or drawn here. */
  file?: Blob;
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
  /** The Python that waits for a Stop or a check: none, not yet warm, or warm with the layers in use. */
  readonly spare: "none" | "booting" | "warm";
  /** What the Python of the page's runs began from: files, or one that was kept by an earlier visit or this one. */
  readonly from: "" | "files" | "snapshot";
  /** Loads Python, so that the next run need not wait. Rejects with the sentence in `status.why`. */
  start(): Promise<void>;
  /** Runs code in the names that earlier runs left. Resolves in any case: what went wrong is in the outcome. */
  run(code: string, options?: RunOptions): Promise<Outcome>;
  /** Runs a program and its check in a sandbox in which nothing has run. */
  check(program: string, check: string, options?: { onoutput?: Output }): Promise<Outcome>;
  /**
   * Runs our own Python where the learner's code ran, in a namespace of its own; its last expression, a text or bytes, is
   * the `value` or the `file`. `stopped`, if nothing has run there. It can be forged as all else.
   */
  aside(text: string): Promise<Outcome>;
  /** Ends what runs or loads, at once. Names and stores are gone; the next run begins anew. */
  stop(): void;
}

const STOPPED = "Stopped. What your code had made is gone: the next run begins anew.";
const STOPPED_CHECK = "Stopped. Names from earlier runs are still there.";
const TOO_LONG = "Stopped: it ran too long. Look for a loop that does not end, then run again.";
const FLOODED = "Stopped: it wrote more than the page can show. Print less, then run again.";
const NO_WASM =
  "This browser can't run Python, because WebAssembly is switched off: switch it on, or use the lab's notebook.";
const DIED = "Python itself stopped working: its stack or its memory ran over. The next run begins anew.";

/** Whether a second Python (some hundred MB, with scikit-learn) is bearable here. */
function roomForSpare(): boolean {
  const device = navigator as Navigator & { deviceMemory?: number; connection?: { saveData?: boolean } };
  if (device.connection?.saveData) return false;
  if (device.deviceMemory !== undefined) return device.deviceMemory >= 4;
  return !matchMedia("(pointer: coarse)").matches; // not told: a phone is taken to have little
}

const ROOM = 2e9; // bytes that the browser must have left for this site: a kept Python with scikit-learn is 330 MB

/** Whether a Python may be kept here: another one runs for that, for a moment, and the browser stores it. */
async function roomForMemory(): Promise<boolean> {
  const { deviceMemory = 8 } = navigator as Navigator & { deviceMemory?: number };
  if (!roomForSpare() || deviceMemory < 8) return false;
  try {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    return quota - usage > ROOM;
  } catch {
    return false;
  }
}

/** How a task is tried. `again`: in another sandbox, because `layers` were missing. `within`: no longer than it may take. */
interface Attempt {
  layers: string[];
  again: boolean;
  within: (sandbox: Sandbox, end: Promise<End>) => Promise<End>;
  onoutput: Output;
}

/** Gives on only what exceeds the characters of each stream that are `shown`: an earlier attempt has written those. */
function unheard(shown: Record<Stream, number>, onoutput: Output | undefined): Output {
  const heard = { stdout: 0, stderr: 0 };
  return (stream, text) => {
    const more = text.slice(Math.max(0, shown[stream] - heard[stream]));
    heard[stream] += text.length;
    shown[stream] = Math.max(shown[stream], heard[stream]);
    if (more) onoutput?.(stream, more);
  };
}

const whenIdle = (call: () => void): void => {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(call, { timeout: 5000 });
  else setTimeout(call, 500);
};

export class SandboxedPython extends EventTarget implements Python {
  readonly #assets: Assets;
  readonly #page: URL;
  readonly #runtime: typeof RUNTIME;
  readonly #limits: typeof LIMITS;
  #status: Status = { state: "none", done: 0, total: 0, what: "", why: "" };
  /** Where the page's runs share their names. */
  #session: Sandbox | undefined;
  /** Booted ahead; no code ran in it. */
  #spare: Sandbox | undefined;
  readonly #snapshots: Snapshots;
  /** A Python that was kept, by an earlier visit or this one: sandboxes go on from it. */
  #memory: Memory | undefined;
  #remembering: Promise<void> | undefined;
  #keeper: Sandbox | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  /** The layers that this page's code has asked for: a spare is warmed with them. */
  readonly #used = new Set<string>();
  /** What is being loaded, by name. */
  #loading = PARTS;
  /** What Stop would end. */
  #current: Sandbox | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #stops = 0;
  /** Whether Python was ready once: before, a spare would be a second download. */
  #began = false;

  constructor(base: URL, runtime: typeof RUNTIME, limits = LIMITS) {
    super();
    this.#limits = limits;
    const { frame, ...files } = runtime.files;
    if (!frame) throw new Error("The build wrote no sandbox page");
    this.#assets = new Assets(base, files);
    this.#page = new URL(frame.file, base);
    this.#runtime = runtime;
    const key = Object.values(runtime.files).map(({ file }) => file);
    this.#snapshots = new Snapshots("champion-python", base, key.join("+"));
    this.#assets.addEventListener("progress", () => this.#status.state === "loading" && this.#set("loading"));
  }

  get status(): Status {
    return this.#status;
  }

  get spare(): "none" | "booting" | "warm" {
    return !this.#spare || this.#spare.stopped ? "none" : this.#spare.isWarm ? "warm" : "booting";
  }

  get from(): Python["from"] {
    if (!this.#session) return "";
    return this.#session.memory ? "snapshot" : "files";
  }

  start(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#remember();
      this.#session = await this.#load(this.#session ?? this.#takeSpare());
      this.#set("ready");
    });
  }

  run(code: string, { fresh = false, onoutput }: RunOptions = {}): Promise<Outcome> {
    return this.#task(code, this.#limits.run, onoutput, async (attempt) => {
      if ((fresh && this.#session?.used) || this.#session?.stopped || attempt.again) this.#dropSession();
      const sandbox = await this.#load(this.#session ?? this.#takeSpare(attempt.again), attempt.layers);
      this.#session = sandbox;
      return attempt.within(sandbox, sandbox.run(code, attempt.onoutput));
    });
  }

  check(program: string, check: string, { onoutput }: { onoutput?: Output } = {}): Promise<Outcome> {
    return this.#task(`${program}\n${check}`, this.#limits.check, onoutput, async (attempt) => {
      const sandbox = await this.#load(this.#takeSpare(attempt.again), attempt.layers);
      const end = await attempt.within(sandbox, sandbox.check(program, check, attempt.onoutput));
      sandbox.stop();
      return end;
    });
  }

  aside(text: string): Promise<Outcome> {
    return this.#task("", this.#limits.check, undefined, async ({ within }) => {
      const sandbox = this.#session;
      if (!sandbox?.used || sandbox.stopped) return { stdout: "", stderr: "", stopped: true };
      await this.#load(sandbox);
      return within(sandbox, sandbox.aside(text));
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
    clearTimeout(this.#quiet);
    const result = this.#queue.then(async () => {
      try {
        if (stops !== this.#stops) throw new Error(STOPPED);
        return await work();
      } finally {
        this.#waiting--;
        if (!this.#waiting) {
          this.#bootSpare();
          this.#quiet = setTimeout(() => this.#keep(), this.#limits.quiet);
        }
      }
    });
    this.#queue = result.catch(() => {});
    return result;
  }

  async #task(
    code: string,
    ms: number,
    onoutput: Output | undefined,
    work: (attempt: Attempt) => Promise<End>,
  ): Promise<Outcome> {
    const began = performance.now();
    const stops = this.#stops;
    const within = async (sandbox: Sandbox, end: Promise<End>): Promise<End> => {
      this.#set("running");
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        sandbox.stop();
      }, ms);
      const { ...result } = await end;
      clearTimeout(timer);
      if (late) this.#set("stopped", TOO_LONG);
      for (const layer of sandbox.layers) this.#used.add(layer);
      return result;
    };
    const layers = this.#named(code);
    const shown = { stdout: 0, stderr: 0 };
    try {
      return await this.#enqueue(async () => {
        await this.#remember();
        let end = await work({ layers, again: false, within, onoutput: unheard(shown, onoutput) });
        // An import met a layer that was not there, and this browser could not wait in the middle of it: run anew, with it.
        for (let more = end.missing; more?.some((layer) => !layers.includes(layer)); more = end.missing) {
          layers.push(...more);
          end = await work({ layers, again: true, within, onoutput: unheard(shown, onoutput) });
        }
        const { missing: _, died, failed, ...outcome } = end;
        if (died !== undefined) this.#set("failed", DIED);
        else if (failed !== undefined) this.#set("failed", failed);
        else if (end.flooded) this.#set("stopped", FLOODED);
        else if (!end.stopped) this.#set("ready");
        if (died !== undefined) outcome.error = `${DIED} (${died})`;
        if (failed !== undefined) outcome.error = failed;
        return { ...outcome, ms: performance.now() - began };
      });
    } catch (error) {
      const stopped = stops !== this.#stops;
      const why = error instanceof Error ? error.message : String(error);
      if (!stopped) this.#set("failed", why);
      return { stdout: "", stderr: "", ms: performance.now() - began, ...(stopped ? { stopped } : { error: why }) };
    }
  }

  /** The layers that code seems to need, with those that they build on: their bytes come while Python starts. */
  #named(code: string): string[] {
    const { layers, after } = this.#runtime;
    return [...new Set(named(code, layers).flatMap((layer) => [...(after[layer] ?? []), layer]))];
  }

  /** The spare, ready or on its way, or a new sandbox: in any case one where nothing ran. */
  #takeSpare(anew = false): Sandbox {
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare && !spare.stopped && !anew) return spare;
    spare?.stop();
    return this.#boot();
  }

  /** Once: looks for what an earlier visit kept. */
  #remember(): Promise<void> {
    this.#remembering ??= this.#snapshots.find().then(async (found) => {
      if (!found) return;
      const layers = (found.headers.get("layers") ?? "").split(" ").filter((layer) => layer in this.#runtime.layers);
      this.#memory = { blob: await found.blob(), layers };
    });
    return this.#remembering.catch(() => {}); // then without
  }

  /** Keeps a Python with all layers in use, for the next visit and the next spares, unless there is one. */
  async #keep(): Promise<void> {
    const layers = [...this.#used];
    const has = (layer: string) => this.#memory?.layers.includes(layer);
    if (this.#keeper || !this.#began || (this.#memory && layers.every(has)) || !(await roomForMemory())) return;
    const sandbox = this.#boot(true);
    this.#keeper = sandbox; // also after a failure: one attempt per visit
    try {
      await sandbox.ready;
      this.#memory = { blob: await sandbox.keep(layers), layers: [...sandbox.layers] };
      await this.#snapshots.keep(this.#memory.blob, { layers: this.#memory.layers.join(" ") });
      this.#keeper = undefined;
    } catch {
      // the next visit takes longer
    } finally {
      sandbox.stop();
    }
  }

  #boot(keeps = false): Sandbox {
    const { layers, titles } = this.#runtime;
    const sandbox = new Sandbox(this.#assets, this.#page, {
      known: Object.keys(layers),
      memory: keeps ? undefined : this.#memory,
      keeps,
      onlap: () => sandbox === this.#current && this.#set("loading", "", "MLflow"),
      onneed: (names, coming) => {
        if (this.#status.state !== "running") return;
        this.#loading = names;
        this.#set("loading", "", names.map((name) => titles[name] ?? name).join(", "));
        coming.then(() => this.#status.state === "loading" && sandbox === this.#current && this.#set("running"));
      },
    });
    return sandbox;
  }

  /** Waits until a sandbox is ready, and tells of it; the bytes of `layers` follow when they are here. */
  async #load(sandbox: Sandbox, layers: string[] = []): Promise<Sandbox> {
    this.#current = sandbox;
    if (!("WebAssembly" in globalThis)) {
      sandbox.stop();
      this.#set("failed", NO_WASM);
      throw new Error(NO_WASM);
    }
    sandbox.give(layers).catch(() => {}); // Python asks again for what it needs
    if (!sandbox.isReady) {
      this.#loading = [...sandbox.parts, ...layers];
      this.#set("loading", "", "Python");
      try {
        await sandbox.ready;
      } catch (error) {
        if (sandbox.memory && this.#status.state === "loading") {
          this.#memory = undefined;
          await this.#snapshots.clear();
          return this.#load(this.#boot(), layers);
        }
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

  /** In idle time: a spare, and in it what this page's code has used so far. */
  #bootSpare(): void {
    if (!this.#began || !roomForSpare()) return;
    whenIdle(() => {
      if (this.#waiting) return;
      if (!this.#spare || this.#spare.stopped) this.#spare = this.#boot();
      const { layers, isWarm } = this.#spare;
      if (!isWarm || [...this.#used].some((layer) => !layers.has(layer))) this.#spare.warm([...this.#used]);
    });
  }

  #set(state: RuntimeState, why = "", what = state === "loading" ? this.#status.what : ""): void {
    this.#status = { state, why, what, ...this.#assets.progress(this.#loading) };
    this.dispatchEvent(new Event("status"));
  }
}

// Scripts lie in assets/champion/ and assets/champion/chunks/; the runtime's files in the former.
const base = new URL(import.meta.url.includes("/chunks/") ? "../" : "./", import.meta.url);
export const python: Python = new SandboxedPython(base, RUNTIME);
