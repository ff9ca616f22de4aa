// The trusted side of one sandbox: an iframe without origin or network, with a worker in it that runs learners' code.
// Believes nothing that it hears: any message can be the learner's own. Everything that it gives on is text.
import type { Assets } from "./assets.ts";
import type { Task } from "./messages.ts";

const MESSAGE_LIMIT = 20_000; // messages of one task
const TEXT_LIMIT = 400_000; // characters of one task
const FILE_LIMIT = 60_000_000; // bytes of a file
const PULSE = 5_000; // ms between two questions to the frame whether it is there
const SILENT = 4; // so many unanswered: it is not
const DRAWN_LIMIT = 2_000_000; // characters of all that one task draws
const DRAWINGS = 20; // of one task
const KILLED = "The browser ended Python, probably because memory ran short: close other tabs, then run again.";
const TOO_LARGE = "The file is larger than a page can take: log less, or begin a fresh store.";
const BOOT_LIMIT = 120_000; // ms from the last byte to Python ready: a slow phone needs a while

/** What every sandbox is made of; layers come on top. One that goes on from a memory needs no `core`. */
export const PARTS = ["worker", "wasm", "stdlib", "core"];

/** A Python that was kept: all of it, and the layers that it has. */
export interface Memory {
  blob: Blob;
  layers: string[];
}

export type Stream = "stdout" | "stderr";
export type Output = (stream: Stream, text: string) => void;

/** A figure as a picture in base64, or HTML: that only in a frame that can do nothing. `words`: what it is. */
export interface Drawn {
  kind: "png" | "html";
  data: string;
  words: string;
}

/** How a task ended. All text can be forged by the code that ran: show it, and trust it with nothing. */
export interface End {
  stdout: string;
  stderr: string;
  value?: string;
  /** Tables and figures; see Drawn. */
  drawn?: Drawn[];
  error?: string;
  verdict?: "right" | "wrong";
  says?: string;
  /** What an aside gave instead of text: bytes for the learner to save, of which nothing here reads any. */
  file?: Blob;
  /** Layers that an import met and that were not there: run it again in a sandbox with them. */
  missing?: string[];
  stopped?: true;
  /** More messages or text than the page bears: the sandbox was removed. */
  flooded?: true;
  /** Python itself broke: the sandbox was removed. */
  died?: string;
  /** Why the sandbox had to be removed, with what to do: a layer can't be had, or the browser ended Python. */
  failed?: string;
}

type Job = {
  id: number;
  /** Whether it ends in a verdict: only a check does. */
  checks: boolean;
  /** Whether it is our own text, which may give a file. */
  aside: boolean;
  messages: number;
  characters: number;
  end: End;
  onoutput: Output;
  resolve: (end: End) => void;
};

const text = (value: unknown): string => (typeof value === "string" ? value.slice(0, TEXT_LIMIT) : "");
const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

const PNG = /^iVBORw0KGgo[A-Za-z0-9+/]*={0,2}$/; // a picture's first bytes

/** The drawings in what was said; what is none is left out. */
export function drawnIn(said: unknown): Drawn[] {
  if (typeof said !== "string" || said.length > DRAWN_LIMIT) return [];
  let list: unknown;
  try {
    list = JSON.parse(said);
  } catch {
    return [];
  }
  if (!Array.isArray(list)) return [];
  return list.slice(0, DRAWINGS).flatMap((entry: unknown) => {
    const [kind, data, words] = Array.isArray(entry) ? (entry as unknown[]) : [];
    if (typeof data !== "string" || typeof words !== "string") return [];
    if (kind === "html" || (kind === "png" && PNG.test(data))) return [{ kind, data, words: words.slice(0, 500) }];
    return [];
  });
}

export class Sandbox {
  /** Resolves when Python is ready; rejects with a sentence when it can't be. */
  readonly ready: Promise<void>;
  isReady = false;
  stopped = false;
  /** Whether learner code ran here. */
  used = false;
  /** The layers that it was given or promised. */
  readonly layers = new Set<string>();
  /** Whether it has done ahead what a first run with its layers would wait for. */
  isWarm = false;
  /** What it goes on from. */
  readonly memory: Memory | undefined;
  readonly #assets: Assets;
  readonly #known: readonly string[];
  readonly #frame = document.createElement("iframe");
  #port: MessagePort | undefined;
  #job: Job | undefined;
  #tasks = 0;
  #strays = 0;
  #pulse: ReturnType<typeof setInterval> | undefined;
  #abandon: (reason: Error) => void = () => {};
  /** The worker was told to start: its port keeps what is sent from now on. */
  readonly #underway = Promise.withResolvers<void>();
  readonly #onneed: (layers: string[], coming: Promise<unknown>) => void;
  readonly #keeps: boolean;
  readonly #kept = Promise.withResolvers<Blob>();

