// All progress in one place: how ready, exams, pages and labs; the file to keep; the way to begin anew.
import { button, h } from "../dom.ts";
import { type Draft, type LogEvent, log } from "../progress/log.ts";
import "../progress/notice.ts";
import { imported, save } from "../progress/transfer.ts";
import { answers } from "./answers.ts";
import { ask } from "./ask.ts";
import { type Bank, bank, type Exam, entries } from "./bank.ts";
import { type Readiness, readinessView } from "./range.ts";
import { finishedTable } from "./result.ts";
import { screen } from "./screen.ts";

export async function enhance(root: HTMLElement): Promise<void> {
  const { says, show: put, safely } = screen(root);

  async function show(): Promise<void> {
    const known = await bank();
    const [given, finished, events] = await Promise.all([answers(known), log.ofKind("exam-finished"), log.events()]);
    const parts: (Node | string)[] = [];
    const newest = new Set(given.map(([item]) => item));
    const done = (kind: string): number =>
      new Set(events.filter((event) => event.kind === kind).map(({ item }) => item)).size;
    parts.push(
      h(
        "p",
        {},
        events.length === 0
          ? "Nothing yet. Answer a question on any page, or take a mock exam, and this page begins to say how ready you are."
          : `Questions answered: ${newest.size} of ${Object.keys(known.items).length}. Pages marked as read: ${done("read")}. Labs done: ${done("lab-checked")}. Exams handed in: ${new Set(finished.map(({ data }) => data.attempt)).size}.`,
      ),
    );
    for (const exam of Object.values(known.exams).filter(({ mock }) => mock)) {
      const ready = await ask<Readiness>("readiness", { bank: entries(known, exam), blueprint: exam, answers: given });
      if (ready.answered > 0) parts.push(h("h2", {}, exam.name), readinessView(ready));
    }
    if (finished.length > 0) parts.push(h("h2", {}, "Mock exams"), finishedTable(finished, known));
    parts.push(h("h2", {}, "Keep it, move it, begin anew"), files(known));
    put("ready", ...parts);
  }

  function files(known: Bank): HTMLElement {
    const chooser = h("input", {
      type: "file",
      accept: ".json,application/json",
      "aria-label": "A file of progress",
      hidden: true,
    });
    chooser.addEventListener("change", () => {
      const [file] = chooser.files ?? [];
      chooser.value = "";
      if (file)
        void safely(async () => {
          says.textContent = "Reading the file.";
          const { added, known: already } = await imported(file);
          await show();
          says.textContent = `${added} event${added === 1 ? "" : "s"} imported; ${already} ${already === 1 ? "was" : "were"} here already.`;
        }, false);
    });
    const what = h("select", { "aria-label": "What to delete" }, h("option", { value: "" }, "All progress"));
    for (const [name, exam] of Object.entries(known.exams).filter(([, { mock }]) => mock)) {
      const group = h("optgroup", { label: exam.short });
      for (const { id, name: title, objective } of exam.section)
        if (objective.some(({ relevance }) => relevance !== "none"))
          group.append(h("option", { value: `${name}|${id}` }, title));
      what.append(group);
    }
    const reset = button("Export, then delete", () => void safely(() => wipe(known, what.value)));
    return h(
      "div",
      { class: "progress-files" },
      h(
        "div",
        { class: "item-actions" },
        button("Export", () => void safely(save), { class: "champion-button champion-button--main" }),
        button("Import…", () => chooser.click()),
        chooser,
      ),
      h("p", { class: "exam-pick" }, h("label", {}, "Delete ", what), " ", reset),
    );
  }

  /** Saves a file first; what was deleted can be taken back until the page is left. */
  async function wipe(known: Bank, what: string): Promise<void> {
    const [events, drafts] = await Promise.all([log.events(), log.drafts()]);
    const [name = "", id = ""] = what.split("|");
    const gone = what ? events.filter(belongs(known.exams[name], id, known)) : events;
    const written = what ? [] : drafts;
    if (
      !confirm(
        `${gone.length} events will be deleted from this browser. A file with all your progress is saved first. Go on?`,
      )
    )
      return;
    await save();
    await log.forget(
      gone.map((event) => event.id),
      written.map(({ key }) => key),
    );
    await show();
    const undo = button("Undo", () => void safely(() => back(gone, written)));
    says.replaceChildren(`${gone.length} events deleted. `, undo);
  }

  async function back(events: LogEvent[], drafts: Draft[]): Promise<void> {
    await log.take(events, drafts);
    await show();
    says.textContent = "All of it is back.";
  }

  await safely(show);
}

/** Whether an event is an answer to an item of this section. */
function belongs(exam: Exam | undefined, id: string, known: Bank): (event: LogEvent) => boolean {
  const objectives = new Set(exam?.section.find((section) => section.id === id)?.objective.map((one) => one.id));
  return ({ kind, item }) =>
    (kind === "answered" || kind === "checked") &&
    (known.items[item]?.objectives.some((one) => objectives.has(one)) ?? false);
}
