// What a page says about an error beyond its text: the line it came from, old forms in the code, what to do.
import { h } from "../dom.ts";
import { type KnownError, knownError } from "./known-errors.ts";
import { type Found, type OldForm, oldForms } from "./old-forms.ts";
import type { Source } from "./source.ts";
import { failure } from "./trace.ts";

/** What web/build.mjs bakes in: the rows of docs/old-and-new/forms.toml that have names. */
declare const OLD_FORMS: OldForm[];
/** And those of docs/reference/errors.toml. */
declare const KNOWN_ERRORS: KnownError[];

/** The site's own address: this script lies in its assets/champion/, or in chunks/ below that. */
const SITE = new URL(import.meta.url.includes("/chunks/") ? "../../../" : "../../", import.meta.url);

/** The place below an output for what `teach` has to say. */
export const lesson = (): HTMLElement => h("div", { class: "live-lesson", role: "status" });

/**
 * After a run or a check of `code` that ended with `error` (its trace, or a check's sentence): marks the line in
 * `source`, and says in `place`, which `lesson` made, which old forms the code has. Without an error, as when the next
 * run begins, takes all that away.
 */
export function teach(source: Source, place: HTMLElement, code = "", error?: string): void {
  const failed = error && source.text === code ? failure(error) : undefined;
  source.mark(failed?.line, failed?.says);
  place.replaceChildren(...[taught(code, error) ?? []].flat());
}

/**
 * Of code that ended with an error or was refused: a paragraph for each old form in it, with a link to its row; if it has
 * none, what to do about the error, where that is known.
 */
export function taught(code: string, error: string | undefined): HTMLElement | undefined {
  if (!error) return undefined;
  const found = oldForms(code, OLD_FORMS);
  if (found.length > 0) return h("div", { class: "live-old" }, ...found.map(paragraph));
  const known = knownError(error, KNOWN_ERRORS);
  return known && h("div", { class: "live-old" }, whatToDo(known));
}

function whatToDo({ id, next }: KnownError): HTMLElement {
  const words = next.split("`").map((part, number) => (number % 2 ? h("code", {}, part) : part));
  const href = new URL(`reference/errors/#error-${id}`, SITE).href;
  return h("p", {}, "What to do: ", ...words, " ", h("a", { href }, "What this error means"));
}

function paragraph({ form, written }: Found): HTMLElement {
  const href = new URL(`old-and-new/#form-${form.id}`, SITE).href;
  return h(
    "p",
    {},
    h("code", {}, written),
    " is an old form: now ",
    h("code", {}, form.now),
    ". ",
    h("a", { href }, `Old and new: ${form.title}`),
  );
}
