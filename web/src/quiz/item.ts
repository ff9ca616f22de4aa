import { contents, h, need } from "../dom.ts";
import { type Answered, type Given, type LogEvent, log, type Mode, type Verdict } from "../progress/log.ts";
import "../progress/notice.ts";

interface Common {
  id: string;
  hash: string;
}
export type ChoiceData = Common & { type: "choice"; keys: number[]; options: number };
export type PredictData = Common & { type: "predict"; keys: number[]; options: number; code: string };
export type OrderData = Common & { type: "order"; lines: string[]; right: number[][] };
export type ShortData = Common & { type: "short"; answers: string[]; near: string[] };
export type CodeData = Common & { type: "code"; starter: string; check: string; solution: string; also: string[] };
export type ItemData = ChoiceData | PredictData | OrderData | ShortData | CodeData;

/** What a type of item adds to the frame that all share. */
export interface Widget {
  /** what to do, in a few words */
  task: string;
  body: HTMLElement;
  /** what stands in the controls; null while there is nothing */
  given: () => Given;
  /** what to do before it can be judged; "" when it can */
  missing: (given: Given) => string;
  judge: (given: Given) => Verdict;
  /** puts what was given into the controls, and null to empty them */
  fill: (given: Given) => void;
  /** draws the rationales beside it; what it returns stands below the verdict */
  show: (given: Given, verdict: Verdict) => (Node | string)[];
  /** takes away what `show` drew */
  clear?: () => void;
}

const WORDS: Record<Verdict, string> = {
  right: "Right.",
  wrong: "Not right.",
  partly: "Partly right: what you chose holds, but it is not all.",
};

/** The frame of an item: task, verdict, links, the log. Code items judge in their own time and use `settle`. */
export class Item {
  readonly element: HTMLElement;
  readonly data: ItemData;
  readonly feedback = h("div", {
    class: "item-feedback",
    tabindex: "-1",
    role: "group",
    "aria-label": "Verdict",
    hidden: true,
  });
  readonly answer: HTMLDetailsElement;
  readonly live = h("p", { class: "champion-hidden", role: "status" });
  readonly stem: HTMLElement;
  seen = false;
  readonly mode: Mode;
  readonly #state = h("span", { class: "item-state" });
  #since = performance.now();

  constructor(element: HTMLElement, data: ItemData, mode: Mode = "page") {
    this.mode = mode;
    this.element = element;
    this.data = data;
    this.stem = need(element, ".item-stem");
    this.answer = need<HTMLDetailsElement>(element, "details.item-answer");
    need(this.answer, "summary").textContent = "Show the answer";
    this.answer.addEventListener("toggle", () => this.#peeked());
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#since = performance.now();
      observer.disconnect();
    }).observe(element);
  }

  get id(): string {
    return this.element.id;
  }

  /** Puts the task's words, the controls and the feedback around the static HTML. */
  build(task: string, body: HTMLElement): void {
    const kicker = h("p", { class: "item-kicker" }, h("span", { id: `${this.id}-task` }, task), this.#state);
    this.stem.before(kicker);
    this.answer.before(body, this.feedback, this.live);
    this.#mark("unanswered");
  }

  announce(text: string): void {
    this.live.textContent = text;
  }

  /** Shows a verdict with what belongs to it; `at` is when it was given, if that is long ago. */
  settle(verdict: Verdict, parts: (Node | string)[], at?: number, ...buttons: HTMLElement[]): void {
    const links = this.answer.querySelector(".item-links");
    const head = h("p", { class: `item-verdict item-verdict--${verdict}` }, h("strong", {}, WORDS[verdict]));
    if (at)
      head.append(
        h(
          "span",
          { class: "item-when" },
          `answered ${new Date(at).toLocaleDateString(undefined, { dateStyle: "medium" })}`,
        ),
      );
    this.feedback.replaceChildren(head, ...parts);
    const actions = h("div", { class: "item-actions" }, ...buttons);
    if (links) actions.append(h("p", { class: "item-links" }, contents(links)));
    this.feedback.append(actions);
    this.feedback.hidden = false;
    this.feedback.classList.remove("item-feedback--earlier");
    this.#mark(verdict);
    if (!at) this.element.dispatchEvent(new CustomEvent("settled", { detail: verdict }));
  }

  /** The verdict that stands is about something else than what is written now. */
  age(): void {
    const head = need(this.feedback, ".item-verdict");
    this.feedback.classList.add("item-feedback--earlier");
    head.append(h("span", { class: "item-when" }, "about your earlier version"));
    this.#mark("unanswered");
    this.#say("Changed since it was checked");
  }

  unsettle(): void {
    this.feedback.replaceChildren();
    this.feedback.hidden = true;
    this.#since = performance.now();
    this.#mark("unanswered");
  }

  record(given: Given, verdict: Verdict, guessed: boolean): void {
    const ms = Math.round(performance.now() - this.#since);
    const data: Answered = { given, verdict, ms, guessed, mode: this.mode, seen: this.seen };
    void log.append("answered", this.data.id, this.data.hash, data);
  }

  /** Calls `restore` with the last event of this item, now and when another tab answers it; says when the question has changed since. */
  remember(restore: (event: LogEvent) => void): void {
    if (this.mode !== "page") return; // there it is asked anew
    const take = (event: LogEvent | undefined): void => {
      if (!event || this.element.dataset.state !== "unanswered") return;
      if (event.hash !== this.data.hash) this.#say("This question has changed since you answered it.");
      else if (event.kind === "answered" && event.data.given === null) {
        this.seen = true;
        this.#say("You have read the answer.");
      } else restore(event);
    };
    void log.last(this.data.id, "answered", "checked").then((event) => take(event as LogEvent | undefined));
    const hear = (message: Event): void => {
      if (!this.element.isConnected) log.removeEventListener("append", hear);
      else if ((message as CustomEvent<LogEvent>).detail.item === this.data.id)
        take((message as CustomEvent<LogEvent>).detail);
    };
    log.addEventListener("append", hear);
  }

  /** Reading the answer without having tried is an answer of a kind: nothing given. */
  #peeked(): void {
    if (!this.answer.open || this.seen || this.element.dataset.state !== "unanswered") return;
    this.seen = true;
    this.record(null, "wrong", false);
  }

  #mark(state: Verdict | "unanswered"): void {
    this.element.dataset.state = state;
    this.#say({ unanswered: "", right: "✓ Right", wrong: "✗ Not right", partly: "◐ Partly right" }[state]);
  }

  #say(text: string): void {
    this.#state.textContent = text;
  }
}
