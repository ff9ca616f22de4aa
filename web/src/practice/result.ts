// What a finished exam says.
import { button, h, need, sentence } from "../dom.ts";
import { type Given, log, type Of, type Verdict } from "../progress/log.ts";
import { lock, widget } from "../quiz/enhance.ts";
import { Item, type ItemData } from "../quiz/item.ts";
import { answers } from "./answers.ts";
import { ask } from "./ask.ts";
import { type Attempt, formLink, shownAs } from "./attempt.ts";
import { type Bank, draw, entries } from "./bank.ts";
import { duration } from "./clock.ts";
import { arranged } from "./question.ts";
import { type Readiness, readinessView } from "./range.ts";
import { notesOf } from "./run.ts";

export const day = (at: number): string =>
  new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
export const percent = (right: number, items: number): string =>
  `${items ? Math.round((100 * right) / items) : 0}\u00a0%`;

/** `back`: to the choice of exams; `retry`: runs what could not be run. `count`: counts all answers, which may take long. */
export async function result(
  attempt: Attempt,
  bank: Bank,
  { back, retry }: { back: () => void; retry: () => void },
): Promise<{ view: HTMLElement; count: () => void }> {
  const { finished, form } = attempt;
  if (!finished) throw new Error("This exam is not finished");
  const { report, verdicts } = finished;
  const exam = bank.exams[attempt.exam];
  const ended = Math.min(finished.at, form.end);
  const open = form.items.filter(([item]) => !(item in verdicts) && !finished.unchecked.includes(item)).length;
  const title = h(
    "h2",
    { tabindex: "-1" },
    `${exam?.short ?? attempt.exam}: ${report.right} of ${report.items} right, ${percent(report.right, report.items)}`,
  );
  const facts = [
    `Form ${form.seed} with ${form.items.length} questions${form.programs ? ", with programs" : ""}, ${finished.how === "time" ? "handed in when the time was over" : "handed in"} on ${day(ended)} after ${duration(ended - attempt.begun)}.`,
    ...(open ? [`${open} not answered.`] : []),
    ...(finished.clock ? ["The computer's clock was set back during this exam, so its time may not be right."] : []),
    ...missing(attempt, bank),
  ];
  const misses = form.items.filter(([item]) => verdicts[item] !== "right").map(([item]) => item);
  const parts: (Node | string)[] = [
    title,
    ...facts.map((text) => h("p", {}, text)),
    ...(finished.unchecked.length > 0 ? [uncheckedView(finished.unchecked.length, retry)] : []),
    h(
      "div",
      { class: "item-actions" },
      ...(misses.length > 0
        ? [
            h(
              "a",
              { class: "champion-button champion-link", href: `../sets/#attempt=${attempt.id}` },
              `Review these ${misses.length}`,
            ),
          ]
        : []),
      button("Print", () => print()),
      button("All exams", back),
      h("a", { class: "champion-link", href: formLink(attempt.exam, form) }, "Link to this form"),
    ),
    h("h3", {}, "By section"),
    sections(attempt, bank),
  ];
  const range = h("div", {}, h("p", {}, "Counting all your answers."));
  const count = (): void => {
    ready(attempt.exam, bank).then(
      (found) => range.replaceChildren(found),
      (error: unknown) => range.replaceChildren(h("p", {}, (error as Error).message)),
    );
  };
  parts.push(h("h3", {}, "How ready"), range);
  parts.push(h("h3", {}, "Earlier exams"), await earlier(attempt, bank));
  parts.push(h("h3", {}, misses.length > 0 ? "What was not right" : "Every answer was right"));
  const notes = await notesOf(attempt.id);
  const checked = await programs(attempt, bank);
  for (const [number, [item, , hash]] of form.items.entries())
    if (verdicts[item] !== "right")
      parts.push(await missView(attempt, bank, item, number, hash, notes.get(item), checked.get(item)));
  if (misses.length < form.items.length) {
    const rest = h(
      "details",
      { class: "exam-right" },
      h("summary", {}, `The ${form.items.length - misses.length} that were right`),
    );
    rest.addEventListener("toggle", async () => {
      if (rest.childElementCount > 1) return;
      for (const [number, [item, , hash]] of form.items.entries())
        if (verdicts[item] === "right")
          rest.append(await missView(attempt, bank, item, number, hash, notes.get(item), checked.get(item)));
    });
    parts.push(rest);
  }
  return { view: h("section", { class: "exam-result", "aria-label": "Result" }, ...parts), count };
}

