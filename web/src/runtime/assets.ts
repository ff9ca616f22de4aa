// Fetches what a sandbox is made of and keeps it: Blobs, because handing one over copies nothing and leaves it here.

/** One file of the runtime: its address below the site's scripts, its bytes once decoded, and their hash as base64. */
export interface Asset {
  file: string;
  bytes: number;
  sha256?: string;
}

const WAITS = [400, 1600]; // ms before the second and third try

/** What came is not the file: a proxy cut it, a cache mixed two versions. */
class Damaged extends Error {}

/** A file that can't be had. The message is a sentence for the learner, with what to do. */
export class NotFetched extends Error {}

export class Assets extends EventTarget {
  readonly #base: URL;
  readonly #files: Record<string, Asset>;
  readonly #coming = new Map<string, Promise<Blob>>();
  readonly #arrived = new Map<string, number>();

  /** `files`: by name, relative to `base`. Tells of arriving bytes by "progress" events. */
  constructor(base: URL, files: Record<string, Asset>) {
    super();
    this.#base = base;
    this.#files = files;
  }

  /** The file, fetched once; after a failure the next call tries again. */
  get(name: string): Promise<Blob> {
    const before = this.#coming.get(name);
    if (before) return before;
    const coming = this.#fetch(name);
    this.#coming.set(name, coming);
    coming.catch(() => this.#coming.delete(name));
    return coming;
  }

  async all(names: string[]): Promise<Record<string, Blob>> {
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await this.get(name)] as const)));
  }

  /** Bytes of these files: here, and in all. */
  progress(names: string[]): { done: number; total: number } {
    let [done, total] = [0, 0];
    for (const name of names) {
      const { bytes } = this.#asset(name);
      total += bytes;
      done += Math.min(this.#arrived.get(name) ?? 0, bytes);
    }
    return { done, total };
  }

  #asset(name: string): Asset {
    const asset = Object.hasOwn(this.#files, name) && this.#files[name];
    if (!asset) throw new NotFetched(`This site has no file for ${name}: reload the page.`);
    return asset;
  }

  async #fetch(name: string): Promise<Blob> {
    let cache: RequestCache = "default";
    for (const wait of [...WAITS, undefined]) {
      try {
        return await this.#fetchOnce(name, cache);
      } catch (error) {
        if (error instanceof NotFetched) throw error;
        const damaged = error instanceof Damaged;
        if (damaged) cache = "reload"; // else the browser would give the same again
        if (wait === undefined && damaged)
          throw new NotFetched(`A part of Python arrived damaged (${this.#asset(name).file}): try another network.`);
        if (wait === undefined) break;
        await new Promise((later) => setTimeout(later, wait));
      }
    }
    throw new NotFetched("Python could not be downloaded: check your connection, then run again.");
  }

  async #fetchOnce(name: string, cache: RequestCache): Promise<Blob> {
    const { file, bytes, sha256 } = this.#asset(name);
    const response = await fetch(new URL(file, this.#base), { cache });
    if (response.status >= 500 || !response.body) throw new Error(`${file}: ${response.status}`);
    if (!response.ok) throw new NotFetched(`A part of Python is gone from this site (${file}): reload the page.`);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const reader = response.body.getReader();
    let arrived = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      arrived += value.length;
      this.#arrived.set(name, arrived);
      this.dispatchEvent(new Event("progress"));
    }
    const blob = new Blob(pieces);
    if (sha256 && (arrived !== bytes || !(await hasHash(blob, sha256)))) throw new Damaged();
    return blob;
  }
}

async function hasHash(blob: Blob, sha256: string): Promise<boolean> {
  if (!globalThis.crypto?.subtle) return true; // only where the page came without TLS
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return btoa(String.fromCharCode(...digest)) === sha256;
}
