import { button } from "../dom.ts";
import type { Source } from "./source.ts";

/** Edit, Reset, Copy: the same wherever there is code. */
export function sourceTools(source: Source): HTMLElement[] {
  const copy = button("Copy", () => {
    navigator.clipboard.writeText(source.text).then(
      () => (source.note.textContent = "Copied."),
      () => (source.note.textContent = "The browser did not let the page copy. Select the code and copy it yourself."),
    );
  });
  return [
    button("Edit", () => void source.edit(), { class: "champion-button live-edit" }),
    button("Reset", () => source.reset()),
    copy,
  ];
}
