// What page and worker say to each other on their port. The page believes nothing of what it hears: see sandbox.ts.

/** The page's first message, through the frame. */
export interface Start {
  script: Blob;
  files: Files;
  /** Whether this Python's memory will be kept: it is a little slower then. */
  keeps: boolean;
}
/** Bytes by name: wasm, stdlib, and core with further layers or a memory that was kept. */
export type Files = Record<string, Blob>;

/**
 * To the worker: run a program in the names of the one before, or check one (in a sandbox where nothing ran before);
 * or run our own text aside, in a namespace of its own, which gives text or bytes.
 */
export type Task = { id: number; code: string } | { id: number; program: string; check: string } | Aside;
export type Aside = { id: number; aside: string };
/** `warm`: in a sandbox where nothing ran, do ahead what a first run with these layers would wait for. `keep`: and give all of it. */
export type ToWorker = Task | { files: Files } | { warm: string[] } | { keep: string[] };

/** From the worker: before it is ready. */
export type Booting = { lap: string } | { ready: true } | { failed: string };

/** From the worker, about the task `id`; the last three end it. `missing`: run it again in a sandbox with these layers. */
export type FromWorker = { id: number } & (
  | { warmed: string[] }
  | { kept: Blob }
  | { stream: "stdout" | "stderr"; text: string }
  | { need: string[] }
  | { missing: string[] }
  | { value: string | undefined; error: string | undefined; drawn: string | undefined }
  | { given: string | Blob }
  | { verdict: "right" | "wrong"; says: string; error: string | undefined }
  | { died: string }
);
