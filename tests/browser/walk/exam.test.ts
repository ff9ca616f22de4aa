// A mock exam from its choice to its result, and everything that may come between; practice sets; progress as a file.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser, KeyInput, Page } from "puppeteer-core";
import { end, launch } from "../browsers.ts";
import type { Served } from "../serve.ts";
import { press, serveSite, textOf, Visit, waitForDrafts } from "./visit.ts";

let served: Served;
let browser: Browser;

before(async () => {
  served = await serveSite();
  browser = await launch("chrome");
});

after(async () => {
  await end(browser);
  await served.close();
});

const EXAM = "practice/mock-exam/";
const FORM = "#exam=machine-learning-associate&size=10&form=1";
const ROOT = "champion-exam";

interface Event {
  id: string;
  at: number;
  kind: string;
  item: string;
  data: Record<string, unknown>;
}

const state = (page: Page, wanted: string): Promise<unknown> => page.waitForSelector(`${ROOT}[data-state="${wanted}"]`);

/** All events that are stored. */
function events(page: Page): Promise<Event[]> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open("champion"));
    const found = await done(database.transaction("events").objectStore("events").getAll());
    database.close();
    return found as Event[];
  });
}

async function wait(page: Page, hold: (all: Event[]) => boolean): Promise<Event[]> {
  for (let round = 0; round < 300; round++) {
    const all = await events(page);
    if (hold(all)) return all;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error("the events are not as they must be");
}

const kinds = (all: Event[], kind: string): Event[] => all.filter((event) => event.kind === kind);

/** Loads an address anew, also when only its fragment is another. */
async function open(visit: Visit, page: Page, address: string): Promise<void> {
  await page.goto("about:blank");
  await visit.go(page, address);
}

async function begin(visit: Visit, page: Page, form = FORM): Promise<void> {
  await open(visit, page, EXAM + form);
  await page.waitForSelector(`${ROOT} .exam-about a`);
  await press(page, ROOT, "Begin");
  await state(page, "running");
}

const title = (page: Page): Promise<string> => textOf(page, ".exam-title");

async function at(page: Page, number: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector(".exam-title")?.textContent?.startsWith(`Question ${wanted} of`),
    {},
    number,
  );
}

async function handIn(page: Page): Promise<void> {
  await press(page, ROOT, "Hand in");
  await page.waitForSelector("dialog[open]");
  await press(page, ROOT, "Hand in now");
  await state(page, "finished");
}

/** A clock that a test can turn: `window.turn(ms)`, kept for the tab. */
function turnable(): void {
  const real = Date.now.bind(Date);
  Date.now = () => real() + Number(sessionStorage.getItem("turned") ?? 0);
}

const turn = (page: Page, minutes: number): Promise<void> =>
  page.evaluate((by) => sessionStorage.setItem("turned", String(by * 60_000)), minutes);

