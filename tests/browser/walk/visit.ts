// A learner's visit to the built site: pages that must not fail, phone home or break their policy, and the items in them.
import assert from "node:assert/strict";
import fs from "node:fs";
import { setInterval } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import type { ItemData } from "../../../web/src/quiz/item.ts";
import { keptPython, lend } from "../kept.ts";
import { type Served, serve } from "../serve.ts";

export type { CodeData, ItemData } from "../../../web/src/quiz/item.ts";

export const PAGE = "tracking/runs/";
const SITE = process.env.SITE ?? "site";
const WIDE = { width: 1300, height: 900 };
const PHONE = { width: 360, height: 740, isMobile: true, hasTouch: true };

export interface Look {
  phone?: boolean;
  scripts?: boolean;
  /** Nothing is here from an earlier visit: Python starts from files. */
  first?: boolean;
  /** Runs in every page before its own scripts. */
  before?: () => void;
}

export async function serveSite(): Promise<Served> {
  assert.ok(fs.existsSync(`${SITE}/index.html`), `There is no ${SITE}/index.html: build the site first (make build).`);
  return serve(SITE, { lends: await keptPython("sklearn", SITE) });
}

/** A browser profile of its own, whose pages write down what must not happen. */
export class Visit {
  readonly faults: string[] = [];
  /** Faults that the test itself makes, such as a cut connection: the browser may tell of them late. */
  expected: RegExp | undefined;
  readonly #served: Served;
  readonly #context: BrowserContext;
  readonly #look: Look;

  private constructor(served: Served, context: BrowserContext, look: Look) {
    this.#served = served;
    this.#context = context;
    this.#look = look;
  }

  static async start(browser: Browser, served: Served, look: Look = {}): Promise<Visit> {
    return new Visit(served, await browser.createBrowserContext(), look);
  }

  async open(path = PAGE): Promise<Page> {
    const { phone = false, scripts = true, first = false, before } = this.#look;
    const page = await this.#context.newPage();
    page.setDefaultTimeout(60_000);
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(this.#served.origin) && !/^(data|blob|about):/.test(url))
        this.faults.push(`asked for ${url}`);
    });
    page.on("pageerror", (error) => this.faults.push(`threw ${error instanceof Error ? error.message : error}`));
    page.on("console", (message) => {
      if (message.type() === "error") this.faults.push(`console: ${message.text()}`); // breaches of the policy too
    });
    if (!scripts) await page.setJavaScriptEnabled(false); // Firefox has no such command
    await page.setViewport(phone ? PHONE : WIDE);
    if (!first) await lend(page, this.#served, "sklearn");
    if (before) await page.evaluateOnNewDocument(before);
    await this.go(page, path);
    return page;
  }

  async go(page: Page, path: string): Promise<void> {
    await page.goto(this.#served.url + path, { waitUntil: "load" });
    if (this.#look.scripts !== false) await ready(page);
  }

  /**
   * Loads the page anew with a list of pages that are here: the theme goes on without a reload only to those, and of
   * the real list it changes the host but not the port.
   */
  async listPages(page: Page): Promise<void> {
    const list = await (await fetch(`${this.#served.url}sitemap.xml`)).text();
    const body = list.replaceAll(/<loc>https?:\/\/[^/]+/g, `<loc>${this.#served.origin}`);
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      if (request.url().endsWith("/sitemap.xml")) void request.respond({ contentType: "application/xml", body });
      else void request.continue();
    });
    await page.reload({ waitUntil: "networkidle0" });
    await ready(page);
  }

  async end(): Promise<void> {
    const closed = this.#context.close();
    closed.catch(() => {}); // if it comes after this wait; before, it is the visit's
    // Chromium may close for ever while a page's requests go through a test; the profile ends with its browser.
    await Promise.race([closed, new Promise((late) => setTimeout(late, 20_000).unref())]);
    assert.deepEqual(
      this.faults.filter((fault) => !this.expected?.test(fault)),
      [],
    );
  }
}

/** Every item and block of the page has its controls. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("champion-item, champion-code")].every((element) => element.querySelector("button")),
  );
}

/** The items of a page, from its source: in the live page the scripts have taken them. */
export async function itemsOf(served: Served, path = PAGE): Promise<ItemData[]> {
  const source = await (await fetch(served.url + path)).text();
  const found = source.matchAll(/<script type="?application\/json"? class="?item-data"?>(.*?)<\/script>/gs);
  const items = Array.from(found, ([, json = ""]) => JSON.parse(json) as ItemData);
  assert.ok(items.length > 0, `${path} has no items`);
  return items;
}

