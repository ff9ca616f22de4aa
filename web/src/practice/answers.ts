import { log } from "../progress/log.ts";
import type { Bank } from "./bank.ts";

/** item, ms, verdict, guessed, seen: what the engine derives everything from. */
export type Row = [string, number, string, boolean, boolean];

/** All answers to the bank's items, also those given under an item's earlier name. */
export async function answers(bank: Bank): Promise<Row[]> {
  const now = new Map(Object.entries(bank.items).flatMap(([id, { formerly }]) => formerly.map((old) => [old, id])));
  const name = (item: string): string => now.get(item) ?? item;
  const [answered, checked] = await Promise.all([log.ofKind("answered"), log.ofKind("checked")]);
  const rows: Row[] = [
    ...answered.map(({ item, at, data }): Row => [name(item), at, data.verdict, data.guessed, data.seen]),
    ...checked.map(({ item, at, data }): Row => [name(item), at, data.verdict, false, false]),
  ];
  return rows.filter(([item]) => item in bank.items);
}
