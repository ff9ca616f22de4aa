// A metric over its steps: a line with axes, drawn node by node, and the same as a table.
import { h } from "../dom.ts";
import { type Metric, shown } from "./store.ts";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 320;
const HEIGHT = 150;
const EDGE = { left: 44, right: 10, top: 8, bottom: 20 };

/** Round numbers between `low` and `high`, about `count` of them. */
export function ticks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count;
  if (!(rough > 0) || !Number.isFinite(rough)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((nice) => nice * power >= rough) ?? 10);
  const found: number[] = [];
  for (let at = Math.ceil(low / step); at * step <= high && found.length <= 2 * count; at++)
    found.push(Number((at * step).toPrecision(12)));
  return found;
}

/** The points that can be drawn: a chart has no place for NaN. */
export const drawable = (metric: Metric): [number, number][] =>
  metric.points.filter((point): point is [number, number] => typeof point[1] === "number");

/** What the chart says, in words. */
export function described({ key }: Metric, points: readonly [number, number][]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return `${key}: no point can be drawn`;
  const values = points.map(([, value]) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)].map(shown);
  return `${key} over ${points.length} points: from ${shown(first[1])} at step ${first[0]} to ${shown(last[1])} at step ${last[0]}; lowest ${low}, highest ${high}`;
}

export function chart(metric: Metric): HTMLElement {
  const points = drawable(metric);
  const figure = h("figure", { class: "play-chart" }, h("figcaption", {}, metric.key));
  if (points.length > 1) figure.append(drawing(points, described(metric, points)));
  const rows = metric.points.map(([step, value]) => h("tr", {}, h("td", {}, String(step)), h("td", {}, shown(value))));
  figure.append(
    h(
      "details",
      { "data-key": `points of ${metric.key}` },
      h("summary", {}, `${metric.points.length} points as a table`),
      h(
        "div",
        { class: "play-points", tabindex: "0", role: "group", "aria-label": `Points of ${metric.key}` },
        h(
          "table",
          { class: "play-table" },
          h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "step"), h("th", { scope: "col" }, "value"))),
          h("tbody", {}, ...rows),
        ),
      ),
    ),
  );
  return figure;
}

function drawing(points: readonly [number, number][], label: string): SVGElement {
  const steps = points.map(([step]) => step);
  const values = points.map(([, value]) => value);
  const [left, right] = [Math.min(...steps), Math.max(...steps)];
  const [low, high] = padded(Math.min(...values), Math.max(...values));
  const x = (step: number): number =>
    EDGE.left + ((WIDTH - EDGE.left - EDGE.right) * (step - left)) / (right - left || 1);
  const y = (value: number): number =>
    HEIGHT - EDGE.bottom - (HEIGHT - EDGE.top - EDGE.bottom) * ((value - low) / (high - low || 1));
  const root = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label });
  for (const value of ticks(low, high, 5)) {
    root.append(svg("path", { class: "play-grid", d: `M${EDGE.left} ${y(value).toFixed(1)}H${WIDTH - EDGE.right}` }));
    root.append(svg("text", { x: EDGE.left - 4, y: (y(value) + 3).toFixed(1), "text-anchor": "end" }, brief(value)));
  }
  for (const step of ticks(left, right, 5).filter(Number.isInteger))
    root.append(svg("text", { x: x(step).toFixed(1), y: HEIGHT - 6, "text-anchor": "middle" }, brief(step)));
  const foot = HEIGHT - EDGE.bottom;
  root.append(svg("path", { class: "play-axis", d: `M${EDGE.left} ${EDGE.top}V${foot}H${WIDTH - EDGE.right}` }));
  const line = points.map(([step, value]) => `${x(step).toFixed(1)} ${y(value).toFixed(1)}`).join("L");
  root.append(svg("path", { class: "play-line", d: `M${line}` }));
  if (points.length <= 40)
    for (const [step, value] of points)
      root.append(svg("circle", { class: "play-dot", cx: x(step).toFixed(1), cy: y(value).toFixed(1), r: 2 }));
  return root;
}

/** A line that lies level needs room above and below. */
function padded(low: number, high: number): [number, number] {
  if (high > low) return [low, high];
  const room = Math.abs(low) / 10 || 1;
  return [low - room, high + room];
}

const brief = (value: number): string => {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential(1) : shown(value);
};

function svg(tag: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.textContent = text;
  return element;
}
