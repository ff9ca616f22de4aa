import { h } from "../dom.ts";
import { named } from "../runtime/asks.ts";

/** The layers that this build of the site lacks, because nobody had their wheels, with the names that ask for them. */
declare const LACKING: Record<string, string[]>;

/** Instead of the buttons that run it: that code needs the notebook, with a link to one. Nothing, where it runs. */
export function needsNotebook(code: string): HTMLElement | undefined {
  if (named(code, LACKING).length === 0) return undefined;
  const labs = document.querySelector<HTMLAnchorElement>('article a[href*="/labs/"], nav a[href*="/labs/"]');
  const notebook = labs ? h("a", { href: labs.href }, "the lab's notebook") : "the lab's notebook";
  return h(
    "p",
    { class: "live-lacking" },
    "This needs the notebook: this site was built without what it imports. Use ",
    notebook,
    ".",
  );
}
