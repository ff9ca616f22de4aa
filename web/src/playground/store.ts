// What the sandbox says is in the store (web/python/aside/store_view.py). Learner code can forge it: only what has the right
// shape is taken, no more than a page can show, and all of it is text.

export type Pair = [name: string, value: string];
/** A step, and a number or the name of one that is none. */
export type Point = [step: number, value: number | string];

export interface Metric {
  key: string;
  value: number | string;
  points: Point[];
}

export interface Run {
  id: string;
  name: string;
  experiment: string;
  status: string;
  ms: number | undefined;
  parent: string;
  params: Pair[];
  tags: Pair[];
  metrics: Metric[];
}

/** Name, type, and what else is known of it. */
export type Column = [name: string, type: string, note: string];

export interface Model {
  id: string;
  name: string;
  status: string;
  run: string;
  flavors: string[];
  signature: { inputs: Column[]; outputs: Column[]; params: Column[] } | undefined;
  params: Pair[];
  metrics: Pair[];
}

export interface Version {
  version: string;
  aliases: string[];
  source: string;
  run: string;
  tags: Pair[];
}

export interface Span {
  id: string;
  parent: string;
  name: string;
  type: string;
  status: string;
  ms: number | undefined;
  inputs: string;
  outputs: string;
}

export interface Trace {
  id: string;
  name: string;
  status: string;
  ms: number | undefined;
  more: number;
  assessments: Pair[];
  spans: Span[];
}

export interface Store {
  experiments: { id: string; name: string; tags: Pair[] }[];
  runs: Run[];
  models: Model[];
  registered: { name: string; tags: Pair[]; versions: Version[] }[];
  traces: Trace[];
  /** Sentences about what is there, and about what could not be read. */
  says: string[];
  faults: string[];
}

type Said = Record<string, unknown>;

const text = (said: unknown): string => (typeof said === "string" ? said.slice(0, 1_000) : "");
const amount = (said: unknown): number | undefined =>
  typeof said === "number" && Number.isFinite(said) ? said : undefined;
const value = (said: unknown): number | string => amount(said) ?? text(said);
const entries = (said: unknown, limit: number): unknown[] => (Array.isArray(said) ? said.slice(0, limit) : []);
const texts = (said: unknown, limit = 50): string[] => entries(said, limit).map(text);
const records = (said: unknown, limit = 50): Said[] =>
  entries(said, limit).filter((one): one is Said => typeof one === "object" && one !== null);
const pairs = (said: unknown): Pair[] =>
  entries(said, 50).map((one) => {
    const [name, given] = entries(one, 2);
    return [text(name), shown(value(given))];
  });

/** A number as it is read: not all of its digits. */
export const shown = (given: number | string): string =>
  typeof given === "string" ? given : String(Number(given.toPrecision(6)));

/** What was said, as far as it has the right shape; undefined where it is nothing of that kind. */
export function parse(said: string): Store | undefined {
  let whole: unknown;
  try {
    whole = JSON.parse(said);
  } catch {
    return undefined;
  }
  if (typeof whole !== "object" || whole === null || Array.isArray(whole)) return undefined;
  const store = whole as Said;
  return {
    experiments: records(store.experiments).map(({ id, name, tags }) => ({
      id: text(id),
      name: text(name),
      tags: pairs(tags),
    })),
    runs: records(store.runs).map(run),
    models: records(store.models).map(model),
    registered: records(store.registered).map(({ name, tags, versions }) => ({
      name: text(name),
      tags: pairs(tags),
      versions: records(versions).map((one) => ({
        version: text(one.version),
        aliases: texts(one.aliases),
        source: text(one.source),
        run: text(one.run),
        tags: pairs(one.tags),
      })),
    })),
    traces: records(store.traces).map(trace),
    says: texts(store.says, 10),
    faults: texts(store.faults, 10),
  };
}

const run = (one: Said): Run => ({
  id: text(one.id),
  name: text(one.name),
  experiment: text(one.experiment),
  status: text(one.status),
  ms: amount(one.ms),
  parent: text(one.parent),
  params: pairs(one.params),
  tags: pairs(one.tags),
  metrics: records(one.metrics).map((metric) => ({
    key: text(metric.key),
    value: value(metric.value),
    points: entries(metric.points, 1_000).flatMap((point): Point[] => {
      const [step, at] = entries(point, 2);
      const number = amount(step);
      return number === undefined ? [] : [[number, value(at)]];
    }),
  })),
});

function model(one: Said): Model {
  const [signature] = records([one.signature]);
  return {
    id: text(one.id),
    name: text(one.name),
    status: text(one.status),
    run: text(one.run),
    flavors: texts(one.flavors),
    signature: signature && {
      inputs: columns(signature.inputs),
      outputs: columns(signature.outputs),
      params: columns(signature.params),
    },
    params: pairs(one.params),
    metrics: pairs(one.metrics),
  };
}

const columns = (said: unknown): Column[] =>
  entries(said, 50).map((one) => {
    const [name = "", type = "", note = ""] = texts(one, 3);
    return [name, type, note];
  });

const trace = (one: Said): Trace => ({
  id: text(one.id),
  name: text(one.name),
  status: text(one.status),
  ms: amount(one.ms),
  more: amount(one.more) ?? 0,
  assessments: pairs(one.assessments),
  spans: records(one.spans, 100).map((span) => ({
    id: text(span.id),
    parent: text(span.parent),
    name: text(span.name),
    type: text(span.type),
    status: text(span.status),
    ms: amount(span.ms),
    inputs: text(span.inputs),
    outputs: text(span.outputs),
  })),
});

export interface Node {
  span: Span;
  children: Node[];
}

/** The spans as trees. What names nobody as its parent is a root, and so is each of a circle, which only a forgery makes. */
export function tree(spans: readonly Span[]): Node[] {
  const nodes = new Map(spans.map((span): [string, Node] => [span.id, { span, children: [] }]));
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const parent = circles(node, nodes) ? undefined : nodes.get(node.span.parent);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}

function circles(node: Node, nodes: Map<string, Node>): boolean {
  const seen = new Set<Node>();
  for (let at: Node | undefined = node; at; at = nodes.get(at.span.parent)) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}