test("an exam by keyboard alone, with a reload in the middle; no key before the end, all reasons after it", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  visit.expected = /beforeunload/;
  await open(visit, page, EXAM + FORM);
  await page.waitForSelector(`${ROOT} .exam-about a`);
  await page.focus(`${ROOT} .exam-form > .champion-button--main`);
  await page.keyboard.press("Enter");
  await state(page, "running");
  const count = Number(/of (\d+)/.exec(await title(page))?.[1]);
  assert.ok(count >= 5, `the form has ${count} questions`);
  const stem = await textOf(page, ".exam-stage .item-stem");

  await page.keyboard.press("c");
  await page.keyboard.press("f");
  await page.keyboard.down("Shift");
  await page.keyboard.press("A");
  await page.keyboard.up("Shift");
  await page.keyboard.press("t");
  await page.keyboard.type("n is next, p is back");
  await page.keyboard.press("Tab");
  await wait(page, (all) => kinds(all, "exam-answered").length === 1 && kinds(all, "exam-flagged").length === 1);
  const options = await textOf(page, ".exam-stage .item-options");
  for (const secret of ["data-key", "item-answer", "Not this.", "item-data"])
    assert.ok(!(await page.$eval(ROOT, (root) => root.innerHTML)).includes(secret), `the page has ${secret}`);

  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await page.waitForSelector(".exam-underway");
  assert.match(await textOf(page, ".exam-underway"), new RegExp(`1 of ${count} answered, \\d+:\\d\\d left`));
  await press(page, ".exam-underway", "Go on");
  await state(page, "running");
  assert.equal(await textOf(page, ".exam-stage .item-stem"), stem);
  assert.equal(await textOf(page, ".exam-stage .item-options"), options);
  assert.equal(await page.$eval(".exam-stage input:checked", (input) => (input as HTMLInputElement).value), "2");
  assert.equal((await page.$$(".option--struck")).length, 1);
  assert.equal(await page.$eval(".exam-note", (note) => (note as HTMLTextAreaElement).value), "n is next, p is back");

  for (let number = 2; number <= count; number++) {
    await page.keyboard.press("n");
    await at(page, number);
    for (const key of ["b", "d"] as const) await page.keyboard.press(key); // the second matters where two are to be chosen
  }
  await page.keyboard.press("n");
  await at(page, count); // there is no next one
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open] kbd");
  await page.keyboard.press("Escape");
  await page.keyboard.press("h");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Enter");
  await state(page, "finished");

  const all = await events(page);
  const [finished] = kinds(all, "exam-finished");
  const verdicts = finished?.data.verdicts as Record<string, string>;
  const right = Object.values(verdicts).filter((verdict) => verdict === "right").length;
  assert.match(await textOf(page, ".exam-result h2"), new RegExp(`${right} of ${count} right`));
  assert.equal(kinds(all, "answered").length, Object.keys(verdicts).length);
  assert.equal((await page.$$(".exam-miss")).length, count - right);
  assert.match(await textOf(page, ".exam-result"), /Your note: n is next, p is back/);
  for (const miss of await page.$$(".exam-miss .item"))
    assert.ok(await miss.evaluate((item) => item.querySelector(".option-reason, .item-rationale, .item-solution")));
  // what was chosen is what was graded: the first answer is at the same option in the log, on screen and in the verdict
  const [first] = kinds(all, "exam-answered");
  const graded = kinds(all, "answered").find(({ item }) => item === first?.item);
  assert.deepEqual(graded?.data.given, first?.data.given);

  const links = await page.$$eval(".exam-result a[href]", (found) =>
    found.map((one) => (one as HTMLAnchorElement).href),
  );
  const inside = [...new Set(links)].filter(
    (link) =>
      link.startsWith(served.url) && !link.includes("#result") && !link.includes("#attempt") && !link.includes("#exam"),
  );
  assert.ok(inside.length > 0);
  for (const link of inside) {
    const response = await fetch(link);
    assert.equal(response.status, 200, link);
    const { hash } = new URL(link);
    if (hash) assert.match(await response.text(), new RegExp(`id="?${hash.slice(1)}["> ]`), link);
  }
  await page.reload();
  await state(page, "finished"); // the address names the result
  await visit.end();
});

test("the same form is the same for everybody; the next one that is offered shares no question with it", async () => {
  const forms: string[][] = [];
  for (let round = 0; round < 2; round++) {
    const visit = await Visit.start(browser, served);
    const page = await visit.open();
    await begin(visit, page);
    const [started] = kinds(await events(page), "exam-started");
    forms.push(((started?.data.items ?? []) as string[][]).map(([item = ""]) => item));
    if (round === 1) {
      await handIn(page);
      await press(page, ROOT, "All exams");
      await state(page, "choose");
      await page.waitForFunction(
        () => document.querySelector<HTMLSelectElement>("champion-exam select")?.value === "2",
      );
      assert.match(await textOf(page, `${ROOT} select option`), /^1: taken on /);
    }
    await visit.end();
  }
  assert.deepEqual(forms[0], forms[1]);
});

