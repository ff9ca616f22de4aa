import type { Verdict } from "../progress/log.ts";

/** All keys and nothing else is right; some keys and nothing wrong is partly. */
export function choose(chosen: readonly number[], keys: readonly number[]): Verdict {
  if (chosen.length === 0 || !chosen.every((option) => keys.includes(option))) return "wrong";
  return keys.every((option) => chosen.includes(option)) ? "right" : "partly";
}

/** How many lines from the top stand as in the right order that agrees longest, and whether that is all of it. */
export function arrange(
  given: readonly string[],
  orders: readonly (readonly string[])[],
): { verdict: Verdict; inPlace: number } {
  let inPlace = 0;
  for (const order of orders) {
    const first = order.findIndex((line, index) => line !== given[index]);
    if (first === -1 && order.length === given.length) return { verdict: "right", inPlace: given.length };
    inPlace = Math.max(inPlace, first === -1 ? order.length : first);
  }
  return { verdict: "wrong", inPlace };
}
