// From answers to verdicts and a report.
import type { ExamFinished, Happened, Report, Verdict } from "../progress/log.ts";
import { log } from "../progress/log.ts";
import { ask } from "./ask.ts";
import { type Attempt, GRACE } from "./attempt.ts";
import { type Bank, draw, entries } from "./bank.ts";
import { judge } from "./judge.ts";
import { programKey } from "./question.ts";

interface Checked {
  verdict: Verdict;
  says: string;
}

/** Judges all answers, runs the programs, writes the report down. `say` tells how far it is. */
export async function finish(
  attempt: Attempt,
  bank: Bank,
  how: ExamFinished["how"],
  { ms, clock }: { ms: Record<string, number>; clock: boolean },
  say: (text: string) => void,
): Promise<void> {
  const verdicts: Record<string, Verdict> = {};
  const unchecked: string[] = [];
  const happened: Happened[] = [];
  const programs: [string, string, string, string][] = [];
  for (const [item, , hash] of attempt.form.items) {
    const answer = attempt.answers.get(item);
    const draft = await draftOf(attempt, item);
    const made = answer || draft !== undefined ? await draw(item) : undefined;
    if (!made) continue;
    const { data } = made;
    if (data.type === "code") {
      const program = draft ?? String(answer?.given);
      if (program !== data.starter) programs.push([item, hash, program, data.check]);
      continue;
    }
    if (!answer) continue;
    const verdict = judge(data, answer.given);
    verdicts[item] = verdict;
    const kept = {
      given: answer.given,
      verdict,
      ms: ms[item] ?? answer.ms,
      guessed: false,
      mode: "exam",
      seen: false,
    } as const;
    happened.push({ kind: "answered", item, hash, data: kept });
  }
  for (const [number, [item, hash, program, check]] of programs.entries()) {
    say(`Running your programs: ${number + 1} of ${programs.length}.`);
    const checked = await run(program, check);
    if (!checked) unchecked.push(item);
    else {
      verdicts[item] = checked.verdict;
      happened.push({ kind: "checked", item, hash, data: { ...checked, program } });
    }
  }
  say("Counting.");
  const { id, exam, form } = attempt;
  const report = await ask<Report>("report", {
    form: {
      exam,
      size: form.size,
      seed: form.seed,
      items: form.items.map(([item, section]) => [item, section]),
      orders: {},
      missing: form.missing,
      milliseconds: 0,
    },
    verdicts: Object.fromEntries(Object.entries(verdicts).map(([item, state]) => [item, { state }])),
    blueprint: bank.exams[exam],
    bank: entries(bank, bank.exams[exam]),
  });
  const data: ExamFinished = { attempt: id, how, verdicts, ms, unchecked, clock, report };
  const again = attempt.finished !== undefined; // programs that could not be run before: the rest is known
  const fresh = again
    ? happened.filter(({ kind, item }) => kind === "checked" && attempt.finished?.unchecked.includes(item))
    : happened;
  await log.appendAll([...fresh, { kind: "exam-finished", item: exam, hash: form.bank, data }]);
}

/** What was last written of a program, in time: the tab may have been closed before it became an answer. */
async function draftOf({ id, form }: Attempt, item: string): Promise<string | undefined> {
  const draft = await log.draft(programKey(id, item));
  return draft && draft.at <= form.end + GRACE ? draft.text : undefined;
}

/** A program's verdict; undefined when Python is not to be had. */
async function run(program: string, check: string): Promise<Checked | undefined> {
  try {
    const { python } = await import("../runtime/python.ts");
    const ending = await python.check(program, check, { onoutput: () => undefined });
    return ending.verdict && !ending.stopped ? { verdict: ending.verdict, says: ending.says ?? "" } : undefined;
  } catch {
    return undefined;
  }
}