  /**
   * `page`: the address of sandbox.html. `known`: the layers that exist. `memory`: what to go on from. `keeps`: `keep` will
   * be called. `onlap` hears the worker's steps while it boots, `onneed` which layers a task waits for.
   */
  constructor(
    assets: Assets,
    page: URL,
    {
      known = [],
      memory,
      keeps = false,
      onlap = () => {},
      onneed = () => {},
    }: {
      known?: readonly string[];
      memory?: Memory | undefined;
      keeps?: boolean;
      onlap?: (lap: string) => void;
      onneed?: (layers: string[], coming: Promise<unknown>) => void;
    } = {},
  ) {
    this.#assets = assets;
    this.#known = known;
    this.#onneed = onneed;
    this.#keeps = keeps;
    this.memory = memory;
    for (const layer of memory?.layers ?? []) this.layers.add(layer);
    this.#kept.promise.catch(() => {}); // whoever keeps awaits it
    const frame = this.#frame;
    frame.setAttribute("sandbox", "allow-scripts"); // never with allow-same-origin
    frame.hidden = true;
    frame.title = "Python";
    frame.src = page.href;
    this.ready = new Promise<void>((resolve, reject) => {
      this.#abandon = reject;
      this.#open(onlap).then(resolve, reject);
    }).then(
      () => {
        this.isReady = true;
      },
      (error: unknown) => {
        this.stop();
        throw error;
      },
    );
    this.ready.catch(() => {}); // whoever needs the sandbox awaits it; a spare may fail unseen
  }

  /** The files that it starts with. */
  get parts(): string[] {
    return this.memory ? PARTS.filter((name) => name !== "core") : PARTS;
  }

