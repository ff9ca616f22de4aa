// A program in an address: `#code=1.` and the program, deflated, as base64url. Never sent to a server: it is the fragment.

const MARK = "#code=";
const VERSION = "1";
const LINK_LIMIT = 60_000; // characters of a fragment
const CODE_LIMIT = 100_000; // bytes of a program

export type Linked = { code: string } | { fault: string };

const OTHER = "This link's code was written by another version of this page, or cut on its way: ask for it again.";
const BROKEN = "This link's code is broken, probably cut on its way: ask for it again.";
const LONG = "This link holds more code than this page takes (100 kB): ask for a file instead.";

/** The fragment that holds `code`; undefined where that is too long for a link. */
export async function fragment(code: string): Promise<string | undefined> {
  const bytes = new TextEncoder().encode(code);
  if (bytes.length > CODE_LIMIT) return undefined;
  const packed = await read(bytes, new CompressionStream("deflate-raw"), Number.POSITIVE_INFINITY);
  const text = `${MARK}${VERSION}.${base64url(packed)}`;
  return text.length > LINK_LIMIT ? undefined : text;
}

/** The program in a fragment, or why it can't be had; undefined where a fragment holds none. */
export async function linked(hash: string): Promise<Linked | undefined> {
  if (!hash.startsWith(MARK)) return undefined;
  if (hash.length > LINK_LIMIT) return { fault: LONG };
  const [, version, packed] = /^(\d+)\.([\w-]+)$/.exec(hash.slice(MARK.length)) ?? [];
  if (version !== VERSION || !packed) return { fault: OTHER };
  try {
    const bytes = await read(fromBase64url(packed), new DecompressionStream("deflate-raw"), CODE_LIMIT);
    return { code: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    return { fault: error instanceof TooLong ? LONG : BROKEN };
  }
}

/** Whether a reader would not see all of it: characters that hide, or that turn the direction of writing. */
export const hides = (code: string): boolean => /[\p{Cf}\p{Co}]|(?![\t\n\r])\p{Cc}/u.test(code);

class TooLong extends Error {}

/** What comes out of `pipe`, piece by piece: of a bomb no more than `limit` bytes. */
async function read(
  bytes: Uint8Array<ArrayBuffer>,
  pipe: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(pipe).getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      reader.cancel().catch(() => undefined);
      throw new TooLong();
    }
    pieces.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