export function ofType<T extends ItemData["type"]>(items: ItemData[], type: T): Extract<ItemData, { type: T }> {
  const found = items.find((item) => item.type === type);
  assert.ok(found, `the page has no item of the type ${type}`);
  return found as Extract<ItemData, { type: T }>;
}

export const selector = (item: ItemData): string => `#item-${item.id.replaceAll("/", "-")}`;

export function stateOf(page: Page, item: ItemData): Promise<string | undefined> {
  return page.$eval(selector(item), (element) => (element as HTMLElement).dataset.state);
}

export async function waitForState(page: Page, item: ItemData, state: string): Promise<void> {
  await page.waitForSelector(`${selector(item)}[data-state="${state}"]`);
}

/** What is to be read there. */
export function textOf(page: Page, target: string): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: hidden text is not to be read
  return page.$eval(target, (element) => (element as HTMLElement).innerText);
}

/** Presses the button with these words inside `target`. */
export async function press(page: Page, target: string, words: string): Promise<void> {
  const pressed = await page.$$eval(
    `${target} button`,
    (buttons, wanted) => {
      const button = buttons.find((one) => one.textContent === wanted && one.checkVisibility());
      button?.click();
      return button !== undefined;
    },
    words,
  );
  assert.ok(pressed, `${target} has no visible button “${words}”`);
}

/** Gives an answer, without sending it. */
export async function give(page: Page, item: ItemData, right: boolean): Promise<void> {
  const root = selector(item);
  if (item.type === "choice" || item.type === "predict") {
    const numbers = Array.from({ length: item.options }, (_, number) => number);
    const wrong = numbers.filter((number) => !item.keys.includes(number));
    for (const number of right ? item.keys : [...wrong, ...item.keys].slice(0, item.keys.length))
      await page.click(`${root} input[value="${number}"]`);
  } else if (item.type === "order") {
    const rows = await page.$$(`${root} .item-lines > li`);
    const sequence = item.right[0] ?? [];
    for (const line of right ? sequence : [...sequence].reverse()) await (await rows[line]?.$(".order-use"))?.click();
  } else if (item.type === "short") {
    await page.type(`${root} .short-input`, right ? `  "${item.answers[0]?.toUpperCase()}" ` : "something else");
  } else throw new Error("A program is written, not given");
}

/** Puts a program in place of what the editor has, as by pasting. */
export async function write(page: Page, root: string, program: string): Promise<void> {
  if (!(await page.$(`${root} .cm-content`))) await press(page, root, "Edit");
  await page.waitForSelector(`${root} .cm-content`);
  await page.focus(`${root} .cm-content`);
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.$eval(
    `${root} .cm-content`,
    (element, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const firefox = { dataType: "text/plain", data: text };
      const event = { clipboardData, bubbles: true, cancelable: true, ...firefox };
      element.dispatchEvent(new ClipboardEvent("paste", event));
    },
    program,
  );
}

interface Stored {
  item: string;
  hash: string;
  kind: string;
  data: { given?: unknown; verdict?: string };
}

/** The log (or the drafts) as it is stored, once it has this many events; `change` is done to each of them. */
export async function stored(
  page: Page,
  count: number,
  change: Partial<Stored> = {},
  store = "events",
): Promise<Stored[]> {
  const handle = await page.waitForFunction(
    async (wanted, changes, name) => {
      const done = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await done(indexedDB.open("champion"));
      const store = database.transaction(name, "readwrite").objectStore(name);
      const events = (await done(store.getAll())) as Stored[];
      for (const event of events) await done(store.put({ ...event, ...changes }));
      database.close();
      return events.length >= wanted && events;
    },
    { polling: 50 },
    count,
    change,
    store,
  );
  return (await handle.jsonValue()) as Stored[];
}

/** Waits until the stored drafts are as they must be. */
export async function waitForDrafts(
  page: Page,
  hold: (drafts: { key: string; text: string }[]) => boolean,
): Promise<void> {
  for await (const _ of setInterval(50, undefined, { signal: AbortSignal.timeout(30_000) }))
    if (hold((await stored(page, 0, {}, "drafts")) as unknown as { key: string; text: string }[])) return;
}
