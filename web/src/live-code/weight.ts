import { h } from "../dom.ts";

/** What web/build.mjs bakes in: files by name, and the layers, which are fetched only when code asks for them. */
declare const RUNTIME: { files: Record<string, { file: string; bytes: number }>; layers: Record<string, string[]> };

const KEY = "champion-python"; // in localStorage: the file of the runtime that this browser has loaded
const first = Object.entries(RUNTIME.files).filter(([name]) => !(name in RUNTIME.layers));
const bytes = first.reduce((sum, [, asset]) => sum + asset.bytes, 0);
const version = first.map(([, { file }]) => file).join(" ");
const WORDS = `Loads Python and MLflow once, about ${Math.round(bytes / 1e6)} MB`;

let here = remembered();
const running = new Set<HTMLButtonElement>();

/** Says on a button that runs what its first press loads; in a note too, beside the first such button of its kind on the page. */
export function weigh(run: HTMLButtonElement, host: HTMLElement, kind: string): HTMLElement[] {
  if (here) return [];
  run.title = WORDS;
  running.add(run);
  return document.querySelector(kind) === host
    ? [h("small", { class: "live-weight", "aria-hidden": "true" }, WORDS)]
    : [];
}

/** Python is here: nothing more to say, in this browser. */
export function loaded(): void {
  if (here) return;
  here = true;
  for (const run of running) run.removeAttribute("title");
  running.clear();
  for (const note of document.querySelectorAll(".live-weight")) note.remove();
  try {
    localStorage.setItem(KEY, version);
  } catch {
    // storage refused: it is said again at the next visit
  }
}

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) === version;
  } catch {
    return false;
  }
}
