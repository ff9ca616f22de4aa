// A lab's notebook as a file: written from what the learner has on the page, and read back by the cells' ids.

export interface CellData {
  id: string;
  kind: "markdown" | "code";
  /** What the learner begins with. */
  source: string;
  role?: "task" | "check" | "local";
  task?: string;
  /** Why it can't run in the tab. */
  why?: string;
}

export interface LabData {
  /** topic/slug */
  name: string;
  /** Changes with any id or source. */
  version: string;
  /** Changes with any check: what a completion code is made of. */
  checks: string;
  cells: CellData[];
}

/** Whether the learner may write in it: a check stays the page's, else passing it would mean nothing. */
export const isWritten = ({ kind, role }: CellData): boolean => kind === "code" && role !== "check" && role !== "local";

/** Bytes that a file may have: a notebook of a lab has some thousand. */
export const LIMIT = 20_000_000;

/** Why a file is not taken, as a sentence for the learner. */
export class Refused extends Error {}

/** The notebook with the learner's text in each cell that has one, in nbformat 4.5. */
export function write(lab: LabData, texts: ReadonlyMap<string, string>): string {
  const cells = lab.cells.map((cell) => {
    const { id, kind, role, task } = cell;
    const tags = role ? { tags: [task ? `${role}:${task}` : role] } : {};
    const common = { cell_type: kind, id, metadata: tags, source: lines(texts.get(id) ?? cell.source) };
    return kind === "code" ? { ...common, execution_count: null, outputs: [] } : common;
  });
  const metadata = {
    champion: { lab: lab.name, version: lab.version },
    kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
    language_info: { name: "python" },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

export interface Opened {
  /** By cell id, of the cells that the learner may write in. */
  texts: Map<string, string>;
  /** Cells with code that this lab doesn't have. */
  others: number;
  /** Whether it was made from this version of the lab. */
  current: boolean;
}

/**
 * What a learner's notebook of this lab says. Throws Refused for whatever else a file may be; the page has not been
 * touched then.
 */
export function read(text: string, lab: LabData): Opened {
  const notebook = object(parsed(text));
  const cells = notebook.cells;
  if (notebook.nbformat !== 4 || !Array.isArray(cells))
    throw new Refused("This file is JSON, but not a notebook of format 4. Choose the one that ends in .ipynb.");
  const { lab: name, version } = object(object(notebook.metadata).champion);
  if (name !== lab.name)
    throw new Refused(
      typeof name === "string"
        ? `This is a notebook of another lab, ${name.slice(0, 100)}. Open it on that lab's page.`
        : "This notebook does not say of which lab it is. Choose one that was downloaded or saved from this page.",
    );
  const known = new Map(lab.cells.map((cell) => [cell.id, cell]));
  const texts = new Map<string, string>();
  let others = 0;
  for (const entry of cells) {
    const { cell_type: kind, id, source } = object(entry);
    const written = joined(source);
    const cell = typeof id === "string" ? known.get(id) : undefined;
    if (cell && isWritten(cell) && kind === "code") texts.set(cell.id, written);
    else if (!cell && kind === "code" && written.trim()) others++;
  }
  if (texts.size === 0)
    throw new Refused("This notebook has none of this lab's cells: a program has taken their ids away.");
  return { texts, others, current: version === lab.version };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(
      "This file is not a notebook, or only a part of one: it is no JSON. Save it again, then open it.",
    );
  }
}

const object = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/** A cell's text, which the format allows to be in pieces. */
function joined(source: unknown): string {
  const pieces = Array.isArray(source) ? source : [source];
  const text = pieces.filter((piece) => typeof piece === "string").join("");
  return text.replaceAll("\r\n", "\n").trimEnd();
}

/** The lines as the format has them, each with its end. */
const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
