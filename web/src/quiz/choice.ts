import { button, contents, h, need } from "../dom.ts";
import { Bench } from "../live-code/bench.ts";
import { changes } from "../live-code/changes.ts";
import { space } from "../live-code/space.ts";
import type { Given, Verdict } from "../progress/log.ts";
import { choose } from "./compare.ts";
import type { ChoiceData, Item, PredictData, Widget } from "./item.ts";

const NUMBERS = ["no option", "one", "two", "three", "four"];
const letter = (option: number): string => String.fromCharCode(65 + option);

/** Radio buttons, or boxes where several hold; the static options are their labels. */
export function choice(item: Item, data: ChoiceData | PredictData): Widget {
  const several = data.keys.length > 1;
  const list = need(item.element, ".item-options");
  const reasons = [...item.answer.querySelectorAll(".item-rationales > li")];
  const options = [...list.children].map((element, number) => {
    const input = h("input", { type: several ? "checkbox" : "radio", name: item.id, value: String(number) });
    const words = h("div", { class: "option-text" });
    words.append(...element.childNodes);
    const label = h("label", { class: "option" }, input, h("span", { class: "option-letter" }, letter(number)), words);
    element.append(label);
    return { element, input, words };
  });

  return {
    task: `${data.type === "predict" ? "Predict what it prints: choose" : "Choose"} ${NUMBERS[data.keys.length] ?? data.keys.length}`,
    body: list,
    given: () => {
      const chosen = options.flatMap(({ input }, number) => (input.checked ? [number] : []));
      return chosen.length > 0 ? chosen : null;
    },
    missing: "Choose an answer first.",
    judge: (given: Given): Verdict => choose(Array.isArray(given) ? given : [], data.keys),
    show: (given, verdict) => {
      options.forEach(({ element, input }, number) => {
        const key = data.keys.includes(number);
        input.checked = Array.isArray(given) && given.includes(number);
        element.classList.toggle("option--mine", input.checked);
        element.classList.add(key ? "option--key" : "option--not");
        const reason = h("div", { class: "option-reason" });
        if (input.checked) reason.append(h("p", { class: "option-mine" }, "Your choice"));
        const words = reasons[number];
        if (words) reason.append(h("div", { class: "option-words" }, contents(words)));
        element.append(reason);
      });
      const letters = data.keys.map(letter).join(" and ");
      const parts: (Node | string)[] = verdict === "right" ? [] : [h("p", {}, `The answer is ${letters}.`)];
      if (data.type === "predict") parts.push(see(item, data.code, options[data.keys[0] ?? 0]?.words));
      return parts;
    },
    clear: () => {
      for (const { element, input } of options) {
        input.checked = false;
        element.classList.remove("option--key", "option--not", "option--mine");
        element.querySelector(".option-reason")?.remove();
      }
    },
  };
}

/** Runs the item's code and compares what it prints with the key. */
function see(item: Item, code: string, key: Element | undefined): HTMLElement {
  const bench = new Bench(item.element);
  const difference = h("div", { class: "item-difference" });
  const expected = (key?.querySelector("code") ?? key)?.textContent ?? "";
  const run = button("Run it and see", async () => {
    difference.replaceChildren();
    const ending = await bench.use((python, onoutput) => {
      space.empty();
      return python.run(code, { fresh: true, onoutput });
    });
    if (!ending || ending.stopped) return;
    difference.replaceChildren(
      changes(expected, ending.stdout, {
        none: "It printed exactly what the key says.",
        minus: "the key",
        plus: "this run",
      }),
    );
  });
  return h(
    "div",
    { class: "item-see" },
    h("div", { class: "item-actions" }, run, bench.stopper),
    bench.element,
    difference,
  );
}
