// Keeps a worker's memory between visits, in Cache Storage. Whatever goes wrong here, the caller starts without.

const CACHE = "champion-engine";

/** A snapshot's address: no file has it. `key` names all that it is made of. */
async function address(base: URL, key: string): Promise<string> {
  return new URL(`snapshot/${await sha256(new TextEncoder().encode(key))}`, base).href;
}

/** What was kept under the key, if it is whole. */
export async function keptSnapshot(base: URL, key: string): Promise<Uint8Array | undefined> {
  try {
    const found = await (await caches.open(CACHE)).match(await address(base, key));
    if (!found) return undefined;
    const memory = new Uint8Array(await found.arrayBuffer());
    if ((await sha256(memory)) === found.headers.get("digest")) return memory;
    await deleteSnapshot(base);
  } catch {
    // no storage, or none for us
  }
  return undefined;
}

/** Keeps it, and nothing older. */
export async function keepSnapshot(base: URL, key: string, memory: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await deleteSnapshot(base);
    const headers = { digest: await sha256(memory) };
    await (await caches.open(CACHE)).put(await address(base, key), new Response(memory, { headers }));
  } catch {
    // full or forbidden: the next start takes longer
  }
}

/** Deletes what this site has kept. */
export async function deleteSnapshot(base: URL): Promise<void> {
  try {
    const cache = await caches.open(CACHE);
    const ours = (await cache.keys()).filter(({ url }) => url.startsWith(new URL("snapshot/", base).href));
    await Promise.all(ours.map((request) => cache.delete(request)));
  } catch {
    // nothing to delete
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
