// Progress as a file: out, in, and gone.
import { ask } from "../practice/ask.ts";
import { type Draft, type LogEvent, log } from "./log.ts";

const LARGEST = 300e6; // bytes of a file that is read at all

interface File {
  events: LogEvent[];
  drafts: Draft[];
}

/** All progress as JSON, an event a line. */
export async function exported(): Promise<Blob> {
  const [events, drafts] = await Promise.all([log.events(), log.drafts()]);
  const lines = (rows: unknown[]): string => rows.map((row) => `\n  ${JSON.stringify(row)}`).join(",");
  const head = `{"champion": "progress", "version": 1, "exported": ${Date.now()},\n`;
  return new Blob([head, `"events": [${lines(events)}\n],\n"drafts": [${lines(drafts)}\n]}\n`], {
    type: "application/json",
  });
}

/** Lets the browser save it. */
export async function save(): Promise<void> {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await exported());
  link.download = `champion-progress-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Adds what a file has and this browser has not; gives how many events. Rejects with a sentence, and nothing has changed. */
export async function imported(file: Blob): Promise<{ added: number; known: number }> {
  if (file.size > LARGEST) throw new Error("The file is too large to be ours.");
  const { events, drafts } = await ask<File>("read_file", { text: await file.text() });
  const here = new Map((await log.events()).map((event) => [event.id, event]));
  const unique = new Map<string, LogEvent>();
  const clashing: LogEvent[] = [];
  for (const event of events) {
    const other = here.get(event.id) ?? unique.get(event.id);
    if (!other) unique.set(event.id, event);
    else if (JSON.stringify(other) !== JSON.stringify(event)) clashing.push(other, event);
  }
  const winners = clashing.length > 0 ? await ask<LogEvent[]>("merge", { one: clashing, other: [] }) : [];
  for (const event of winners) unique.delete(event.id);
  const added = [...unique.values()];
  try {
    await log.take([...added, ...winners], drafts);
  } catch {
    throw new Error("This browser has no room for it, or refuses to store anything: nothing was imported.");
  }
  return { added: added.length, known: events.length - added.length };
}
