import { button, h } from "../dom.ts";
import { Keeper } from "../progress/draft.ts";
import type { Given, Mode, Verdict } from "../progress/log.ts";
import { choice } from "./choice.ts";
import { code } from "./code.ts";
import { Item, type ItemData, type Widget } from "./item.ts";
import { order } from "./order.ts";
import { short } from "./short.ts";

const GUESS = "Kept with your answer: a right guess is asked again.";

/** What is in the controls and has not been answered yet. */
interface Half {
  given: Given;
  guessed: boolean;
}

/** Makes the static HTML of an item answerable. */
export function enhance(element: HTMLElement, data: ItemData, mode: Mode = "page"): void {
  const item = new Item(element, data, mode);
  if (data.type === "code") code(item, data);
  else judged(item, widget(item, data));
}

/** What each type adds to the frame; a new type gets its line here. */
export function widget(item: Item, data: Exclude<ItemData, { type: "code" }>): Widget {
  switch (data.type) {
    case "choice":
    case "predict":
      return choice(item, data);
    case "order":
      return order(item, data);
    case "short":
      return short(item, data);
  }
}

/** Each control by itself: a fieldset that is disabled takes the lines that scroll with it. */
export function lock(fieldset: HTMLElement, locked: boolean): void {
  fieldset.toggleAttribute("data-locked", locked);
  for (const control of fieldset.querySelectorAll<HTMLInputElement | HTMLButtonElement>("input, button"))
    control.disabled = locked;
}

/** Choice, predict, order, short: judged at once, by comparing with what the build wrote. */
function judged(item: Item, widget: Widget): void {
  const check = h("button", { type: "submit", class: "champion-button champion-button--main" }, "Check");
  const guess = h("input", { type: "checkbox", title: GUESS });
  const actions = h(
    "div",
    { class: "item-actions" },
    check,
    h("label", { class: "item-guess", title: GUESS }, guess, "I am guessing"),
  );
  const missing = h("p", { class: "item-missing", role: "alert" });
  const fieldset = h("fieldset", { "aria-labelledby": `${item.id}-task ${item.stem.id}` }, widget.body);
  const form = h("form", { class: "item-form", novalidate: true }, fieldset, actions, missing);
  item.build(widget.task, form);
  const draft = new Keeper(item.data.id, item.data.hash);

  const show = (given: Given, at?: number): Verdict => {
    const verdict = widget.judge(given);
    draft.drop();
    widget.fill(given);
    missing.textContent = "";
    lock(fieldset, true);
    actions.hidden = true;
    item.answer.hidden = true; // its words stand in place now
    item.settle(verdict, widget.show(given, verdict), at, button("Try again", again));
    return verdict;
  };
  const again = (): void => {
    widget.clear?.();
    widget.fill(null);
    lock(fieldset, false);
    actions.hidden = false;
    guess.checked = false;
    item.answer.hidden = false;
    item.answer.open = false;
    item.unsettle();
    fieldset.querySelector<HTMLElement>("input, button")?.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = widget.given();
    missing.textContent = widget.missing(given);
    if (missing.textContent) return;
    item.record(given, show(given), guess.checked);
    item.feedback.focus({ preventScroll: true }); // the reasons stand above it
  });
  form.addEventListener("input", () => {
    missing.textContent = "";
    draft.later(() => {
      const given = widget.given();
      return given === null ? undefined : JSON.stringify({ given, guessed: guess.checked } satisfies Half);
    });
  });
  form.addEventListener("focusout", () => draft.flush());

  /** What was begun after the last answer goes on; else that answer stands. */
  async function resume(): Promise<void> {
    const kept = item.mode === "page" ? await draft.restore() : undefined;
    const begun = kept?.current && widget.given() === null ? kept : undefined;
    if (begun) {
      const half = JSON.parse(begun.text) as Half;
      widget.fill(half.given);
      guess.checked = half.guessed;
    }
    item.remember((event) => {
      if (event.kind === "answered" && event.at > (begun?.at ?? 0)) show(event.data.given, event.at);
    });
  }
  void resume();
}
