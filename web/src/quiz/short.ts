import { contents, h } from "../dom.ts";
import type { Item, ShortData, Widget } from "./item.ts";
import { normalise } from "./normalise.ts";

/** A line of text, compared after normalising; a near miss brings its own reason. */
export function short(item: Item, data: ShortData): Widget {
  const input = h("input", {
    type: "text",
    class: "short-input",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-describedby": item.stem.id,
  });
  const part = (selector: string): Node[] => [...item.answer.querySelectorAll(selector)].map(contents);
  return {
    task: "Type the answer",
    body: h("label", { class: "short" }, "Your answer", input),
    given: () => input.value.trim() || null,
    missing: (given) => (given === null ? "Type an answer first." : ""),
    fill: (given) => {
      input.value = typeof given === "string" ? given : "";
    },
    judge: (given) => (typeof given === "string" && data.answers.includes(normalise(given)) ? "right" : "wrong"),
    show: (given, verdict) => {
      const near = data.near.indexOf(normalise(String(given)));
      const reason = near < 0 ? undefined : item.answer.querySelectorAll(".item-rationales > li")[near];
      const mine = verdict === "wrong" && reason ? [h("div", { class: "short-near" }, contents(reason))] : [];
      return [...mine, h("div", {}, ...part(".item-solution"), ...part(".item-rationale"))];
    },
  };
}
