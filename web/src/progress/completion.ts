const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base32: without I, L and O, which look like digits, and U
const LENGTH = 10;

/**
 * The completion code of the lab `topic/slug` whose checks are those of `version`, as `make lab-check` prints it
 * (tools/completion.py). It is a note to oneself and no proof: whoever reads this can make one.
 */
export async function completionCode(lab: string, version: string): Promise<string> {
  const text = new TextEncoder().encode(`champion lab ${lab} ${version}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  const bits = Array.from(digest, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = Array.from({ length: LENGTH }, (_, place) =>
    LETTERS.charAt(Number.parseInt(bits.slice(5 * place, 5 * place + 5), 2)),
  ).join("");
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** Whether what was entered is that code, whatever its case, spaces and hyphens, and with O for 0 and I or L for 1. */
export async function accepts(entered: string, lab: string, version: string): Promise<boolean> {
  return plain(entered) === plain(await completionCode(lab, version));
}

function plain(code: string): string {
  return code
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
}