test("when the time is over the exam is handed in, with the tab open or closed", async () => {
  for (const closed of [false, true]) {
    const visit = await Visit.start(browser, served, { before: turnable });
    const page = await visit.open();
    page.on("dialog", (dialog) => void dialog.accept());
    await begin(visit, page);
    await page.keyboard.press("a");
    await wait(page, (all) => kinds(all, "exam-answered").length === 1);
    if (closed) await open(visit, page, "tracking/runs/");
    await turn(page, 600);
    if (closed) {
      await open(visit, page, EXAM);
      await page.waitForSelector(".exam-underway");
      assert.match(await textOf(page, ".exam-underway"), /its time is over/);
      await press(page, ".exam-underway", "See the result");
    }
    await state(page, "finished");
    const [finished] = kinds(await events(page), "exam-finished");
    assert.equal(finished?.data.how, "time");
    assert.equal(Object.keys(finished?.data.verdicts ?? {}).length, 1);
    assert.match(await textOf(page, ".exam-result"), /handed in when the time was over/);
    await visit.end();
  }
});

test("a clock that is set back gains nothing while the tab is open, and is noted where it was closed", async () => {
  const visit = await Visit.start(browser, served, { before: turnable });
  const page = await visit.open();
  page.on("dialog", (dialog) => void dialog.accept());
  await begin(visit, page);
  const left = async (): Promise<number> => {
    const [minutes = 0, seconds = 0] = (await textOf(page, ".exam-timer")).split(":").map(Number);
    return 60 * minutes + seconds;
  };
  const whole = await left();
  await page.keyboard.press("a");
  await wait(page, (all) => kinds(all, "exam-answered").length === 1);
  await turn(page, -30);
  await new Promise((next) => setTimeout(next, 600));
  assert.ok((await left()) <= whole);
  await open(visit, page, EXAM);
  await page.waitForSelector(".exam-underway");
  await press(page, ".exam-underway", "Go on");
  await state(page, "running");
  assert.ok((await left()) <= whole);
  await handIn(page);
  assert.match(await textOf(page, ".exam-result"), /clock was set back/);
  await visit.end();
});

test("one tab has the exam; another one can take it over", async () => {
  const visit = await Visit.start(browser, served);
  const one = await visit.open();
  await begin(visit, one);
  await one.keyboard.press("a");
  await wait(one, (all) => kinds(all, "exam-answered").length === 1);
  const other = await visit.open(EXAM);
  await other.bringToFront();
  await other.waitForSelector(".exam-underway");
  await press(other, ".exam-underway", "Go on");
  await state(other, "elsewhere");
  assert.match(await textOf(other, ROOT), /open in another tab/);
  await press(other, ROOT, "Go on here instead");
  await state(other, "running");
  await one.bringToFront();
  await state(one, "elsewhere");
  await other.bringToFront();
  assert.equal((await other.$$(".exam-stage input:checked")).length, 1);
  await handIn(other);
  await visit.end();
});

test("without a network the exam goes on to its result", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  visit.expected = /Failed to load resource/;
  await begin(visit, page);
  await page.setOfflineMode(true);
  await page.keyboard.press("a");
  await page.keyboard.press("n");
  await at(page, 2);
  await page.keyboard.press("b");
  await handIn(page);
  await page.setOfflineMode(false);
  await visit.end();
});

interface Heard {
  role: string;
  name?: string;
  children?: Heard[];
}

/** All nodes of what a screen reader has. */
const heard = ({ role, name = "", children = [] }: Heard): { role: string; name: string }[] => [
  { role, name },
  ...children.flatMap(heard),
];