  async #open(onlap: (lap: string) => void): Promise<void> {
    const frame = this.#frame;
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    document.documentElement.append(frame); // outside of what instant navigation replaces
    const { worker: script, ...files } = await this.#assets.all(this.parts);
    if (this.memory) files.memory = this.memory.blob;
    await loaded;
    if (this.stopped || !script || !frame.contentWindow) throw new Error("Stopped.");
    const channel = new MessageChannel();
    const control = new MessageChannel();
    const port = channel.port1;
    this.#port = port;
    const opened = new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`Python did not start (${why.slice(0, 500)}): reload the page.`));
      const timer = setTimeout(fail, BOOT_LIMIT, "it took too long");
      control.port1.onmessage = ({ data }) => data && fail(text(data));
      port.onmessage = ({ data }) => {
        const message = record(data); // no learner code has run yet: this is our own worker
        if (message.lap !== undefined) return onlap(text(message.lap));
        clearTimeout(timer);
        if (message.ready !== true) return fail(text(message.failed));
        this.#watch(control.port1);
        port.onmessage = (event) => this.#hear(event.data);
        resolve();
      };
    });
    // "*": an opaque origin has no name. Nothing secret is in this message.
    frame.contentWindow.postMessage({ script, files, keeps: this.#keeps }, "*", [channel.port2, control.port2]);
    this.#underway.resolve();
    return opened;
  }

  /** Notices when the browser has killed the frame: no event tells, and a task would wait for its end for ever. */
  #watch(control: MessagePort): void {
    let unanswered = 0;
    control.onmessage = () => {
      unanswered = 0;
    };
    this.#pulse = setInterval(() => {
      if (document.hidden || !this.#job) unanswered = 0;
      else if (unanswered++ >= SILENT) this.stop({ failed: KILLED });
      control.postMessage("");
    }, PULSE);
  }

  /** Give layers that code will ask for, as soon as their bytes are here: while Python still starts, if need be. */
  give(layers: readonly string[]): Promise<void> {
    const wanted = layers.filter((layer) => !this.layers.has(layer));
    for (const layer of wanted) this.layers.add(layer);
    return Promise.all([this.#assets.all(wanted), this.#underway.promise]).then(([files]) => {
      if (wanted.length) this.#port?.postMessage({ files });
    });
  }

  /** In a sandbox where nothing ran: do ahead what a first run with these layers would wait for. */
  warm(layers: readonly string[]): void {
    this.isWarm = false;
    this.give(layers).then(
      () => !this.used && this.#port?.postMessage({ warm: layers }),
      () => this.stop(), // a spare may fail unseen
    );
  }

  /** In a sandbox where nothing ran, and that is of no use afterwards: warm it, and take all of it. */
  keep(layers: readonly string[]): Promise<Blob> {
    this.give(layers).then(
      () => this.#port?.postMessage({ keep: layers }),
      () => this.stop(),
    );
    return this.#kept.promise;
  }

  /** Run code in the names that the code before it left here. */
  run(code: string, onoutput: Output = () => {}): Promise<End> {
    return this.#start((id) => ({ id, code }), onoutput);
  }

  /** Run a program and its check. Only in a sandbox that is not `used`. */
  check(program: string, check: string, onoutput: Output = () => {}): Promise<End> {
    return this.#start((id) => ({ id, program, check }), onoutput);
  }

  /** Run our own text beside the learner's code, in a namespace of its own: gives a `value` or a `file`. */
  aside(text: string): Promise<End> {
    return this.#start(
      (id) => ({ id, aside: text }),
      () => {},
    );
  }

  #start(task: (id: number) => Task, onoutput: Output): Promise<End> {
    const end: End = { stdout: "", stderr: "" };
    if (this.stopped) return Promise.resolve({ ...end, stopped: true });
    if (this.#job || !this.isReady) throw new Error("A sandbox runs one task at a time, once it is ready");
    this.used = true;
    const id = ++this.#tasks;
    const message = task(id);
    return new Promise((resolve) => {
      const kind = { checks: "check" in message, aside: "aside" in message };
      this.#job = { id, ...kind, messages: 0, characters: 0, end, onoutput, resolve };
      this.#port?.postMessage(message);
    });
  }

  #hear(data: unknown): void {
    const job = this.#job;
    if (!job) {
      if (!this.used) {
        const { warmed, kept } = record(data); // no learner code has run yet: this is our own worker
        if (kept instanceof Blob) this.#kept.resolve(kept);
        else if (warmed === undefined) this.stop();
        else this.isWarm = true;
        return;
      }
      if (++this.#strays > MESSAGE_LIMIT) this.stop(); // nobody asked
      return;
    }
    const message = record(data);
    job.messages++;
    job.characters += text(message.text).length;
    if (job.messages > MESSAGE_LIMIT || job.characters > TEXT_LIMIT) {
      this.stop({ flooded: true });
      return;
    }
    if (message.id !== job.id) return;
    const { stream } = message;
    if (stream !== undefined) {
      if (stream !== "stdout" && stream !== "stderr") return;
      const piece = text(message.text);
      job.end[stream] += piece;
      job.onoutput(stream, piece);
    } else if (message.need !== undefined) {
      this.#handOver(this.#layersIn(message.need));
    } else if (message.missing !== undefined && !job.aside) {
      this.#finish({ missing: this.#layersIn(message.missing) });
    } else if (message.died !== undefined) {
      this.stop({ died: text(message.died).slice(0, 500) });
    } else if (job.checks) {
      const verdict = message.verdict === "right" ? "right" : "wrong";
      this.#finish({
        verdict,
        says: text(message.says),
        ...(message.error !== undefined && { error: text(message.error) }),
      });
    } else if (message.error !== undefined) {
      this.#finish({ error: text(message.error) });
    } else if (job.aside) {
      const { given } = message;
      if (!(given instanceof Blob)) this.#finish({ value: text(given) });
      else this.#finish(given.size > FILE_LIMIT ? { error: TOO_LARGE } : { file: given });
    } else {
      const drawn = drawnIn(message.drawn);
      this.#finish({
        ...(message.value !== undefined && { value: text(message.value) }),
        ...(drawn.length > 0 && { drawn }),
      });
    }
  }

  /** The layers among what was said: names from our own list only. */
  #layersIn(said: unknown): string[] {
    return Array.isArray(said) ? this.#known.filter((layer) => said.includes(layer)) : [];
  }

  #handOver(layers: string[]): void {
    for (const layer of layers) this.layers.add(layer);
    const coming = this.#assets.all(layers).then(
      (files) => this.#port?.postMessage({ files }),
      (error: Error) => this.stop({ failed: error.message }),
    );
    this.#onneed(layers, coming);
  }

  #finish(end: Partial<End>): void {
    const job = this.#job;
    this.#job = undefined;
    job?.resolve({ ...job.end, ...end });
  }

  /** Works whatever the worker is doing: without its iframe it is gone. */
  stop(end: Partial<End> = { stopped: true }): void {
    if (this.stopped) return;
    this.stopped = true;
    this.isReady = false;
    clearInterval(this.#pulse);
    this.#port?.close();
    this.#frame.remove();
    this.#abandon(new Error("Stopped."));
    this.#kept.reject(new Error("Stopped."));
    this.#finish(end);
  }
}
