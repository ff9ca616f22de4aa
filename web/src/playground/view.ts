// The store as a page shows it: parts that open, tables, charts, span trees. What the sandbox said is text here, and no more.
import { h } from "../dom.ts";
import { chart } from "./chart.ts";
import type { Column, Model, Node, Pair, Run, Store, Trace, Version } from "./store.ts";
import { shown, tree } from "./store.ts";

type Child = globalThis.Node | string;

const PARTS = ["experiments", "runs", "models", "registered", "traces"] as const;
type Part = (typeof PARTS)[number];

const TITLES: Record<Part, { one: string; many: string; none: string }> = {
  experiments: { one: "experiment", many: "experiments", none: "mlflow.set_experiment makes one." },
  runs: { one: "run", many: "runs", none: "mlflow.start_run makes one." },
  models: {
    one: "logged model",
    many: "logged models",
    none: "log_model of a flavor, such as mlflow.sklearn, makes one.",
  },
  registered: { one: "registered model", many: "registered models", none: "mlflow.register_model makes one." },
  traces: { one: "trace", many: "traces", none: "A call of a function with @mlflow.trace makes one." },
};

export const NOTHING =
  "Nothing has run yet. After each run you see here what it left: experiments; runs with params, metrics and their charts, tags; " +
  "logged models with their signature; registered models with versions and aliases; traces with their spans.";

export class StoreView {
  readonly #says = h("p", { class: "play-says", role: "status" });
  readonly #notes = h("ul", { class: "play-notes" });
  readonly #places: Record<Part, HTMLElement>;
  /** What was opened and closed by hand, by key: so it stays when the store is read again. */
  readonly #chosen = new Map<string, boolean>();
  readonly #drawn = new Map<Part, string>();
  readonly element: HTMLElement;

  constructor() {
    const place = (): HTMLElement => h("div", { class: "play-part" });
    this.#places = { experiments: place(), runs: place(), models: place(), registered: place(), traces: place() };
    this.element = h(
      "section",
      { class: "play-store", "aria-label": "The store" },
      this.#says,
      this.#notes,
      ...PARTS.map((part) => this.#places[part]),
    );
    this.element.addEventListener("click", (event) => {
      const details = (event.target as Element).closest("summary")?.parentElement;
      if (details instanceof HTMLDetailsElement) this.#chosen.set(path(details), !details.open); // it is about to change
    });
    this.empty(NOTHING);
  }

  /** There is no store: says why. */
  empty(why: string): void {
    this.#drawn.clear();
    this.#chosen.clear();
    for (const part of PARTS) this.#places[part].replaceChildren();
    this.#notes.replaceChildren();
    this.#says.textContent = why;
  }

  show(store: Store): void {
    const counts = PARTS.filter((part) => store[part].length > 0).map((part) => counted(part, store[part].length));
    this.#says.textContent = counts.length > 0 ? `In the store: ${listed(counts)}.` : "The store could not be shown.";
    const notes = [...store.faults, ...store.says];
    this.#notes.replaceChildren(
      ...notes.map((note, index) => h("li", { class: index < store.faults.length ? "play-fault" : "" }, note)),
    );
    this.#draw("experiments", store, () => [experiments(store)]);
    this.#draw("runs", store, () => store.runs.map((run) => runEntry(run, store)));
    this.#draw("models", store, () => store.models.map((model) => modelEntry(model, store)));
    this.#draw("registered", store, () =>
      store.registered.map(({ name, tags, versions }) => registeredEntry(name, tags, versions)),
    );
    this.#draw("traces", store, () => store.traces.map(traceEntry));
  }

  /** Draws a part anew if anything in it changed; what is open stays open, and the focus where it is. */
  #draw(part: Part, store: Store, entries: () => HTMLElement[]): void {
    const said = JSON.stringify(part === "traces" || part === "experiments" ? store[part] : [store[part], store.runs]);
    if (this.#drawn.get(part) === said) return;
    this.#drawn.set(part, said);
    const place = this.#places[part];
    const at = place.contains(document.activeElement) ? document.activeElement?.closest("details") : undefined;
    const focused = at && path(at);
    if (store[part].length === 0) {
      const { many, none } = TITLES[part];
      place.replaceChildren(h("p", { class: "play-none" }, h("strong", {}, `No ${many}. `), none));
      return;
    }
    const title = h("summary", {}, counted(part, store[part].length));
    place.replaceChildren(h("details", { "data-key": part, class: "play-group" }, title, ...entries()));
    const found = [...place.querySelectorAll("details")];
    for (const details of found) details.open = this.#chosen.get(path(details)) ?? isOpen(details, part);
    if (focused)
      found
        .find((details) => path(details) === focused)
        ?.querySelector("summary")
        ?.focus();
  }
}

