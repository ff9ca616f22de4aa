// The bank as practice sees it: one index, and the items' HTML by domain when it is asked for.
import { need } from "../dom.ts";
import type { ItemData } from "../quiz/item.ts";

export interface Entry {
  hash: string;
  type: string;
  objectives: string[];
  level: string;
  /** Where it is taught: a path below docs/, with its anchor. */
  page: string;
  /** The address of that. */
  taught: string;
  options: number;
  formerly: string[];
}

export interface Exam {
  name: string;
  short: string;
  minutes: number;
  items: number;
  mock: boolean;
  section: { id: string; name: string; weight: number; objective: { id: string; text: string; relevance: string }[] }[];
  focus: { name: string; objectives: string[] }[];
}

export interface Bank {
  version: string;
  domains: Record<string, string>;
  items: Record<string, Entry>;
  pages: Record<string, { title: string; address: string }>;
  exams: Record<string, Exam>;
  labs: { title: string; address: string; objectives: string[] }[];
}

const BASE = new URL(import.meta.url.includes("/chunks/") ? "../bank/" : "./bank/", import.meta.url);

let index: Promise<Bank> | undefined;
const domains = new Map<string, Promise<Record<string, string>>>();

/** The index, fetched once. Rejects with a sentence. */
export function bank(): Promise<Bank> {
  index ??= fetched<Bank>("index.json").catch((error: unknown) => {
    index = undefined;
    throw error;
  });
  return index;
}

type Row = [objectives: string[], type: string, options: number, page?: string];

/** Of the items what the engine draws by, for an exam of its own items: the rest would only be carried along. */
export function entries({ items }: Bank, exam?: Exam): Record<string, Row> {
  const asked = new Set(exam?.section.flatMap(({ objective }) => objective.map(({ id }) => id)));
  const rows: Record<string, Row> = {};
  for (const [id, { objectives, type, options, page }] of Object.entries(items))
    if (!exam) rows[id] = [objectives, type, options, page];
    else if (objectives.some((one) => asked.has(one))) rows[id] = [objectives, type, options];
  return rows;
}

/** Has the items' words here, so that the network may go. */
export async function bring(ids: readonly string[]): Promise<void> {
  await Promise.all([...new Set(ids.map(domainOf))].map(domain));
}

/** An item's element as the pages have it, and its data; undefined when the bank has it no more. */
export async function draw(id: string): Promise<{ element: HTMLElement; data: ItemData } | undefined> {
  const html = (await domain(domainOf(id)))[id];
  if (html === undefined) return undefined;
  const template = document.createElement("template");
  template.innerHTML = html;
  const element = need(template.content, "champion-item");
  const script = need<HTMLScriptElement>(element, ":scope > script");
  script.remove(); // the element is not to begin by itself
  return { element, data: JSON.parse(script.text) as ItemData };
}

const domainOf = (id: string): string => id.split("/")[0] ?? "";

async function domain(name: string): Promise<Record<string, string>> {
  const { domains: files } = await bank();
  const file = files[name];
  if (!file) return {};
  const known = domains.get(file) ?? fetched<{ items: Record<string, string> }>(file).then(({ items }) => items);
  domains.set(file, known);
  known.catch(() => domains.delete(file));
  return known;
}

async function fetched<T>(file: string): Promise<T> {
  const failed = (): never => {
    throw new Error("The questions could not be loaded. Look at your connection and try again.");
  };
  const response = await fetch(new URL(file, BASE), file === "index.json" ? { cache: "no-cache" } : {}).catch(failed);
  return response.ok ? ((await response.json()) as T) : failed();
}
