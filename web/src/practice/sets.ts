// Practice sets: choose what, answer, see why at once.
import { button, h } from "../dom.ts";
import { log } from "../progress/log.ts";
import "../progress/notice.ts";
import { enhance as answerable } from "../quiz/enhance.ts";
import { answers } from "./answers.ts";
import { ask, chance } from "./ask.ts";
import { attemptOf } from "./attempt.ts";
import { type Bank, bank, draw, entries } from "./bank.ts";
import { screen } from "./screen.ts";

interface Picked {
  items: string[];
  of: number;
  unseen: number;
}

const TYPES: [string, string][] = [
  ["choice", "choose"],
  ["predict", "say what it prints"],
  ["order", "put in order"],
  ["short", "type a name"],
  ["code", "write a program"],
];
const ONLY: [string, string][] = [
  ["", "All"],
  ["unseen", "Never answered"],
  ["misses", "Only my misses"],
];

export async function enhance(root: HTMLElement): Promise<void> {
  const { show: put, safely } = screen(root);

  async function choose(): Promise<void> {
    const known = await bank();
    const linked = new URLSearchParams(location.hash.slice(1));
    const attempt = linked.get("attempt");
    const reviewed = attempt ? attemptOf(await log.ofAttempt(attempt)) : undefined;
    const misses =
      reviewed?.finished &&
      reviewed.form.items
        .map(([item]) => item)
        .filter((item) => reviewed.finished?.verdicts[item] !== "right" && item in known.items);
    const what = pages(known, misses ? misses.length : undefined);
    const types = h("fieldset", { class: "exam-radios" }, h("legend", {}, "Kinds of question"));
    const boxes = TYPES.map(([value, text]) => {
      const box = h("input", { type: "checkbox", value });
      box.checked = true;
      types.append(h("label", {}, box, ` ${text}`));
      return box;
    });
    const only = select("Which", ONLY);
    const many = select(
      "How many",
      [5, 10, 20, 40].map((n) => [String(n), String(n)]),
    );
    many.value = "10";
    if (linked.has("only")) only.value = linked.get("only") ?? "";
    const begin = button("Begin", () => void safely(go), { class: "champion-button champion-button--main" });

    async function go(): Promise<void> {
      const [kind = "", value = ""] = what.value.split("|", 2);
      const objectives = kind === "objectives" ? value.split(" ") : [];
      const wanted = {
        items: kind === "misses" ? (misses ?? []) : [],
        objectives,
        pages: kind === "page" ? [value] : [],
        types: boxes.flatMap((box) => (box.checked ? [box.value] : [])),
        only: only.value,
      };
      if (wanted.types.length === 0) throw new Error("Choose at least one kind of question.");
      const given = await answers(known);
      const picked = await ask<Picked>("pick", {
        bank: entries(known),
        answers: given,
        wanted,
        n: Number(many.value),
        seed: await chance(),
      });
      if (picked.of === 0) throw new Error("No question fits this choice: choose more kinds, or another part.");
      await work(picked);
    }

    put(
      "choose",
      h(
        "div",
        { class: "exam-form" },
        h("p", { class: "exam-pick" }, h("label", {}, "What ", what)),
        types,
        h("p", { class: "exam-pick" }, h("label", {}, "Which ", only), h("label", {}, " How many ", many)),
        begin,
      ),
    );
  }

  /** One question after the other; those that were left behind stay above, to be read. */
  async function work(picked: Picked): Promise<void> {
    const count = h("p", { class: "practice-count", tabindex: "-1" });
    const place = h("div");
    const next = button("Next question", () => void safely(() => show(at + 1)), {
      class: "champion-button champion-button--main",
    });
    const end = button("End this set", () => void safely(choose));
    let at = -1;
    let right = 0;
    const tally = h("p", { class: "practice-tally", role: "status" });

    async function show(number: number): Promise<void> {
      const id = picked.items[number];
      if (id === undefined) return done();
      const made = await draw(id);
      at = number;
      count.textContent = `Question ${number + 1} of ${picked.items.length}`;
      next.textContent = number + 1 === picked.items.length ? "Finish" : "Next question";
      if (!made) return show(number + 1);
      const { element, data } = made;
      element.removeAttribute("data-state");
      place.replaceChildren(element);
      answerable(element, data, "review");
      element.addEventListener(
        "settled",
        (event) => {
          if ((event as CustomEvent<string>).detail === "right") right++;
        },
        { once: true },
      );
      if (number > 0) count.focus();
    }

    function done(): void {
      tally.textContent = `${right} of ${picked.items.length} right at the first try.`;
      put(
        "done",
        tally,
        button("Another set", () => void safely(choose), { class: "champion-button champion-button--main" }),
      );
      tally.tabIndex = -1;
      tally.focus();
    }

    const left = picked.unseen ? `${picked.unseen} of them never answered` : "all of them answered before";
    put(
      "running",
      h(
        "p",
        { class: "practice-about" },
        `${picked.of} question${picked.of === 1 ? "" : "s"} fit${picked.of === 1 ? "s" : ""} your choice, ${left}.`,
      ),
      count,
      place,
      h("div", { class: "exam-steps" }, next, end),
    );
    await show(0);
  }

  await safely(choose);
}

function select(label: string, options: [string, string][]): HTMLSelectElement {
  return h("select", { "aria-label": label }, ...options.map(([value, text]) => h("option", { value }, text)));
}

/** What there is to practise: misses of an exam, everything, sections and objectives by exam, focus areas, pages. */
function pages(known: Bank, misses: number | undefined): HTMLSelectElement {
  const serving = (objectives: string[]): number =>
    Object.values(known.items).filter((item) => item.objectives.some((one) => objectives.includes(one))).length;
  const row = (kind: string, value: string, text: string, count: number): HTMLElement[] =>
    count ? [h("option", { value: `${kind}|${value}` }, `${text} (${count})`)] : [];
  const list = h("select", { "aria-label": "What" });
  if (misses) list.append(...row("misses", "", "What was not right in the exam", misses));
  list.append(...row("all", "", "Everything", Object.keys(known.items).length));
  for (const exam of Object.values(known.exams)) {
    const group = h("optgroup", { label: exam.short });
    for (const section of exam.section) {
      const own = section.objective.filter(({ relevance }) => relevance !== "none");
      const ids = own.map(({ id }) => id);
      if (exam.mock) group.append(...row("objectives", ids.join(" "), section.name, serving(ids)));
      if (exam.mock) for (const { id, text } of own) group.append(...row("objectives", id, `· ${text}`, serving([id])));
    }
    for (const { name, objectives } of exam.focus)
      group.append(...row("objectives", objectives.join(" "), name, serving(objectives)));
    if (group.childElementCount > 0) list.append(group);
  }
  const byPage = h("optgroup", { label: "By page" });
  for (const [path, { title }] of Object.entries(known.pages)) {
    const count = Object.values(known.items).filter(({ page }) => page.split("#")[0] === path).length;
    byPage.append(...row("page", path, title, count));
  }
  list.append(byPage);
  return list;
}