test("who listens hears the clock, the questions and what state they are in", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  await begin(visit, page);
  await page.keyboard.press("a");
  await page.keyboard.press("f");
  await page.waitForSelector('[aria-label="Question 1, answered, flagged"]');
  const tree = (await page.accessibility.snapshot({ interestingOnly: false })) as Heard;
  for (const [role, name] of [
    ["heading", /^Question 1 of \d+$/],
    ["timer", /^/],
    ["button", /^Question 1, answered, flagged$/],
    ["button", /^Question 2, not answered$/],
    ["navigation", /^All questions$/],
    ["button", /^Strike out A$/],
    ["group", /^Choose one /],
    ["radio", /^A /],
  ] as const)
    assert.ok(
      heard(tree).some((node) => node.role === role && name.test(node.name)),
      `${role} ${name}`,
    );
  await visit.end();
});

/** Begins an exam with programs and changes the first one; gives its item. */
async function beginProgram(visit: Visit, page: Page): Promise<string> {
  page.setDefaultTimeout(180_000);
  await begin(visit, page, `${FORM.replace("size=10", "size=20")}&programs=yes`);
  const index = (await (await fetch(`${served.url}assets/champion/bank/index.json`)).json()) as {
    items: Record<string, { type: string }>;
  };
  const [started] = kinds(await events(page), "exam-started");
  const items = ((started?.data.items ?? []) as string[][]).map(([item = ""]) => item);
  const place = items.findIndex((item) => index.items[item]?.type === "code");
  assert.ok(place >= 0, "the form has no program to write");
  await page.click(`.exam-overview li:nth-child(${place + 1}) button`);
  await at(page, place + 1);
  await press(page, ".exam-stage", "Edit");
  await page.waitForSelector(".exam-stage .cm-content");
  await page.focus(".exam-stage .cm-content");
  await page.keyboard.type("# changed\n");
  return items[place] ?? "";
}

async function withControl(page: Page, key: KeyInput): Promise<void> {
  await page.keyboard.down("Control");
  await page.keyboard.press(key);
  await page.keyboard.up("Control");
}

test("programs are run when the exam is handed in", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  const item = await beginProgram(visit, page);
  await handIn(page);
  const [finished] = kinds(await events(page), "exam-finished");
  assert.deepEqual(finished?.data.verdicts, { [item]: "wrong" }); // a starter is never right
  assert.deepEqual(finished?.data.unchecked, []);
  await visit.end();
});

for (const [what, keys, verdict] of [
  ["that was emptied is wrong", ["a"], "wrong"],
  ["that is the starter again was not answered", [], undefined],
] as const)
  test(`a program ${what}`, async () => {
    const visit = await Visit.start(browser, served);
    const page = await visit.open();
    const item = await beginProgram(visit, page);
    for (const key of keys) await withControl(page, key);
    for (let rest = keys.length ? 1 : "# changed\n".length; rest; rest--) await page.keyboard.press("Backspace");
    const left = await page.$$eval(".exam-stage .cm-line", (lines) => lines.map((line) => line.textContent).join(""));
    assert.equal(left === "", verdict === "wrong");
    assert.ok(!left.includes("# changed"));
    await handIn(page);
    const [finished] = kinds(await events(page), "exam-finished");
    assert.deepEqual(finished?.data.verdicts, verdict ? { [item]: verdict } : {});
    assert.deepEqual(finished?.data.unchecked, []);
    await visit.end();
  });

