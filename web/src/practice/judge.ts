import type { Given, Verdict } from "../progress/log.ts";
import { arrange, choose } from "../quiz/compare.ts";
import type { ItemData } from "../quiz/item.ts";
import { normalise } from "../quiz/normalise.ts";

/** Whether what was given is what the build wrote; of programs only running says that. */
export function judge(data: Exclude<ItemData, { type: "code" }>, given: Given): Verdict {
  switch (data.type) {
    case "choice":
    case "predict":
      return choose(Array.isArray(given) ? given : [], data.keys);
    case "order": {
      const text = (line: number): string => data.lines[line] ?? "";
      return arrange(
        Array.isArray(given) ? given.map(text) : [],
        data.right.map((order) => order.map(text)),
      ).verdict;
    }
    case "short":
      return typeof given === "string" && data.answers.includes(normalise(given)) ? "right" : "wrong";
  }
}
