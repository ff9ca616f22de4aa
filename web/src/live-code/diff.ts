export interface Line {
  sign: "=" | "-" | "+";
  text: string;
}

/** The shortest line difference from `before` to `after`: kept, taken out, put in. For programs of a screen or two. */
export function diff(before: string, after: string): Line[] {
  const a = split(before);
  const b = split(after);
  // common[i][j]: the length of the longest common subsequence of a from i and b from j
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = common[i] as Uint16Array;
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ sign: "=", text: a[i] ?? "" });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1)))
      lines.push({ sign: "-", text: a[i++] ?? "" });
    else lines.push({ sign: "+", text: b[j++] ?? "" });
  }
  return lines;
}

/** Lines without their trailing spaces, and without the empty ones at the end: nobody means those. */
const split = (text: string): string[] => {
  const lines = text.trimEnd().split("\n");
  return text.trimEnd() === "" ? [] : lines.map((line) => line.trimEnd());
};

export const same = (lines: readonly Line[]): boolean => lines.every((line) => line.sign === "=");