test("a program counts as it was when its tab crashed, also when the time is over then", async () => {
  const visit = await Visit.start(browser, served, { before: turnable });
  visit.expected = /./; // of a tab that crashes
  const page = await visit.open();
  const item = await beginProgram(visit, page);
  await waitForDrafts(page, (drafts) =>
    drafts.some(({ key, text }) => key.endsWith("/program") && /# changed/.test(text)),
  );
  assert.equal(kinds(await events(page), "exam-answered").length, 0, "it became an answer already");
  await page.goto("chrome://crash").catch(() => undefined);
  await page.close();
  visit.expected = undefined;
  visit.faults.length = 0;
  const later = await visit.open();
  later.setDefaultTimeout(180_000);
  await turn(later, 600);
  await open(visit, later, EXAM);
  await later.waitForSelector(".exam-underway");
  await press(later, ".exam-underway", "See the result");
  await state(later, "finished");
  const [finished] = kinds(await events(later), "exam-finished");
  assert.deepEqual(finished?.data.verdicts, { [item]: "wrong" });
  await visit.end();
});

test("a practice set tells at once, and what was wrong can be asked again", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open("practice/sets/");
  const root = "champion-review";
  await page.waitForSelector(`${root} .exam-form`);
  for (const type of ["predict", "order", "short", "code"]) await page.click(`${root} input[value="${type}"]`);
  await page.select(`${root} select[aria-label="How many"]`, "5");
  await press(page, root, "Begin");
  await page.waitForSelector(`${root} champion-item button`);
  const item = await page.$eval(`${root} champion-item`, (element) => (element as HTMLElement).dataset.id);
  const inputs = await page.$$(`${root} .option input`);
  for (const input of inputs.slice(0, (await textOf(page, `${root} .item-kicker`)).includes("two") ? 2 : 1))
    await input.click();
  await press(page, root, "Check");
  await page.waitForSelector(`${root} .option-reason`);
  const [answered] = await wait(page, (all) => all.length === 1);
  assert.deepEqual([answered?.item, answered?.data.mode], [item, "review"]);

  // as if it had been wrong: it is the only miss
  await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const database = await done(indexedDB.open("champion"));
    const store = database.transaction("events", "readwrite").objectStore("events");
    const [event] = (await done(store.getAll())) as { data: { verdict: string } }[];
    if (event) event.data.verdict = "wrong";
    await done(store.put(event));
    database.close();
  });
  await press(page, root, "End this set");
  await page.waitForSelector(`${root} .exam-form`);
  await page.select(`${root} select[aria-label="Which"]`, "misses");
  await press(page, root, "Begin");
  await page.waitForSelector(`${root} champion-item button`);
  assert.equal(await page.$eval(`${root} champion-item`, (element) => (element as HTMLElement).dataset.id), item);
  assert.equal((await page.$$(`${root} .option-reason`)).length, 0); // it is asked anew
  await press(page, root, "Finish");
  await page.waitForSelector(`${root}[data-state="done"]`);
  await visit.end();
});

/** Chooses a file on the page with all progress, and waits for what is said. */
async function load(page: Page, text: string, says: RegExp): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "champion-"));
  const file = path.join(folder, "progress.json");
  fs.writeFileSync(file, text);
  await page.evaluate(() => document.querySelector(".practice-says")?.replaceChildren());
  const input = await page.waitForSelector("champion-dashboard input[type=file]");
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
  await page.waitForFunction(
    (wanted) => new RegExp(wanted).test(document.querySelector(".practice-says")?.textContent ?? ""),
    {},
    says.source,
  );
  fs.rmSync(folder, { recursive: true });
}

/** What the page would save. */
async function exported(page: Page): Promise<string> {
  await page.evaluate(() => {
    const made = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      void blob.text().then((text) => {
        document.documentElement.dataset.exported = text;
      });
      return made(blob);
    };
    HTMLAnchorElement.prototype.click = () => undefined;
  });
  await press(page, "champion-dashboard", "Export");
  const handle = await page.waitForFunction(() => document.documentElement.dataset.exported);
  return (await handle.jsonValue()) as string;
}

