import { button, contents, h, need } from "../dom.ts";
import { arrange } from "./compare.ts";
import { draggable } from "./drag.ts";
import type { Item, OrderData, Widget } from "./item.ts";

/** Lines go from the tray "Not used" into the program and up and down there: by buttons, or dragged. */
export function order(item: Item, data: OrderData): Widget {
  const tray = need<HTMLUListElement>(item.element, ".item-lines");
  const program = h("ol", { class: "item-lines", "aria-labelledby": `${item.id}-program` });
  tray.setAttribute("aria-labelledby", `${item.id}-tray`);
  const rows = [...tray.children].map((row) => equip(row as HTMLElement, need(row, "code").textContent ?? ""));
  const orders = data.right.map((sequence) => sequence.map((line) => data.lines[line] ?? ""));
  const used = (): number[] => [...program.children].map((row) => rows.indexOf(row as HTMLElement));

  function equip(row: HTMLElement, line: string): HTMLElement {
    const tool = (sign: string, name: string, act: () => void): HTMLButtonElement =>
      button(sign, act, {
        class: `champion-button order-${name.toLowerCase().replace(" ", "-")}`,
        "aria-label": `${name}: ${line.trim()}`,
      });
    const up = tool("↑", "Up", () =>
      step(row, row.previousElementSibling?.previousElementSibling ?? null, row.previousElementSibling !== null, up),
    );
    const down = tool("↓", "Down", () => step(row, row.nextElementSibling, row.nextElementSibling !== null, down));
    const out = tool("✕", "Take out", () => place(row, tray, null));
    const use = tool("Use", "Use", () => place(row, program, null));
    row.prepend(h("span", { class: "order-grip", "aria-hidden": "true" }, "⠿"));
    row.append(h("span", { class: "order-tools" }, use, up, down, out));
    return row;
  }

  /** `after`: the row to stand behind, null for the top. */
  function step(row: HTMLElement, after: Element | null, possible: boolean, focus: HTMLElement): void {
    if (after) after.after(row);
    else if (possible) program.prepend(row);
    focus.focus();
    moved(row);
  }

  function place(row: HTMLElement, list: HTMLElement, before: Element | null): void {
    const from = row.parentElement;
    const next = row.nextElementSibling ?? row.previousElementSibling;
    const focused = row.contains(document.activeElement);
    list.insertBefore(row, before);
    // the pressed button is not offered in the other list: go on with the next line, else stay with this one
    if (focused)
      (next ?? row)
        .querySelector<HTMLElement>((next ? from : list) === tray ? ".order-use" : ".order-take-out")
        ?.focus();
    moved(row);
  }

  const position = (row: Element): number => [...program.children].indexOf(row) + 1;
  const moved = (row: HTMLElement): void => {
    row.dispatchEvent(new Event("input", { bubbles: true })); // as any control that was changed
    const line = need(row, "code").textContent.trim();
    item.announce(
      row.parentElement === tray
        ? `${line}: not used.`
        : `${line}: position ${position(row)} of ${program.childElementCount}.`,
    );
  };

  draggable([program, tray], place);

  return {
    task: "Put the lines in order; some may not belong",
    body: h(
      "div",
      { class: "order" },
      h("p", { class: "order-title", id: `${item.id}-program` }, "Your program"),
      program,
      h("p", { class: "order-title", id: `${item.id}-tray` }, "Not used"),
      tray,
    ),
    given: () => (program.childElementCount > 0 ? used() : null),
    missing: (given) => (given === null ? "Put at least one line into your program first." : ""),
    fill: (given) => {
      tray.append(...rows);
      if (Array.isArray(given)) program.append(...given.flatMap((line) => rows[line] ?? []));
    },
    judge: (given) => arrange(texts(given), orders).verdict,
    show: (given, verdict) => {
      const { inPlace } = arrange(texts(given), orders);
      const start =
        verdict === "right"
          ? ""
          : inPlace === 0
            ? "The first line is another one."
            : `Your program is right up to line ${inPlace}.`;
      const right = [...item.answer.querySelectorAll(".item-solution, .item-rationale")].map((part) =>
        h("div", { class: part.className }, contents(part)),
      );
      return [...(start ? [h("p", {}, start)] : []), ...(verdict === "right" ? right.slice(1) : right)];
    },
  };

  function texts(given: unknown): string[] {
    return Array.isArray(given) ? given.map((line: number) => data.lines[line] ?? "") : [];
  }
}
