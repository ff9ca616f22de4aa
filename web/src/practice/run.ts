// The exam itself: one question per screen, a clock, an overview; no word on what is right.
import { button, h } from "../dom.ts";
import { type ExamAnswered, type Given, log } from "../progress/log.ts";
import type { Attempt } from "./attempt.ts";
import { draw } from "./bank.ts";
import { type Clock, clockText } from "./clock.ts";
import { type Question, question } from "./question.ts";

interface Marks {
  note: string;
  struck: number[];
}

/** Where one was, how long each question was looked at, and when that was written. */
interface Place {
  at: number;
  ms: Record<string, number>;
  seen: number;
  keys: boolean;
}

const PAUSE = 500; // ms without a change before what is typed or ordered is written down
const SPOKEN = [10, 5, 1]; // minutes left that are said aloud
const KEYS: [string, string][] = [
  ["N", "next question"],
  ["P", "previous question"],
  ["A to E, or 1 to 5", "choose an option"],
  ["Shift and A to E, or 1 to 5", "strike an option out, or not any more"],
  ["F", "flag it, or not any more"],
  ["T", "scratch note"],
  ["O", "overview of all questions"],
  ["H", "hand in"],
  ["?", "these keys"],
];

const placeKey = (attempt: string): string => `exam/${attempt}`;
const marksKey = (attempt: string, item: string): string => `exam/${attempt}/${item}`;

/** What an earlier visit left of the place in this exam. */
export async function placeOf(attempt: string): Promise<Place> {
  const draft = await log.draft(placeKey(attempt));
  const empty = { at: 0, ms: {}, seen: 0, keys: true };
  return draft ? { ...empty, ...(JSON.parse(draft.text) as Partial<Place>) } : empty;
}

/** The scratch notes of an exam, by item. */
export async function notesOf(attempt: string): Promise<Map<string, string>> {
  const found = (await log.drafts()).filter(
    ({ key }) => key.startsWith(`${placeKey(attempt)}/`) && !key.endsWith("/program"),
  );
  const notes = found.map(({ key, text }): [string, string] => [
    key.slice(placeKey(attempt).length + 1),
    (JSON.parse(text) as Marks).note,
  ]);
  return new Map(notes.filter(([, note]) => note));
}

export interface Running {
  element: HTMLElement;
  /** Writes down what is on screen. */
  settle(): Promise<void>;
  /** How long each question was looked at, ms. */
  ms(): Record<string, number>;
  /** Ends listening. */
  end(): void;
}