test("progress goes to another browser as a file: the same result there, twice is once; what is not ours changes nothing", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  await begin(visit, page);
  await page.keyboard.press("a");
  await page.keyboard.press("n");
  await at(page, 2);
  await page.keyboard.press("b");
  await handIn(page);
  await page.waitForSelector(".readiness");
  const result = await textOf(page, ".exam-result");
  const address = new URL(page.url()).hash;
  await visit.go(page, "practice/progress/");
  await page.waitForSelector('champion-dashboard[data-state="ready"]');
  const file = await exported(page);
  const count = (JSON.parse(file) as { events: unknown[] }).events.length;

  const other = await Visit.start(browser, served);
  const there = await other.open("practice/progress/");
  await there.waitForSelector('champion-dashboard[data-state="ready"]');
  await load(there, file, new RegExp(`^${count} events imported; 0 were`));
  await load(there, file, new RegExp(`^0 events imported; ${count} were`));
  const kept = await events(there);
  for (const [bad, says] of [
    [file.slice(0, -40), /^Line \d+ is not JSON/],
    ["", /^Line 1 is not JSON/],
    ['{"champion": "progress", "version": 7}', /version 7/],
    [
      file.replace('"kind":"exam-started"', '"kind":"<img src=x onerror=alert(1)>"'),
      /kind: "<img src=x onerror=alert\(1\)>" is unknown/,
    ],
    [file.replace('"device":', '"__proto__":{"polluted":true},"device":'), /"__proto__" is unknown/],
    [file.replace(/"at":\d+/, '"at":"now"'), /at: "now" is no whole number/],
  ] as const)
    await load(there, bad, says);
  assert.deepEqual(await events(there), kept);
  assert.equal(await there.evaluate(() => ({}) as { polluted?: boolean }).then(({ polluted }) => polluted), undefined);
  await open(other, there, EXAM + address);
  await there.waitForSelector(".readiness");
  assert.equal(await textOf(there, ".exam-result"), result);
  await other.end();
  await visit.end();
});

test("all progress can be deleted, and taken back", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  await begin(visit, page);
  await page.keyboard.press("a");
  await handIn(page);
  await visit.go(page, "practice/progress/");
  await page.waitForSelector('champion-dashboard[data-state="ready"]');
  const before = await events(page);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.evaluate(() => {
    HTMLAnchorElement.prototype.click = () => undefined; // the file
  });
  await press(page, "champion-dashboard", "Export, then delete");
  await page.waitForFunction(() => /events deleted/.test(document.querySelector(".practice-says")?.textContent ?? ""));
  assert.deepEqual(await events(page), []);
  await press(page, "champion-dashboard", "Undo");
  await page.waitForFunction(() => /is back/.test(document.querySelector(".practice-says")?.textContent ?? ""));
  assert.deepEqual(await events(page), before);
  await visit.end();
});

test("answers of the first version of the store come along, also when an older tab holds it", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open("404.html");
  const old = async (): Promise<void> => {
    const request = indexedDB.open("champion", 1);
    request.onupgradeneeded = () => {
      const { result: database } = request;
      database.createObjectStore("events", { keyPath: "id" }).createIndex("item", "item");
      database.createObjectStore("drafts", { keyPath: "key" });
      database.createObjectStore("meta");
    };
    await new Promise((done) => {
      request.onsuccess = done;
    });
    const { result: database } = request;
    const event = {
      v: 1,
      id: "0",
      at: 1,
      device: "d",
      kind: "read",
      item: "tracking/runs.md",
      hash: "h",
      data: { done: true },
    };
    const store = database.transaction("events", "readwrite").objectStore("events");
    await new Promise((done) => {
      store.put(event).onsuccess = done;
    });
    Object.assign(window, { held: database }); // and does not let go
  };
  await page.evaluate(old);
  const later = await visit.open("practice/progress/");
  await later.bringToFront();
  await later.waitForSelector(".champion-notice");
  assert.match(await textOf(later, ".champion-notice"), /older version/);
  await page.evaluate(() => (window as unknown as { held: IDBDatabase }).held.close());
  await later.waitForSelector('champion-dashboard[data-state="ready"]');
  assert.match(await textOf(later, "champion-dashboard"), /Pages marked as read: 1/);
  await visit.end();
});

test("a page that is left while it opens the store does not keep it from the next one", async () => {
  for (const wait of [40, 120, 200, 280]) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.goto(`${served.url}tracking/runs/`, { waitUntil: "domcontentloaded" });
    await new Promise((next) => setTimeout(next, wait));
    await page.goto("about:blank");
    await page.goto(`${served.url}practice/progress/`);
    await page.waitForSelector('champion-dashboard[data-state="ready"]', { timeout: 60_000 });
    await context.close();
  }
});
