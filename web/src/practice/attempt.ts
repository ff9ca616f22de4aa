import type { ExamAnswered, ExamFinished, ExamStarted, Given, LogEvent, Of } from "../progress/log.ts";

/** One mock exam, as its events say. */
export interface Attempt {
  id: string;
  exam: string;
  begun: number;
  form: ExamStarted;
  answers: Map<string, ExamAnswered>;
  flagged: Set<string>;
  finished: (ExamFinished & { at: number }) | undefined;
  /** The latest time that its events know of. */
  seen: number;
}

export const GRACE = 1000; // ms: the last answer is given before the end and kept after it

/** What the events of one attempt add up to; undefined without its beginning. Answers after the end don't count. */
export function attemptOf(events: readonly LogEvent[]): Attempt | undefined {
  const started = events.find((event): event is Of<"exam-started"> => event.kind === "exam-started");
  if (!started) return undefined;
  const attempt: Attempt = {
    id: started.data.attempt,
    exam: started.item,
    begun: started.at,
    form: started.data,
    answers: new Map(),
    flagged: new Set(),
    finished: undefined,
    seen: started.at,
  };
  for (const event of events.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    if (event.kind === "exam-answered" && event.at <= started.data.end + GRACE) {
      if (event.data.given === null) attempt.answers.delete(event.item);
      else attempt.answers.set(event.item, event.data);
    } else if (event.kind === "exam-flagged") {
      if (event.data.flagged) attempt.flagged.add(event.item);
      else attempt.flagged.delete(event.item);
    } else if (event.kind === "exam-finished") attempt.finished = { ...event.data, at: event.at };
    if (event.kind !== "exam-finished") attempt.seen = Math.max(attempt.seen, event.at);
  }
  return attempt;
}

/** Option numbers as shown, from those of the file, and back; other answers are what they are. */
export function shownAs(given: Given, order: readonly number[] | undefined): Given {
  return order && Array.isArray(given) ? given.map((option) => order.indexOf(option)) : given;
}

export function asFiled(given: Given, order: readonly number[] | undefined): Given {
  return order && Array.isArray(given) ? given.map((place) => order[place] ?? -1).toSorted((a, b) => a - b) : given;
}

/** The fragment of an address that names a form. */
export function formLink(exam: string, form: Pick<ExamStarted, "size" | "seed" | "programs" | "bank">): string {
  const named = new URLSearchParams({ exam, size: String(form.size), form: String(form.seed), bank: form.bank });
  if (form.programs) named.set("programs", "yes");
  return `#${named}`;
}

/** The form that a fragment names, if it does. */
export function linkedForm(
  hash: string,
): { exam: string; size: number; seed: number; bank: string; programs: boolean } | undefined {
  const named = new URLSearchParams(hash.replace(/^#/, ""));
  const [exam, size, seed] = [named.get("exam"), Number(named.get("size")), Number(named.get("form"))];
  const whole = [size, seed].every((number) => Number.isInteger(number) && number > 0 && number < 1e6);
  if (!exam || !whole) return undefined;
  return { exam, size, seed, bank: named.get("bank") ?? "", programs: named.has("programs") };
}
