import { button } from "../dom.ts";
import type { Source } from "./source.ts";

const QUIET = "champion-button champion-button--quiet";
const REFUSED = "The browser did not let the page copy. Select the code and copy it yourself.";

/** Edit, Copy and, once something has changed, Reset: the same wherever there is code. */
export function sourceTools(source: Source): HTMLElement[] {
  const edit = button("Edit", () => void source.edit(), { class: `${QUIET} live-edit` });
  const copy = button("Copy", () => void write(), { class: QUIET });
  const reset = button("Reset", () => back(), { class: QUIET, hidden: true });
  source.addEventListener("change", () => {
    reset.hidden = !source.changed;
  });

  async function write(): Promise<void> {
    const copied = navigator.clipboard.writeText(source.text);
    source.note.textContent = await copied.then(
      () => "Copied.",
      () => REFUSED,
    );
  }

  function back(): void {
    source.reset();
    if (source.isOpen) void source.edit();
    else edit.focus();
  }

  return [edit, copy, reset];
}
