import { button } from "../dom.ts";
import type { Source } from "./source.ts";

const QUIET = "champion-button champion-button--quiet";
const REFUSED = "The browser did not let the page copy. Select the code and copy it yourself.";

/** Edit, Copy and, once something has changed, Reset: the same wherever there is code. */
export function sourceTools(source: Source): HTMLElement[] {
  const edit = button("Edit", () => void source.edit(), { class: `${QUIET} live-edit` });
  const copy = copyTool(() => source.text, source.note);
  const reset = button("Reset", () => back(), { class: QUIET, hidden: true });
  source.addEventListener("change", () => {
    reset.hidden = !source.changed;
  });

  function back(): void {
    source.reset();
    if (source.isOpen) void source.edit();
    else edit.focus();
  }

  return [edit, copy, reset];
}

/** Copy, which says in `note` what came of it. */
export function copyTool(text: () => string, note: HTMLElement): HTMLElement {
  const write = async (): Promise<void> => {
    const copied = navigator.clipboard.writeText(text());
    note.textContent = await copied.then(
      () => "Copied.",
      () => REFUSED,
    );
  };
  return button("Copy", () => void write(), { class: QUIET });
}
