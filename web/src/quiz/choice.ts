import { button, contents, h, need } from "../dom.ts";
import { Bench } from "../live-code/bench.ts";
import { changes } from "../live-code/changes.ts";
import { needsNotebook } from "../live-code/lacking.ts";
import { space } from "../live-code/space.ts";
import { weigh } from "../live-code/weight.ts";
import type { Given, Verdict } from "../progress/log.ts";
import { choose } from "./compare.ts";
import type { ChoiceData, Item, PredictData, Widget } from "./item.ts";
import { word } from "./numbers.ts";

const WORDS = { none: "It printed exactly what the key says.", minus: "the key", plus: "this run" };
const PREDICTED = { none: "It printed exactly what you predicted.", minus: "your prediction", plus: "this run" };
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
    task: `${data.type === "predict" ? "Predict what it prints: choose" : "Choose"} ${word(data.keys.length)}`,
    body: list,
    given: () => {
      const chosen = options.flatMap(({ input }, number) => (input.checked ? [number] : []));
      return chosen.length > 0 ? chosen : null;
    },
    missing: (given) => {
      const chosen = Array.isArray(given) ? given.length : 0;
      if (chosen === data.keys.length) return "";
      if (chosen === 0) return `Choose ${several ? word(data.keys.length) : "an answer"} first.`;
      return `Choose ${word(data.keys.length)}: you have chosen ${word(chosen)}.`;
    },
    fill: (given) => {
      options.forEach(({ input }, option) => {
        input.checked = Array.isArray(given) && given.includes(option);
      });
    },
    judge: (given: Given): Verdict => choose(Array.isArray(given) ? given : [], data.keys),
    show: (_, verdict) => {
      options.forEach(({ element, input }, number) => {
        const key = data.keys.includes(number);
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
      if (data.type === "predict") {
        const chosen = options.filter(({ input }) => input.checked);
        const predicted = chosen.length === 1 ? chosen[0]?.words : undefined;
        parts.push(see(item, data.code, options[data.keys[0] ?? 0]?.words, predicted));
      }
      return parts;
    },
    clear: () => {
      for (const { element } of options) {
        element.classList.remove("option--key", "option--not", "option--mine");
        element.querySelector(".option-reason")?.remove();
      }
    },
  };
}

/** Runs the item's code and compares what it prints with what was predicted, and with the key where that is another. */
function see(item: Item, code: string, key: Element | undefined, predicted: Element | undefined): HTMLElement {
  const lacks = needsNotebook(code);
  if (lacks) return lacks;
  const bench = new Bench(item.element);
  const difference = h("div", { class: "item-difference" });
  const prediction = h("div", { class: "item-prediction" });
  const output = (option: Element | undefined): string => (option?.querySelector("code") ?? option)?.textContent ?? "";
  const run = button("Run it and see", async () => {
    if (bench.busy) return;
    difference.replaceChildren();
    prediction.replaceChildren();
    await bench.use(async (python, onoutput) => {
      space.empty();
      const ending = await python.run(code, { fresh: true, onoutput });
      if (ending.stopped || python.status.state === "failed") return ending;
      if (predicted) prediction.replaceChildren(changes(output(predicted), ending.stdout, PREDICTED));
      if (predicted !== key) difference.replaceChildren(changes(output(key), ending.stdout, WORDS));
      return ending;
    });
  });
  const note = weigh(run, item.element, `#${item.id}`, code);
  return h(
    "div",
    { class: "item-see" },
    h("div", { class: "item-actions" }, run, bench.stopper, ...note),
    bench.element,
    prediction,
    difference,
  );
}
