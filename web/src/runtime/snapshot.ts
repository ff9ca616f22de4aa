// Keeps a worker's memory between visits, in Cache Storage. Whatever goes wrong here, the caller starts without.

/** What one kind of worker keeps: one memory, never more. */
export class Snapshots {
  readonly #cache: string;
  readonly #base: URL;
  readonly #key: string;

  /** `cache`: its name in Cache Storage. `key` names all that the memory is made of: with another key it is not found. */
  constructor(cache: string, base: URL, key: string) {
    this.#cache = cache;
    this.#base = base;
    this.#key = key;
  }

  /** What was kept under this key. */
  async find(): Promise<Response | undefined> {
    try {
      return await caches.match(await this.#address(), { cacheName: this.#cache }); // `open` would make one
    } catch {
      return undefined; // no storage, or none for us
    }
  }

  /** Keeps it, and nothing older. */
  async keep(body: BodyInit, headers: Record<string, string>): Promise<void> {
    try {
      await this.clear();
      await (await caches.open(this.#cache)).put(await this.#address(), new Response(body, { headers }));
    } catch {
      // full or forbidden: the next start takes longer
    }
  }

  /** Deletes what this site has kept. */
  async clear(): Promise<void> {
    try {
      const cache = await caches.open(this.#cache);
      const ours = (await cache.keys()).filter(({ url }) => url.startsWith(new URL("snapshot/", this.#base).href));
      await Promise.all(ours.map((request) => cache.delete(request)));
    } catch {
      // nothing to delete
    }
  }

  /** No file has it. */
  async #address(): Promise<string> {
    return new URL(`snapshot/${await sha256(new TextEncoder().encode(this.#key))}`, this.#base).href;
  }
}

/** As hexadecimal digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
