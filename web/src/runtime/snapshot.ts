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

  /** Keeps it, and nothing older; what was kept under this key goes only when this is there. */
  async keep(body: BodyInit, headers: Record<string, string>): Promise<void> {
    try {
      const address = await this.#address();
      const put = async (): Promise<void> =>
        (await caches.open(this.#cache)).put(address, new Response(body, { headers }));
      const older = (): Promise<number> => this.#drop((url) => url !== address);
      try {
        await put();
      } catch (full) {
        if ((await older()) === 0) throw full;
        await put(); // there is more room now
      }
      await older();
    } catch {
      // full or forbidden: the next start takes longer
    }
  }

  /** Deletes what this site has kept. */
  async clear(): Promise<void> {
    try {
      await this.#drop(() => true);
    } catch {
      // nothing to delete
    }
  }

  /** Deletes of this site's memories those at such addresses; gives how many. */
  async #drop(which: (url: string) => boolean): Promise<number> {
    const cache = await caches.open(this.#cache);
    const ours = new URL("snapshot/", this.#base).href;
    const found = (await cache.keys()).filter(({ url }) => url.startsWith(ours) && which(url));
    await Promise.all(found.map((request) => cache.delete(request)));
    return found.length;
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
