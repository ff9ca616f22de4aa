import { button, h, need, sentence } from "../dom.ts";
import { Bench } from "../live-code/bench.ts";
import { changes } from "../live-code/changes.ts";
import { diff } from "../live-code/diff.ts";
import { Source } from "../live-code/source.ts";
import { space } from "../live-code/space.ts";
import { sourceTools } from "../live-code/tools.ts";
import { log, type Verdict } from "../progress/log.ts";
import type { CodeData, Item } from "./item.ts";

/** A program to write: Run tries it, Check runs it in a clean Python and looks at what it left. */
export function code(item: Item, data: CodeData): void {
  const bench = new Bench(item.element);
  const source = new Source(
    need(item.element, ".item-code .highlight"),
    data.starter,
    { key: data.id, base: data.hash },
    "Your program, Python",
  );
  source.onrun = () => void run();
  const summary = need(item.answer, "summary");
  const box = h(
    "div",
    { class: "item-bench" },
    need(item.element, ".item-code"),
    h(
      "div",
      { class: "live-tools" },
      button("Run", () => void run()),
      button("Check", () => void check(), { class: "champion-button champion-button--main" }),
      bench.stopper,
      ...sourceTools(source),
    ),
    bench.element,
    hints(item),
  );
  item.build("Write a program", box);
  const difference = h("div", { class: "item-difference" });
  need(item.answer, ".item-solution").after(difference);
  item.answer.addEventListener("toggle", compare);

  async function run(): Promise<void> {
    await bench.use((python, onoutput) => {
      space.empty();
      return python.run(source.text, { fresh: true, onoutput });
    });
  }

  async function check(): Promise<void> {
    const program = source.text;
    const ending = await bench.use((python, onoutput) => python.check(program, data.check, { onoutput }));
    if (!ending?.verdict) return;
    const says = ending.says ?? "";
    show(ending.verdict, says);
    void log.append("checked", data.id, data.hash, { verdict: ending.verdict, says });
    item.announce(`${ending.verdict === "right" ? "Right." : "Not right."} ${says}`);
  }

  function show(verdict: Verdict, says: string, at?: number): void {
    item.settle(verdict, says ? [h("p", { class: "item-says" }, ...sentence(says))] : [], at);
    if (verdict === "right" || source.text.trim() !== data.starter.trim()) {
      item.seen = true; // a fair try: reading a solution now is no answer
      summary.textContent = "Show a solution";
    }
  }

  function compare(): void {
    if (!item.answer.open) return;
    const programs = [data.solution, ...data.also].map((right) => ({
      right,
      apart: diff(source.text, right).filter(({ sign }) => sign !== "=").length,
    }));
    const nearest = programs.reduce((best, one) => (one.apart < best.apart ? one : best));
    const words = { none: "Your program is the same.", minus: "your program", plus: "a right one" };
    const several =
      programs.length > 1
        ? `${programs.length} programs that are right are known; this is the one nearest to yours.`
        : "";
    difference.replaceChildren(h("p", {}, several), changes(source.text, nearest.right, words));
  }

  item.remember((event) => {
    if (event.kind === "checked") show(event.data.verdict, event.data.says, event.at);
  });
}

/** The answer's hints, one at a time. */
function hints(item: Item): HTMLElement {
  const list = need<HTMLOListElement>(item.answer, ".item-hints");
  const waiting = [...list.children];
  const shown = h("ol", { class: "item-hints", tabindex: "-1" });
  const more = button("", () => {
    const hint = waiting.shift();
    if (hint) shown.append(hint);
    if (hint) item.announce(`Hint: ${hint.textContent.trim()}`);
    label();
  });
  const label = (): void => {
    more.textContent = `Hint ${shown.childElementCount + 1} of ${shown.childElementCount + waiting.length}`;
    if (waiting.length > 0) return;
    if (more === document.activeElement) shown.focus(); // the button goes
    more.hidden = true;
  };
  list.remove();
  label();
  return h("div", { class: "item-hint" }, shown, more);
}