/** Draws the exam at its place. `done`: the learner hands in, or the time is over; `gone`: the page was left. */
export async function running(
  attempt: Attempt,
  name: string,
  clock: Clock,
  { done, gone }: { done: (how: "handed in" | "time") => void; gone: () => void },
): Promise<Running> {
  const ids = attempt.form.items.map(([item]) => item);
  const place = await placeOf(attempt.id);
  const answers = attempt.answers;
  let now: { item: string; question: Question | undefined } | undefined;
  let shownAt = performance.now();
  let marks: Marks = { note: "", struck: [] };
  let pausing: ReturnType<typeof setTimeout> | undefined;

  const title = h("h2", { class: "exam-title", tabindex: "-1" });
  const timer = h("span", { class: "exam-timer", role: "timer" });
  const live = h("p", { class: "champion-hidden", role: "status" });
  const stage = h("div", { class: "exam-stage" });
  const note = h("textarea", { class: "exam-note", rows: "3", "aria-label": "Scratch note for this question" });
  const scratch = h("details", { class: "exam-scratch" }, h("summary", {}, "Scratch note"), note);
  const flag = button("Flag", () => void toggleFlag(), { "aria-pressed": "false" });
  const back = button("← Back", () => void go(place.at - 1));
  const next = button("Next →", () => void go(place.at + 1), { class: "champion-button champion-button--main" });
  const overview = h("ol", { class: "exam-overview" });
  const cells = ids.map((_, number) => {
    const cell = button(String(number + 1), () => void go(number), { class: "champion-button exam-cell" });
    overview.append(h("li", {}, cell));
    return cell;
  });
  const help = keysDialog();
  const hand = handDialog();
  const element = h(
    "section",
    { class: "exam-run", "aria-label": name },
    h(
      "div",
      { class: "exam-bar" },
      h("span", { class: "exam-name" }, name),
      timer,
      button("Keys", () => help.element.showModal()),
      button("Hand in", () => void askToHandIn()),
    ),
    title,
    stage,
    scratch,
    h("div", { class: "exam-steps" }, back, flag, next),
    h(
      "nav",
      { class: "exam-nav", "aria-label": "All questions" },
      h("p", {}, "✓ answered, ◐ begun, ⚑ flagged"),
      overview,
    ),
    live,
    help.element,
    hand.element,
  );

  async function keep(): Promise<void> {
    place.seen = Math.max(place.seen, Date.now());
    await log.keep(placeKey(attempt.id), JSON.stringify(place), attempt.form.bank);
  }

  /** Adds the time on screen, and writes the answer down if it is another one. */
  async function settle(): Promise<void> {
    if (!now) return;
    const { item, question: asked } = now;
    place.ms[item] = Math.round((place.ms[item] ?? 0) + performance.now() - shownAt);
    shownAt = performance.now();
    await Promise.all([asked && clock.left > 0 ? answer(item, asked.given()) : undefined, keep()]);
  }

  async function answer(item: string, given: Given): Promise<void> {
    const before = answers.get(item)?.given ?? null;
    if (JSON.stringify(before) === JSON.stringify(given)) return;
    const data: ExamAnswered = { attempt: attempt.id, given, ms: place.ms[item] ?? 0 };
    if (given === null) answers.delete(item);
    else answers.set(item, data);
    const hash = attempt.form.items.find(([id]) => id === item)?.[2] ?? "";
    await log.append("exam-answered", item, hash, data);
  }

  async function go(to: number, focus = true): Promise<void> {
    if (to < 0 || to >= ids.length) return;
    await settle();
    place.at = to;
    await show(focus);
    void keep();
  }

  async function show(focus: boolean): Promise<void> {
    const item = ids[place.at] ?? "";
    now = undefined;
    const [made, kept] = await Promise.all([draw(item), log.draft(marksKey(attempt.id, item))]);
    marks = kept ? (JSON.parse(kept.text) as Marks) : { note: "", struck: [] };
    const asked =
      made &&
      question(made, attempt.id, attempt.form.orders[item], {
        change: () => {
          paint();
          clearTimeout(pausing);
          if (made.data.type === "choice" || made.data.type === "predict") void answer(item, asked?.given() ?? null);
          else if (made.data.type !== "code") pausing = setTimeout(() => void settle(), PAUSE); // a program is a draft meanwhile
        },
        marked: () => void keepMarks(),
      });
    if (asked) for (const option of marks.struck) asked.struck.add(option);
    asked?.fill(answers.get(item)?.given ?? null);
    stage.replaceChildren(
      asked?.element ??
        h(
          "p",
          {},
          "This question is no longer part of the site. It counts as not answered; the others are as they were.",
        ),
    );
    now = { item, question: asked };
    shownAt = performance.now();
    title.textContent = `Question ${place.at + 1} of ${ids.length}`;
    note.value = marks.note;
    scratch.open = marks.note !== "";
    back.disabled = place.at === 0;
    next.disabled = place.at === ids.length - 1;
    paint();
    if (focus) title.focus();
  }

  async function keepMarks(): Promise<void> {
    if (!now) return;
    marks = { note: note.value, struck: [...(now.question?.struck ?? [])] };
    await log.keep(marksKey(attempt.id, now.item), JSON.stringify(marks), attempt.form.bank);
  }
  note.addEventListener("input", () => void keepMarks());

  async function toggleFlag(): Promise<void> {
    if (!now) return;
    const flagged = !attempt.flagged.has(now.item);
    if (flagged) attempt.flagged.add(now.item);
    else attempt.flagged.delete(now.item);
    paint();
    live.textContent = flagged ? "Flagged." : "Not flagged any more.";
    const hash = attempt.form.items[place.at]?.[2] ?? "";
    await log.append("exam-flagged", now.item, hash, { attempt: attempt.id, flagged });
  }

  /** Of each question, whether it is answered, begun, flagged. */
  function paint(): void {
    for (const [number, cell] of cells.entries()) {
      const item = ids[number] ?? "";
      const current = now?.item === item ? now.question : undefined;
      const given = current ? current.given() : (answers.get(item)?.given ?? null);
      const partly = given !== null && current !== undefined && current.missing() !== "";
      const flagged = attempt.flagged.has(item);
      const state = given === null ? "not answered" : partly ? "begun" : "answered";
      cell.replaceChildren(
        String(number + 1),
        h(
          "span",
          { "aria-hidden": "true" },
          `${state === "answered" ? "✓" : state === "begun" ? "◐" : ""}${flagged ? "⚑" : ""}`,
        ),
      );
      cell.ariaLabel = `Question ${number + 1}, ${state}${flagged ? ", flagged" : ""}`;
      cell.ariaCurrent = number === place.at ? "step" : null;
    }
    const flagged = now !== undefined && attempt.flagged.has(now.item);
    flag.ariaPressed = String(flagged);
    flag.textContent = flagged ? "⚑ Flagged" : "Flag";
  }

  async function askToHandIn(): Promise<void> {
    await settle();
    const open = ids.filter((item) => !answers.has(item)).length;
    const { size } = attempt.flagged;
    const left = [
      open
        ? `${open} of ${ids.length} questions ${open === 1 ? "has" : "have"} no answer`
        : "Every question has an answer",
      ...(size ? [`${size} ${size === 1 ? "is" : "are"} flagged`] : []),
    ].join(", ");
    hand.says.textContent = `${left}. You can't come back to it after this.`;
    hand.element.showModal();
  }

  function handDialog(): { element: HTMLDialogElement; says: HTMLElement } {
    const says = h("p");
    const dialog = h("dialog", { class: "exam-dialog", "aria-label": "Hand in" }, says);
    const sure = (): void => {
      dialog.close();
      end("handed in");
    };
    dialog.append(
      h(
        "div",
        { class: "item-actions" },
        button("Hand in now", sure, { class: "champion-button champion-button--main" }),
        button("Go on", () => dialog.close()),
      ),
    );
    return { element: dialog, says };
  }

  function keysDialog(): { element: HTMLDialogElement } {
    const on = h("input", { type: "checkbox" });
    on.checked = place.keys;
    on.addEventListener("change", () => {
      place.keys = on.checked;
      void keep();
    });
    const rows = KEYS.map(([key, does]) =>
      h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, key)), h("td", {}, does)),
    );
    const dialog = h(
      "dialog",
      { class: "exam-dialog", "aria-label": "Keys" },
      h("table", {}, h("tbody", {}, ...rows)),
      h("label", {}, on, " Single keys do this"),
    );
    dialog.append(button("Close", () => dialog.close()));
    return { element: dialog };
  }

  const acts: Record<string, () => unknown> = {
    n: () => go(place.at + 1),
    p: () => go(place.at - 1),
    f: () => toggleFlag(),
    o: () => cells[place.at]?.focus(),
    h: () => askToHandIn(),
    t: () => {
      scratch.open = true;
      note.focus();
    },
  };

  /** What a key does now. */
  function meant({ key, code, shiftKey }: KeyboardEvent): (() => unknown) | undefined {
    if (key === "?") return () => help.element.showModal();
    if (!place.keys) return undefined;
    const digit = /^Digit([1-5])$/.exec(code)?.[1];
    const option = digit ? Number(digit) - 1 : "abcde".indexOf(key.toLowerCase());
    if (option >= 0 && key.length === 1)
      return () => (shiftKey ? now?.question?.strike(option) : now?.question?.choose(option));
    return shiftKey ? undefined : acts[key];
  }

  function pressed(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const writes = target.matches("textarea, select, input:not([type=radio], [type=checkbox]), .cm-content");
    if (writes || event.ctrlKey || event.metaKey || event.altKey || element.querySelector("dialog[open]")) return;
    const does = meant(event);
    if (!does) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // N and P would turn the site's page
    does();
  }

  const listen = new AbortController();
  const { signal } = listen;
  addEventListener("keydown", pressed, { capture: true, signal });
  addEventListener(
    "beforeunload",
    (event) => {
      if (element.isConnected) event.preventDefault();
    },
    { signal },
  );
  addEventListener("pagehide", () => void settle(), { signal });
  document.addEventListener("visibilitychange", () => void settle(), { signal });
  document.addEventListener(
    "click",
    (event) => {
      const link = (event.target as Element).closest?.("a[href]");
      if (!link || element.contains(link) || !element.isConnected) return;
      if (confirm("Your exam goes on, and so does its clock. You can come back to it on this page. Leave now?"))
        return void settle();
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true, signal },
  );

  let said = Number.POSITIVE_INFINITY;
  let kept = performance.now();
  const ticking = setInterval(() => {
    if (!element.isConnected) {
      stop();
      gone();
      return;
    }
    const { left } = clock;
    const text = clockText(left);
    if (timer.textContent !== text) timer.textContent = text;
    timer.classList.toggle("exam-timer--late", left < 300_000);
    const minutes = SPOKEN.find((one) => left <= one * 60_000 && left > (one - 0.2) * 60_000);
    if (minutes !== undefined && minutes < said) {
      said = minutes;
      live.textContent = `${minutes} minute${minutes === 1 ? "" : "s"} left.`;
    }
    if (performance.now() - kept > 15_000) {
      kept = performance.now();
      void settle();
    }
    if (left === 0) end("time");
  }, 200);

  function stop(): void {
    clearInterval(ticking);
    clearTimeout(pausing);
    listen.abort();
  }

  let ended = false;
  function end(how: "handed in" | "time"): void {
    if (ended) return;
    ended = true;
    stop();
    void settle().then(() => done(how));
  }

  timer.textContent = clockText(clock.left);
  await show(false);
  return { element, settle, ms: () => place.ms, end: stop };
}