/** Where a details stands: its key and those around it. */
function path(details: HTMLDetailsElement): string {
  const around = details.parentElement?.closest("details");
  return `${around ? path(around) : ""}/${details.dataset.key ?? ""}`;
}

/** What is open unless somebody closed it: the parts, and the newest thing in each. */
const isOpen = (details: HTMLDetailsElement, part: Part): boolean =>
  details.dataset.key === part ? part !== "experiments" : details.matches(".play-entry:first-of-type");

const counted = (part: Part, count: number): string => `${count} ${count === 1 ? TITLES[part].one : TITLES[part].many}`;

const listed = (words: string[]): string =>
  words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words.join("");

function entry(key: string, head: Child[], ...body: Child[]): HTMLElement {
  return h(
    "details",
    { class: "play-entry", "data-key": key },
    h("summary", {}, ...head),
    h("div", { class: "play-body" }, ...body),
  );
}

const badge = (words: string): Child[] => (words ? [" ", h("span", { class: "badge" }, words)] : []);
const small = (words: string): Child => h("small", {}, ` ${words}`);
const took = (ms: number | undefined): string =>
  ms === undefined
    ? ""
    : ms < 1_000
      ? `${shown(Number(ms.toFixed(ms < 10 ? 1 : 0)))} ms`
      : `${(ms / 1_000).toFixed(1)} s`;

function table(caption: string, head: string[], rows: readonly (readonly Child[])[]): HTMLElement {
  return h(
    "table",
    { class: "play-table" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...head.map((name) => h("th", { scope: "col" }, name)))),
    h(
      "tbody",
      {},
      ...rows.map(([first = "", ...rest]) =>
        h("tr", {}, h("th", { scope: "row" }, first), ...rest.map((cell) => h("td", {}, cell))),
      ),
    ),
  );
}

/** A table of names and values; nothing where there are none. */
const pairs = (caption: string, name: string, given: readonly Pair[]): Child[] =>
  given.length > 0 ? [table(caption, [name, "value"], given)] : [];

const code = (text: string): HTMLElement => h("code", {}, text);

function experiments({ experiments: found, runs }: Store): HTMLElement {
  const rows = found.map(({ id, name }) => [
    name,
    id,
    String(runs.filter(({ experiment }) => experiment === name).length),
  ]);
  return h("div", { class: "play-body" }, table("Experiments", ["name", "id", "runs shown"], rows));
}

const nameOf = (id: string, { runs }: Store): string => runs.find((run) => run.id === id)?.name || id;

