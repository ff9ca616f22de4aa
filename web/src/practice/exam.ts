// The mock exam's page: choose a form, take it, see what came of it. The address says which: a form, or a result.
import { button, h } from "../dom.ts";
import { log } from "../progress/log.ts";
import "../progress/notice.ts";
import { uuid7Maker } from "../progress/uuid.ts";
import { ask } from "./ask.ts";
import { type Attempt, attemptOf, formLink, linkedForm } from "./attempt.ts";
import { type Bank, bank, bring, entries } from "./bank.ts";
import { Clock, clockText, duration } from "./clock.ts";
import { finish } from "./finish.ts";
import { day, finishedTable, missing, percent, result } from "./result.ts";
import { placeOf, type Running, running } from "./run.ts";
import { screen } from "./screen.ts";

/** The engine's form. */
interface Form {
  exam: string;
  size: number;
  seed: number;
  items: [string, string][];
  orders: Record<string, number[]>;
  missing: Record<string, number>;
  milliseconds: number;
}

interface Choice {
  exam: string;
  size: number;
  seed: number;
  programs: boolean;
}

const SHORT = [20, 10];
const uuid = uuid7Maker(Date.now, (bytes) => crypto.getRandomValues(bytes));

export async function enhance(root: HTMLElement): Promise<void> {
  const { says, show: put, safely } = screen(root);
  let now: Running | undefined;

  function show(state: string, ...parts: (Node | string)[]): void {
    now?.end();
    now = undefined;
    put(state, ...parts);
  }

  async function attempts(): Promise<Attempt[]> {
    const all = await Promise.all((await log.ofKind("exam-started")).map(({ data }) => log.ofAttempt(data.attempt)));
    return all.flatMap((events) => attemptOf(events) ?? []);
  }

  const find = async (id: string): Promise<Attempt | undefined> => attemptOf(await log.ofAttempt(id));

  async function choose(): Promise<void> {
    const known = await bank();
    const taken = await attempts();
    const screen = h("div", { class: "exam-choice" });
    screen.append(...taken.filter(({ finished }) => !finished).map((attempt) => underWay(attempt, known)));
    screen.append(await chooser(known, taken));
    const finished = await log.ofKind("exam-finished");
    if (finished.length > 0) screen.append(h("h2", {}, "Handed in"), finishedTable(finished, known));
    show("choose", screen);
  }

  function underWay(attempt: Attempt, known: Bank): HTMLElement {
    const { form, answers } = attempt;
    const name = known.exams[attempt.exam]?.short ?? attempt.exam;
    const { left } = new Clock(form.end, attempt.seen);
    const words = left > 0 ? `${clockText(left)} left` : "its time is over";
    return h(
      "div",
      { class: "exam-underway" },
      h(
        "p",
        {},
        h("strong", {}, `${name}, form ${form.seed}, is under way: `),
        `${answers.size} of ${form.items.length} answered, ${words}.`,
      ),
      button(left > 0 ? "Go on" : "See the result", () => void safely(() => take(attempt)), {
        class: "champion-button champion-button--main",
      }),
    );
  }

  async function chooser(known: Bank, taken: Attempt[]): Promise<HTMLElement> {
    const mocks = Object.entries(known.exams).filter(([, { mock }]) => mock);
    const linked = linkedForm(location.hash);
    const last = taken.at(-1);
    const choice: Choice = {
      exam: mocks.some(([id]) => id === linked?.exam) ? (linked?.exam ?? "") : (last?.exam ?? fullest(known, mocks)),
      size: linked?.size ?? last?.form.size ?? 0,
      seed: linked?.seed ?? 0,
      programs: linked?.programs ?? last?.form.programs ?? false,
    };
    const sizes = h("div");
    const forms = h("select", { "aria-label": "Form" });
    const other = h("input", {
      type: "number",
      min: "1",
      max: "999999",
      "aria-label": "Number of the form",
      hidden: true,
    });
    const about = h("div", { class: "exam-about", role: "status" });
    const begin = button("Begin", () => void safely(() => start(choice)), {
      class: "champion-button champion-button--main",
    });
    const programs = h("input", { type: "checkbox" });
    programs.checked = choice.programs;
    programs.addEventListener("change", () => {
      choice.programs = programs.checked;
      choice.seed = 0;
      void safely(draw);
    });
    const exams = radios(
      "Exam",
      mocks.map(([id, { name }]) => [id, name]),
      choice.exam,
      (id) => {
        choice.exam = id;
        choice.size = 0;
        choice.seed = 0;
        void safely(draw);
      },
    );
    forms.addEventListener("change", () => {
      other.hidden = forms.value !== "other";
      if (other.hidden) choice.seed = Number(forms.value);
      else other.focus();
      if (other.hidden) void safely(preview);
    });
    other.addEventListener("change", () => {
      if (!other.checkValidity() || !other.value) return;
      choice.seed = Number(other.value);
      void safely(preview);
    });

    /** What can be chosen for this exam. */
    async function draw(): Promise<void> {
      const exam = known.exams[choice.exam];
      const scope = await ask<Record<string, number>>("in_scope", { blueprint: exam });
      const whole = Object.values(scope).reduce((sum, n) => sum + n, 0);
      choice.size ||= whole;
      const offered = [...new Set([whole, ...SHORT.filter((size) => size < whole), choice.size])];
      const names = offered.map((size): [string, string] => [
        String(size),
        size === whole ? `${size}: all that is in scope` : `${size}: short`,
      ]);
      sizes.replaceChildren(
        radios("Questions", names, String(choice.size), (size) => {
          choice.size = Number(size);
          choice.seed = 0;
          void safely(draw);
        }),
      );
      const { n } = await ask<{ n: number }>("forms", {
        bank: entries(known, exam),
        blueprint: exam,
        size: choice.size,
        programs: choice.programs,
      });
      const mine = new Map(
        taken
          .filter(
            ({ exam: one, form }) =>
              one === choice.exam && form.size === choice.size && form.programs === choice.programs,
          )
          .map((attempt) => [attempt.form.seed, attempt]),
      );
      const numbers = Array.from({ length: n }, (_, place) => place + 1);
      choice.seed ||= numbers.find((number) => !mine.has(number)) ?? n + 1;
      const all = [...new Set([...numbers, ...mine.keys(), choice.seed])].sort((a, b) => a - b);
      forms.replaceChildren(
        ...all.map((number) =>
          h(
            "option",
            { value: String(number), selected: number === choice.seed },
            formName(number, n, mine.get(number)),
          ),
        ),
        h("option", { value: "other" }, "Another number…"),
      );
      other.hidden = true;
      await preview();
    }

    async function preview(): Promise<void> {
      const form = await formOf(known, choice);
      const again = linked && linked.exam === choice.exam && linked.bank && linked.bank !== known.version;
      const link = formLink(choice.exam, { ...choice, bank: known.version });
      const lines = [
        `${form.items.length} questions in ${duration(form.milliseconds)}, at the pace of the exam. There is no pause.`,
        ...missing({ exam: choice.exam, form: { ...started(form, choice, known), attempt: "", end: 0 } }, known),
        ...(again
          ? ["The link was made when the site had other questions: this form may not be the one that was meant."]
          : []),
      ];
      about.replaceChildren(
        ...lines.map((line) => h("p", {}, line)),
        h("p", {}, h("a", { class: "champion-link", href: link }, "Link to this form")),
      );
      begin.disabled = false;
    }

    begin.disabled = true;
    await draw();
    return h(
      "div",
      { class: "exam-form" },
      exams,
      sizes,
      h(
        "label",
        { class: "exam-check" },
        programs,
        " with programs: questions where you write one, or say what one prints",
      ),
      h("p", { class: "exam-pick" }, h("label", {}, "Form ", forms), other),
      about,
      begin,
    );
  }

  const formOf = (known: Bank, { exam, size, seed, programs }: Choice): Promise<Form> =>
    ask<Form>("assemble", {
      bank: entries(known, known.exams[exam]),
      exam,
      blueprint: known.exams[exam],
      size,
      seed,
      programs,
    });

  const started = (form: Form, { programs }: Choice, known: Bank) => ({
    size: form.size,
    seed: form.seed,
    programs,
    bank: known.version,
    items: form.items.map(([item, section]): [string, string, string] => [
      item,
      section,
      known.items[item]?.hash ?? "",
    ]),
    orders: form.orders,
    missing: form.missing,
  });

  async function start(choice: Choice): Promise<void> {
    const known = await bank();
    const form = await formOf(known, choice);
    await bring(form.items.map(([item]) => item));
    const attempt = uuid();
    const data = { ...started(form, choice, known), attempt, end: Date.now() + form.milliseconds };
    await log.append("exam-started", choice.exam, known.version, data);
    const begun = await find(attempt);
    if (begun) await take(begun);
  }

  /** One tab at a time has the exam; another one can take it over. */
  async function take(attempt: Attempt): Promise<void> {
    const known = await bank();
    await bring(attempt.form.items.map(([item]) => item));
    const locks = navigator.locks as LockManager | undefined; // not on a page without TLS
    if (!locks) return run(attempt, known, () => undefined);
    const name = `champion-exam-${attempt.id}`;
    const hold = (options: LockOptions, taken: () => void): Promise<void> =>
      new Promise((begun) => {
        locks
          .request(name, options, async (lock) => {
            begun();
            await (lock ? held(attempt, known) : taken());
          })
          .catch(lost);
      });
    await hold({ ifAvailable: true }, () =>
      show(
        "elsewhere",
        h("p", {}, "This exam is open in another tab. "),
        button("Go on here instead", () => void hold({ steal: true }, () => undefined)),
      ),
    );
  }

  /** Another tab took the exam over. */
  async function lost(): Promise<void> {
    await now?.settle();
    show(
      "elsewhere",
      h("p", {}, "This exam goes on in another tab. "),
      button("Back to all exams", () => void safely(choose)),
    );
  }

  /** Keeps the lock until the exam is over, or the page is left. */
  async function held(attempt: Attempt, known: Bank): Promise<void> {
    const over = Promise.withResolvers<void>();
    await safely(async () => {
      const latest = (await find(attempt.id)) ?? attempt;
      if (!latest.finished) return run(latest, known, over.resolve);
      await results(latest, known);
    });
    if (["running", "counting"].includes(root.dataset.state ?? "")) await over.promise;
  }

  async function run(attempt: Attempt, known: Bank, over: () => void): Promise<void> {
    const place = await placeOf(attempt.id);
    const clock = new Clock(attempt.form.end, Math.max(attempt.seen, place.seen));
    const name = `${known.exams[attempt.exam]?.short ?? attempt.exam}, form ${attempt.form.seed}`;
    const end = async (how: "handed in" | "time", ms: Record<string, number>): Promise<void> => {
      await safely(async () => {
        show("counting");
        await finish(attempt, known, how, { ms, clock: clock.setBack }, (text) => says.replaceChildren(text));
        const done = await find(attempt.id);
        if (done) await results(done, known);
        says.replaceChildren();
      });
      over();
    };
    if (clock.left === 0) return end("time", place.ms);
    const drawn = await running(attempt, name, clock, { done: (how) => void end(how, drawn.ms()), gone: over });
    show("running", drawn.element);
    now = drawn;
    drawn.element.querySelector<HTMLElement>(".exam-title")?.focus();
  }

  async function results(attempt: Attempt, known: Bank): Promise<void> {
    if (location.hash !== `#result=${attempt.id}`) history.replaceState(history.state, "", `#result=${attempt.id}`);
    const retry = (): void => {
      void safely(async () => {
        const { finished } = attempt;
        if (!finished) return;
        await finish(attempt, known, finished.how, finished, (text) => says.replaceChildren(text));
        says.replaceChildren();
        const done = await find(attempt.id);
        if (done) await results(done, known);
      });
    };
    const back = (): void => {
      history.replaceState(history.state, "", location.pathname);
      void safely(choose);
    };
    const { view, count } = await result(attempt, known, { back, retry });
    show("finished", view);
    requestAnimationFrame(() => setTimeout(count)); // when it is seen
    view.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  async function route(): Promise<void> {
    const id = new URLSearchParams(location.hash.slice(1)).get("result");
    const attempt = id ? await find(id) : undefined;
    if (attempt?.finished) return results(attempt, await bank());
    await choose();
    if (id) says.replaceChildren("This result is not in this browser.");
  }

  addEventListener("hashchange", () => {
    if (root.isConnected && root.dataset.state !== "running" && root.dataset.state !== "counting") void safely(route);
  });
  await safely(route);
}

/** The exam that most of the bank's items serve. */
function fullest(known: Bank, exams: [string, Bank["exams"][string]][]): string {
  const serving = ([, { section }]: (typeof exams)[number]): number => {
    const asked = new Set(section.flatMap(({ objective }) => objective.map(({ id }) => id)));
    return Object.values(known.items).filter(({ objectives }) => objectives.some((one) => asked.has(one))).length;
  };
  return exams.toSorted((one, other) => serving(other) - serving(one))[0]?.[0] ?? "";
}

function formName(number: number, n: number, attempt: Attempt | undefined): string {
  const repeats = number > n ? ", repeats questions" : "";
  if (!attempt) return `${number}: not taken yet${repeats}`;
  if (!attempt.finished) return `${number}: under way`;
  const { right, items } = attempt.finished.report;
  return `${number}: taken on ${day(attempt.finished.at)}, ${percent(right, items)}`;
}

let groups = 0;

function radios(
  legend: string,
  options: [string, string][],
  chosen: string,
  change: (value: string) => void,
): HTMLElement {
  const name = `champion-radios-${++groups}`;
  const group = h("fieldset", { class: "exam-radios" }, h("legend", {}, legend));
  for (const [value, text] of options) {
    const input = h("input", { type: "radio", name, value });
    input.checked = value === chosen;
    input.addEventListener("change", () => change(value));
    group.append(h("label", {}, input, ` ${text}`));
  }
  return group;
}