/** The sections whose items are not written yet. */
export function missing(attempt: Pick<Attempt, "exam" | "form">, bank: Bank): string[] {
  const names = Object.entries(attempt.form.missing).map(([id, n]) => {
    const section = bank.exams[attempt.exam]?.section.find((one) => one.id === id);
    return `${section?.name ?? id} (${n})`;
  });
  return names.length > 0 ? [`Not written yet, so not asked: ${names.join(", ")}.`] : [];
}

function uncheckedView(count: number, retry: () => void): HTMLElement {
  return h(
    "p",
    { class: "exam-unchecked", role: "status" },
    `${count} program${count === 1 ? "" : "s"} could not be run, because Python was not to be had. Until then they count as wrong. `,
    button("Run them now", retry),
  );
}

/** Objectives by their texts, each with what teaches it. */
function sections(attempt: Attempt, bank: Bank): HTMLElement {
  const exam = bank.exams[attempt.exam];
  const texts = new Map(exam?.section.flatMap(({ objective }) => objective.map(({ id, text }) => [id, text] as const)));
  const time = (ids: Set<string>): number =>
    attempt.form.items.reduce(
      (sum, [item, section]) => sum + (ids.has(section) ? (attempt.finished?.ms[item] ?? 0) : 0),
      0,
    );
  const rows = (attempt.finished?.report.sections ?? []).flatMap((section) => [
    h(
      "tr",
      { class: "exam-section" },
      h("th", { scope: "row" }, section.name),
      h("td", {}, `${section.weight} %`),
      h("td", {}, `${section.right} of ${section.items}`),
      h("td", {}, duration(time(new Set([section.section])))),
    ),
    ...section.objectives.map(({ objective, right, items }) =>
      h(
        "tr",
        {},
        h(
          "th",
          { scope: "row", class: "exam-objective" },
          texts.get(objective) ?? objective,
          " ",
          h("small", {}, objective),
        ),
        h("td"),
        h("td", {}, `${right} of ${items}`),
        h("td"),
      ),
    ),
  ]);
  const head = ["Section and objective", "Weight", "Right", "Time"].map((name) => h("th", { scope: "col" }, name));
  return h(
    "div",
    { class: "md-typeset__scrollwrap" },
    h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows)),
  );
}

async function ready(exam: string, bank: Bank): Promise<HTMLElement> {
  const found = await ask<Readiness>("readiness", {
    bank: entries(bank, bank.exams[exam]),
    blueprint: bank.exams[exam],
    answers: await answers(bank),
  });
  return readinessView(found);
}

async function earlier(attempt: Attempt, bank: Bank): Promise<HTMLElement> {
  const all = (await log.ofKind("exam-finished")).filter(
    ({ item, data }) => item === attempt.exam && data.attempt !== attempt.id,
  );
  if (all.length === 0) return h("p", {}, "This is the first.");
  return finishedTable(all, bank);
}

/** Exams that were handed in, newest first; of one that was counted again the last count. */
export function finishedTable(all: Of<"exam-finished">[], bank: Bank): HTMLElement {
  const last = new Map(all.map((event) => [event.data.attempt, event]));
  const rows = [...last.values()]
    .reverse()
    .map(({ at, item, data }) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, h("a", { href: `../mock-exam/#result=${data.attempt}` }, day(at))),
        h("td", {}, bank.exams[item]?.short ?? item),
        h("td", {}, `${data.report.right} of ${data.report.items}`),
        h("td", {}, percent(data.report.right, data.report.items)),
      ),
    );
  const head = ["Handed in", "Exam", "Right", "Percent"].map((name) => h("th", { scope: "col" }, name));
  return h(
    "div",
    { class: "md-typeset__scrollwrap" },
    h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows)),
  );
}