function runEntry(run: Run, store: Store): HTMLElement {
  const { id, name, experiment, status, ms, parent, params, tags, metrics } = run;
  const head = [
    h("strong", {}, name || id),
    ...badge(status),
    small([took(ms), `in ${experiment}`].filter(Boolean).join(", ")),
  ];
  const within = parent ? [h("p", {}, "A child of the run ", h("strong", {}, nameOf(parent, store)), ".")] : [];
  const rows = metrics.map(({ key, value, points }) => [key, shown(value), String(points.length || 1)]);
  const lines = metrics.filter(({ points }) => points.length > 1).map((metric) => chart(metric));
  const none = params.length + tags.length + metrics.length === 0 ? [h("p", {}, "Nothing was logged to it.")] : [];
  return entry(
    `run ${id}`,
    head,
    ...within,
    ...none,
    ...pairs("Params", "param", params),
    ...(rows.length > 0 ? [table("Metrics", ["metric", "last value", "points"], rows)] : []),
    ...lines,
    ...pairs("Tags", "tag", tags),
    h("p", { class: "play-id" }, "Run id ", code(id)),
  );
}

function modelEntry(model: Model, store: Store): HTMLElement {
  const { id, name, status, run, flavors, signature, params, metrics } = model;
  const head = [
    h("strong", {}, name || id),
    ...badge(status),
    ...(flavors.length > 0 ? [small(flavors.join(", "))] : []),
  ];
  const from = run ? [h("p", {}, "From the run ", h("strong", {}, nameOf(run, store)), ".")] : [];
  return entry(
    `model ${id}`,
    head,
    ...from,
    signature ? signatureTable(signature) : h("p", {}, "It has no signature: nothing checks what callers send."),
    ...pairs("Params", "param", params),
    ...pairs("Metrics", "metric", metrics),
    h("p", { class: "play-id" }, "Load it by ", code(`models:/${id}`)),
  );
}

function signatureTable(signature: NonNullable<Model["signature"]>): HTMLElement {
  const side = (words: string, columns: readonly Column[]): Child[][] =>
    columns.map(([name, type, note]) => [name || "(no name)", words, [type, note].filter(Boolean).join(", ")]);
  const rows = [
    ...side("input", signature.inputs),
    ...side("output", signature.outputs),
    ...side("param", signature.params),
  ];
  return table("Signature", ["name", "side", "type"], rows);
}

function registeredEntry(name: string, tags: readonly Pair[], versions: readonly Version[]): HTMLElement {
  const aliases = versions.flatMap(({ aliases: found, version }) =>
    found.map((alias) => `${alias} is version ${version}`),
  );
  const rows = versions.map((one): Child[] => [one.version, one.aliases.join(", ") || "–", one.source]);
  const tagged = versions.filter((one) => one.tags.length > 0);
  return entry(
    `registered ${name}`,
    [h("strong", {}, name), ...(aliases.length > 0 ? [small(aliases.join(", "))] : [])],
    table("Versions", ["version", "aliases", "source"], rows),
    ...tagged.flatMap((one) => pairs(`Tags of version ${one.version}`, "tag", one.tags)),
    ...pairs("Tags of the model", "tag", tags),
  );
}

function traceEntry(trace: Trace): HTMLElement {
  const { id, name, status, ms, more, assessments, spans } = trace;
  return entry(
    `trace ${id}`,
    [h("strong", {}, name || id), ...badge(status), small(took(ms))],
    spanList(tree(spans)),
    ...(more > 0 ? [h("p", {}, `${more} more spans are not shown.`)] : []),
    ...pairs("Assessments", "name", assessments),
    h("p", { class: "play-id" }, "Trace id ", code(id)),
  );
}

function spanList(nodes: readonly Node[]): HTMLElement {
  return h(
    "ul",
    { class: "play-spans" },
    ...nodes.map(({ span, children }) => {
      const failed = span.status === "ERROR" ? badge("ERROR") : [];
      const io = (
        [
          ["in", span.inputs],
          ["out", span.outputs],
        ] as const
      ).filter(([, text]) => text);
      return h(
        "li",
        {},
        h("strong", {}, span.name),
        ...badge(span.type),
        ...failed,
        small(took(span.ms)),
        ...io.map(([side, text]) => h("div", { class: "play-io" }, `${side} `, code(text))),
        ...(children.length > 0 ? [spanList(children)] : []),
      );
    }),
  );
}
