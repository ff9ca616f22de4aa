import { h } from "../dom.ts";
import { named } from "../runtime/asks.ts";

/** What web/build.mjs bakes in: files by name, and the layers, which are fetched only when code asks for them. */
declare const RUNTIME: {
  files: Record<string, { file: string; bytes: number }>;
  layers: Record<string, string[]>;
  after: Record<string, string[]>;
};

const KEY = "champion-python"; // in localStorage: the file of the runtime that this browser has loaded
const first = Object.entries(RUNTIME.files).filter(([name]) => !(name in RUNTIME.layers));
const version = first.map(([, { file }]) => file).join(" ");

let here = remembered();
const running = new Set<HTMLButtonElement>();

/** What a first run of this code loads. */
function weight(code: string): string {
  const asked = named(code, RUNTIME.layers);
  const layers = new Set(asked.flatMap((layer) => [...(RUNTIME.after[layer] ?? []), layer]));
  const files = [...first.map(([, asset]) => asset), ...Array.from(layers, (layer) => RUNTIME.files[layer])];
  const bytes = files.reduce((sum, asset) => sum + (asset?.bytes ?? 0), 0);
  const imports = layers.size > 0 ? "Python, MLflow and what this code imports" : "Python and MLflow";
  return `Loads ${imports} once, about ${Math.round(bytes / 1e6)} MB`;
}

/** Says on a button what its first press loads; in a note too, beside the first such button of its kind on the page. */
export function weigh(run: HTMLButtonElement, host: HTMLElement, kind: string, code: string): HTMLElement[] {
  if (here) return [];
  const words = weight(code);
  run.title = words;
  running.add(run);
  return document.querySelector(kind) === host
    ? [h("small", { class: "live-weight", "aria-hidden": "true" }, words)]
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