/** What the checks said of the programs of this exam. */
async function programs(attempt: Attempt, bank: Bank): Promise<Map<string, string>> {
  const asked = new Set(attempt.form.items.map(([item]) => item).filter((item) => bank.items[item]?.type === "code"));
  if (asked.size === 0) return new Map();
  const all = (await log.ofKind("checked")).filter(
    ({ item, at }) => asked.has(item) && at >= attempt.begun && at <= (attempt.finished?.at ?? 0),
  );
  return new Map(all.map(({ item, data }) => [item, data.says]));
}

async function missView(
  attempt: Attempt,
  bank: Bank,
  item: string,
  number: number,
  hash: string,
  note: string | undefined,
  says: string | undefined,
): Promise<HTMLElement> {
  const made = await draw(item);
  const given = attempt.answers.get(item)?.given ?? null;
  const verdict: Verdict = attempt.finished?.verdicts[item] ?? "wrong";
  const head = h("h4", {}, `Question ${number + 1}`, h("small", {}, ` ${duration(attempt.finished?.ms[item] ?? 0)}`));
  if (!made) return h("div", {}, head, h("p", {}, "This question is no longer part of the site."));
  const labs = bank.labs.filter(({ objectives }) =>
    bank.items[item]?.objectives.some((one) => objectives.includes(one)),
  );
  const links = labs.slice(0, 2).map(({ title, address }) => h("a", { href: address }, `Lab: ${title}`));
  const extra = [
    ...(given === null ? [h("p", {}, "You gave no answer.")] : []),
    ...(made.data.hash !== hash ? [h("p", {}, "This question has changed since.")] : []),
    ...(note ? [h("p", { class: "exam-noted" }, `Your note: ${note}`)] : []),
    ...(links.length > 0 ? [h("p", { class: "item-links" }, ...links.flatMap((link) => [link, " "]))] : []),
  ];
  show(made.element, made.data, attempt.form.orders[item], given, verdict, says, extra);
  return h("div", { class: "exam-miss" }, head, made.element);
}

/** The question as it was answered, with its reasons. */
function show(
  element: HTMLElement,
  data: ItemData,
  order: readonly number[] | undefined,
  given: Given,
  verdict: Verdict,
  says: string | undefined,
  extra: Node[],
): void {
  if (data.type !== "code") {
    judged(element, data, order, given, verdict, extra);
    return;
  }
  const item = new Item(element, data, "exam");
  item.seen = true;
  const program = h("pre", {}, h("code", {}, String(given ?? data.starter)));
  item.build("Write a program", h("div", { class: "exam-program" }, program));
  need(element, ".item-code").remove();
  need(item.answer, "summary").textContent = "Show a solution";
  item.settle(verdict, [...(says ? [h("p", { class: "item-says" }, ...sentence(says))] : []), ...extra]);
}

function judged(
  element: HTMLElement,
  data: Exclude<ItemData, { type: "code" }>,
  order: readonly number[] | undefined,
  given: Given,
  verdict: Verdict,
  extra: Node[],
): void {
  const places = order && "options" in data && order.length === data.options ? order : undefined;
  const shown = arranged(element, data, places);
  const item = new Item(element, shown, "exam");
  const part = widget(item, shown);
  const fieldset = h("fieldset", { "aria-labelledby": `${item.id}-task ${item.stem.id}` }, part.body);
  item.build(part.task, h("div", { class: "item-form" }, fieldset));
  const mine = shownAs(given, places);
  part.fill(mine);
  lock(fieldset, true);
  item.answer.hidden = true;
  item.settle(verdict, [...part.show(mine, verdict), ...extra]);
}
