// What a cell showed when it last ran, kept for the next visit.
import { log } from "../progress/log.ts";
import type { Outcome } from "../runtime/python.ts";
import type { Drawn } from "../runtime/sandbox.ts";

const SHOWN = 20_000; // characters of each stream that are kept
const DRAWN = 400_000; // characters of tables and figures; of more, none is

export interface Shown {
  /** The code that ran. */
  code: string;
  stdout: string;
  stderr: string;
  value?: string;
  error?: string;
  drawn?: Drawn[];
  /** Of a check: what came of it, and what it said. */
  right?: boolean;
  says?: string;
  /** Of a check: whether it has refused something that the learner wrote. */
  tried?: boolean;
  /** The lab's version in which it ran. */
  version: string;
  at: number;
}

/** What a run showed, no more of it than is worth keeping. */
export function shown(code: string, outcome: Outcome, version: string): Shown {
  const { stdout, stderr, value, error, drawn = [] } = outcome;
  const texts = Object.entries({ stdout, stderr, value, error }).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, text.length > SHOWN ? `${text.slice(0, SHOWN)}\n… and more` : text]],
  );
  const kept = drawn.length > 0 && JSON.stringify(drawn).length <= DRAWN ? { drawn } : {};
  return { stdout: "", stderr: "", ...Object.fromEntries(texts), ...kept, code, version, at: Date.now() };
}

const key = (cell: string): string => `${cell}/output`;

export const keepShown = (cell: string, made: Shown): Promise<void> =>
  log.keep(key(cell), JSON.stringify(made), made.version);

export const dropShown = (cell: string): Promise<void> => log.drop(key(cell));

/** What was kept for a cell, among the drafts. */
export function shownIn(drafts: ReadonlyMap<string, { text: string; at: number }>, cell: string): Shown | undefined {
  const draft = drafts.get(key(cell));
  try {
    return draft && (JSON.parse(draft.text) as Shown);
  } catch {
    return undefined; // another version of the site wrote it
  }
}
