// A program as a notebook. `# %%` begins a cell, `# %% [markdown]` one of text, as editors and jupytext have it.

interface Cell {
  id: string;
  cell_type: "code" | "markdown";
  metadata: Record<string, never>;
  source: string[];
  outputs?: never[];
  execution_count?: null;
}

export interface Notebook {
  nbformat: 4;
  nbformat_minor: 5;
  metadata: object;
  cells: Cell[];
}

const MARK = /^# %%[ \t]*(.*)$/;

/** `install`: what pip is to be given, said in the first cell. */
export function notebook(code: string, install: string): Notebook {
  const head = `# This needs: pip install ${install}`;
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "python3", display_name: "Python 3", language: "python" },
      language_info: { name: "python" },
    },
    cells: [codeCell([head], 0), ...cellsOf(code)],
  };
}

function cellsOf(code: string): Cell[] {
  const parts: { title: string; lines: string[] }[] = [{ title: "", lines: [] }];
  for (const line of code.replaceAll("\r\n", "\n").split("\n")) {
    const [mark, title = ""] = MARK.exec(line) ?? [];
    if (mark === undefined) parts.at(-1)?.lines.push(line);
    else parts.push({ title, lines: [] });
  }
  return parts
    .map(({ title, lines }) => ({ title, lines: trimmed(lines) }))
    .filter(({ title, lines }) => title || lines.length > 0)
    .map(({ title, lines }, index) => {
      if (title === "[markdown]") return markdownCell(lines, index + 1);
      return codeCell(title ? [`# ${title}`, ...lines] : lines, index + 1);
    });
}

const codeCell = (lines: string[], number: number): Cell => ({
  id: `cell-${number}`,
  cell_type: "code",
  metadata: {},
  source: asSource(lines),
  outputs: [],
  execution_count: null,
});

const markdownCell = (lines: string[], number: number): Cell => ({
  id: `cell-${number}`,
  cell_type: "markdown",
  metadata: {},
  source: asSource(lines.map((line) => line.replace(/^# ?/, ""))),
});

/** As nbformat wants it: each line but the last with its end. */
const asSource = (lines: string[]): string[] =>
  lines.map((line, index) => (index < lines.length - 1 ? `${line}\n` : line));

function trimmed(lines: string[]): string[] {
  const first = lines.findIndex((line) => line.trim());
  const last = lines.findLastIndex((line) => line.trim());
  return first < 0 ? [] : lines.slice(first, last + 1);
}
