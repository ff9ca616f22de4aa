const STRAIGHT: Record<string, string> = { "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"' };

/** By character, as Python's casefold: "ß" is "ss", and a sigma at a word's end is a sigma. (Dotless i and Cherokee differ.) */
const casefold = (text: string): string =>
  Array.from(text, (character) => character.toUpperCase().toLowerCase()).join("");

/** The engine's `grade.normalise`, held to the same vectors: two short answers are equal when this is. */
export function normalise(text: string): string {
  const straight = text.normalize("NFKC").replace(/[\u2018\u2019\u201c\u201d]/g, (quote) => STRAIGHT[quote] ?? quote);
  const folded = casefold(trim(straight.replace(/\p{White_Space}+/gu, " ")));
  const quoted = folded.length >= 2 && folded[0] === folded.at(-1) && /["'`]/.test(folded.charAt(0));
  return quoted ? trim(folded.slice(1, -1)) : folded;
}

/** Spaces only: `String.trim` would take a byte order mark too. */
const trim = (text: string): string => text.replace(/^ +| +$/g, "");
