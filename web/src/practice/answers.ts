import { log } from "../progress/log.ts";
import type { Bank } from "./bank.ts";

/** item, ms, verdict, guessed, seen: what the engine derives everything from. */
export type Row = [string, number, string, boolean, boolean];

/**
 * Of each item of the bank the last answer, and the last one given without having read it: the engine asks for no others.
 * Also those given under an item's earlier name.
 */
export async function answers(bank: Bank): Promise<Row[]> {
  const now = new Map(Object.entries(bank.items).flatMap(([id, { formerly }]) => formerly.map((old) => [old, id])));
  const name = (item: string): string => now.get(item) ?? item;
  const [answered, checked] = await Promise.all([log.ofKind("answered"), log.ofKind("checked")]);
  const last = new Map<string, Row>();
  const rows: Row[] = [
    ...answered.map(({ item, at, data }): Row => [name(item), at, data.verdict, data.guessed, data.seen]),
    ...checked.map(({ item, at, data }): Row => [name(item), at, data.verdict, false, false]),
  ];
  for (const row of rows) {
    const [item, at, , , seen] = row;
    if (!(item in bank.items)) continue;
    for (const key of seen ? [item] : [item, `${item} unaided`])
      if (at >= (last.get(key)?.[1] ?? 0)) last.set(key, row);
  }
  return [...new Set(last.values())];
}
