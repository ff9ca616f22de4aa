// A question of a mock exam: what is asked, and nothing that tells the answer.
import { button, h, need } from "../dom.ts";
import { Bench } from "../live-code/bench.ts";
import { Source } from "../live-code/source.ts";
import { space } from "../live-code/space.ts";
import { sourceTools } from "../live-code/tools.ts";
import type { Given } from "../progress/log.ts";
import { widget } from "../quiz/enhance.ts";
import { type CodeData, Item, type ItemData } from "../quiz/item.ts";
import { asFiled, shownAs } from "./attempt.ts";

export interface Question {
  element: HTMLElement;
  /** What stands in the controls, options by the file's numbers. */
  given(): Given;
  /** Puts it there. */
  fill(given: Given): void;
  /** What is missing of a whole answer; "" when nothing is. */
  missing(): string;
  /** Option numbers of the file that are struck out. */
  struck: Set<number>;
  /** Chooses or strikes the option that is shown in this place. */
  choose(place: number): void;
  strike(place: number): void;
}

interface Made {
  element: HTMLElement;
  data: ItemData;
}

/** `order`: the file's option numbers as shown. `change` is called when the answer changes, `marked` when a strike does. */
export function question(
  { element, data }: Made,
  attempt: string,
  order: readonly number[] | undefined,
  { change, marked }: { change: () => void; marked: () => void },
): Question {
  if (data.type === "code") return program(element, data, attempt, change);
  const places =
    order && data.type !== "order" && data.type !== "short" && order.length === data.options ? order : undefined;
  const shown = arranged(element, data, places);
  const item = new Item(element, shown, "exam");
  const part = widget(item, shown);
  const form = h(
    "form",
    { class: "item-form", novalidate: true },
    h("fieldset", { "aria-labelledby": `${item.id}-task ${item.stem.id}` }, part.body),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", change);
  item.build(part.task, form);
  item.answer.remove(); // it has the key
  const struck = new Set<number>();
  const rows = [...form.querySelectorAll<HTMLElement>(".item-options > li")];
  const inputs = rows.map((row) => need<HTMLInputElement>(row, "input"));
  const strikes = rows.map((row, place) => {
    const strike = button("Strike out", () => mark(place), {
      class: "champion-button exam-strike",
      "aria-pressed": "false",
      "aria-label": `Strike out ${letter(place)}`,
    });
    row.append(strike);
    return strike;
  });
  function mark(place: number): void {
    const option = places?.[place] ?? place;
    if (!struck.delete(option)) struck.add(option);
    paint();
    marked();
  }
  function paint(): void {
    for (const [place, row] of rows.entries()) {
      const out = struck.has(places?.[place] ?? place);
      row.classList.toggle("option--struck", out);
      strikes[place]?.setAttribute("aria-pressed", String(out));
    }
  }
  return {
    element,
    given: () => asFiled(part.given(), places),
    fill(given) {
      part.fill(shownAs(given, places));
      paint();
    },
    missing: () => part.missing(part.given()),
    struck,
    choose: (place) => inputs[place]?.click(),
    strike: (place) => strikes[place]?.click(),
  };
}

const letter = (place: number): string => String.fromCharCode(65 + place);

/** The options and their reasons in the order in which they are shown; keys by their places. */
export function arranged<D extends Exclude<ItemData, { type: "code" }>>(
  element: HTMLElement,
  data: D,
  order: readonly number[] | undefined,
): D {
  if (!order || !("keys" in data)) return data;
  for (const list of element.querySelectorAll(".item-options, .item-rationales")) {
    const rows = [...list.children];
    list.append(...order.flatMap((option) => rows[option] ?? []));
  }
  return { ...data, keys: order.flatMap((option, place) => (data.keys.includes(option) ? [place] : [])) };
}

/** A program to write: it can be run, and is checked when the exam is handed in. */
function program(element: HTMLElement, data: CodeData, attempt: string, change: () => void): Question {
  const item = new Item(element, data, "exam");
  const bench = new Bench(element);
  const source = new Source(
    need(element, ".item-code .highlight"),
    data.starter,
    { key: programKey(attempt, data.id), base: data.hash },
    "Your program, Python",
  );
  const run = async (): Promise<void> => {
    await bench.use((python, onoutput) => {
      space.empty();
      return python.run(source.text, { fresh: true, onoutput });
    });
  };
  source.onrun = () => void run();
  source.addEventListener("change", change);
  const tools = h(
    "div",
    { class: "live-tools" },
    button("Run", () => void run()),
    bench.stopper,
    ...sourceTools(source),
  );
  item.build(
    "Write a program; it is checked when you hand in",
    h("div", { class: "item-bench" }, need(element, ".item-code"), tools, bench.element),
  );
  item.answer.remove();
  return {
    element,
    given: () => (source.changed ? source.text : null),
    fill: () => undefined, // its draft brings it back
    missing: () => (source.changed ? "" : "Not begun."),
    struck: new Set(),
    choose: () => undefined,
    strike: () => undefined,
  };
}

/** Under which a program of an exam is kept while it is written. */
export const programKey = (attempt: string, item: string): string => `exam/${attempt}/${item}/program`;
