import { h } from "../dom.ts";

/** The engine's readiness. */
export interface Readiness {
  low: number;
  high: number;
  line: number;
  ready: boolean;
  answered: number;
  sections: { section: string; name: string; right: number; items: number; low: number; high: number }[];
}

const percent = (part: number): string => `${Math.round(100 * part)}\u00a0%`;

/** A range between 0 and 100 %, with our line. */
export function range(low: number, high: number, line: number): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const rect = (name: string, x: number, width: number, y: number, height: number): void => {
    const part = document.createElementNS(svg.namespaceURI, "rect");
    part.setAttribute("class", name);
    for (const [key, value] of Object.entries({ x, width, y, height })) part.setAttribute(key, String(value));
    svg.append(part);
  };
  svg.setAttribute("class", "range");
  svg.setAttribute("viewBox", "0 0 200 14");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `From ${percent(low)} to ${percent(high)}; our line is at ${percent(line)}.`);
  rect("range-whole", 0, 200, 4, 6);
  rect("range-part", 200 * low, Math.max(2, 200 * (high - low)), 2, 10);
  rect("range-line", 200 * line - 0.5, 1, 0, 14);
  return svg;
}

/** How ready, in words, as a drawing, and by section. */
export function readinessView({ low, high, line, ready, answered, sections }: Readiness): HTMLElement {
  const verdict = ready
    ? `The lower end is above our line of ${percent(line)}: you are well prepared for this part.`
    : `Our line is at ${percent(line)} for the lower end. More questions narrow the range; the misses say where it can rise.`;
  const rows = sections.map((section) => {
    const cell = h("td");
    cell.append(range(section.low, section.high, line));
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, section.name),
      h("td", {}, section.items ? `${section.right} of ${section.items}` : "nothing yet"),
      cell,
    );
  });
  const drawn = h("p", { class: "readiness-range" });
  drawn.append(range(low, high, line));
  return h(
    "div",
    { class: "readiness" },
    h(
      "p",
      {},
      h("strong", {}, `Between ${percent(low)} and ${percent(high)}`),
      ` of the questions in scope, by ${answered === 1 ? "one answer" : `${answered} answers`} of yours. ${verdict}`,
    ),
    drawn,
    h(
      "div",
      { class: "md-typeset__scrollwrap" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...["Section", "Right", "Range"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, ...rows),
      ),
    ),
  );
}
