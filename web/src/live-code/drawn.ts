import { h } from "../dom.ts";
import type { Drawn } from "../runtime/sandbox.ts";

// A frame can't be asked how high its content is without a script in it.
const ROW = 1.2; // rem
const HIGHEST = 24;
const UNKNOWN = 12;

/** What a run drew. HTML is learner code's own: it gets a frame without script, origin, forms, links that lead out, or network. */
export function drawing({ kind, data, words }: Drawn): HTMLElement {
  if (kind === "png")
    return h("img", { class: "bench-figure", src: `data:image/png;base64,${data}`, alt: `Figure: ${words}` });
  const rows = data.split("<tr").length - 1;
  const frame = h("iframe", { class: "bench-html", sandbox: "", title: words, loading: "eager" });
  frame.style.height = `${rows ? Math.min(HIGHEST, (rows + 1) * ROW) : UNKNOWN}rem`;
  frame.dataset.html = data;
  dress(frame);
  return frame;
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
const STYLE = `
body { margin: 0; font: FONT; }
table { border: 0; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border: 0; border-bottom: 1px solid LINE; padding: .25em .7em; text-align: right; white-space: nowrap; }
th { font-weight: 600; }
p { margin: .4em 0; }
`;

/** Puts the HTML in, in the page's colours: a frame inherits none. */
function dress(frame: HTMLIFrameElement): void {
  const { body } = document;
  const of = (name: string): string => getComputedStyle(body).getPropertyValue(name).trim();
  const scheme = body.dataset.mdColorScheme === "slate" ? "dark" : "light";
  const font = `${0.64 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)}px system-ui, sans-serif`;
  const style = STYLE.replace("FONT", font).replace("LINE", of("--champion-line"));
  const colours = `:root { color-scheme: ${scheme}; color: ${of("--md-default-fg-color")}; background: ${of("--md-default-bg-color")}; }`;
  frame.srcdoc = [
    "<!doctype html>",
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    `<style>${colours}${style}</style>`,
    frame.dataset.html ?? "",
  ].join("");
}

new MutationObserver(() => {
  for (const frame of document.querySelectorAll<HTMLIFrameElement>("iframe.bench-html")) dress(frame);
}).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
