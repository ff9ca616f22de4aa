// node tests/browser/bench/bench.ts ROUNDS: times what a learner waits for, in Chromium on localhost, and the plain way in
// the same rounds; prints JSON: name → {unit, all, plain}. Progress goes to stderr.
import fs from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { type Bank, entries } from "../../../web/src/practice/bank.ts";
import { end, launch, memory } from "../browsers.ts";
import { type Served, serve } from "../serve.ts";
import { type CodeData, give, itemsOf, ofType, press, selector, serveSite, Visit, write } from "../walk/visit.ts";
import type { Way } from "./page.ts";
import { buildBench } from "./site.ts";

const rounds = Number(process.argv[2] ?? 3);
interface Figure {
  unit: "ms" | "bytes";
  all: number[];
  plain?: number[];
}
const figures: Record<string, Figure> = {};
function note(name: string, unit: Figure["unit"], value: number, way: "all" | "plain" = "all"): void {
  figures[name] ??= { unit, all: [] };
  const figure = figures[name];
  figure[way] = [...(figure[way] ?? []), Math.round(value * 10) / 10];
  console.error(`  ${name}${way === "plain" ? " (plain)" : ""}: ${Math.round(value)} ${unit}`);
}

const READY = "import mlflow\nlen(mlflow.search_experiments()) == 1";
const MODEL = `
import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
X, y = load_iris(return_X_y=True, as_frame=True)
model = LogisticRegression(max_iter=500).fit(X, y)
with mlflow.start_run():
    mlflow.sklearn.log_model(model, name="model", input_example=X.head(2), registered_model_name="iris")
loaded = mlflow.pyfunc.load_model("models:/iris/1")
bool((loaded.predict(X) == model.predict(X)).all())`;

/** The study page of the built site: a verdict without Python, bytes, and the code item. */
async function studyPage(): Promise<void> {
  const served = await serveSite();
  const browser = await launch("chrome");
  const items = await itemsOf(served);
  const program: CodeData = ofType(items, "code");
  const visit = await Visit.start(browser, served, { first: true });
  const page = await visit.open();
  note("study page", "bytes", served.sent());
  const choice = ofType(items, "choice");
  await give(page, choice, true);
  const verdict = await page.$eval(selector(choice), async (element) => {
    const began = performance.now();
    element.querySelector("form")?.requestSubmit();
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    return performance.now() - began;
  });
  note("choice item: answer to verdict", "ms", verdict);
  const untouched = served.sent();
  const root = selector(program);
  await write(page, root, program.solution);
  const began = performance.now();
  await press(page, root, "Check");
  await page.waitForSelector(`${root}[data-state="right"]`);
  note("code item: Check to verdict, first visit", "ms", performance.now() - began);
  note("first touch of code", "bytes", served.sent() - untouched);
  await visit.end();
  await end(browser);
  await served.close();
}

const { folder, plain } = await buildBench();
const site = await serve(folder);

/** What navigator.deviceMemory says: too little for a spare, enough for one, enough to keep Python for later visits too. */
const [LITTLE, SPARE, ROOM] = [2, 4, 8];

async function open(context: BrowserContext, room = LITTLE): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  await page.evaluateOnNewDocument((value) => Object.defineProperty(navigator, "deviceMemory", { value }), room);
  await page.goto(site.url);
  await page.waitForFunction(() => window.bench);
  return page;
}
const time = (page: Page, way: Way, code: string) =>
  page.evaluate((way, code) => window.bench.time(way, code), way, code);

const WHEN = ["first visit", "later"] as const;

/** The same code on the first page of a new profile, and on the next one. */
async function twice(name: string, code: string): Promise<void> {
  const browser = await launch("chrome");
  for (const when of WHEN) {
    const page = await open(browser.defaultBrowserContext(), ROOM);
    note(`${name}, ${when}`, "ms", await time(page, "ours", code));
    if (when === "first visit") await kept(page, "champion-python");
    await page.close();
  }
  await end(browser);
}

/** The plain way, and ours where memory is short: nothing is kept but files. */
async function twiceWithFiles(name: string, code: string, plain: Way): Promise<void> {
  for (const way of [plain, "ours"] as const) {
    const browser = await launch("chrome");
    for (const when of WHEN) {
      const page = await open(browser.defaultBrowserContext());
      const milliseconds = await time(page, way, code);
      await page.close();
      if (way !== "ours") note(`${name}, ${when}`, "ms", milliseconds, "plain");
      else if (when === "later") note(`${name}, ${when}, where memory is short`, "ms", milliseconds);
    }
    await end(browser);
  }
}

/** Waits until a worker's memory is in this cache. */
async function kept(page: Page, cache: string): Promise<void> {
  await page.waitForFunction(async (cache) => (await (await caches.open(cache)).keys()).length === 1, {}, cache);
}

async function afterStop(): Promise<void> {
  const browser = await launch("chrome");
  for (const [room, spare] of [
    [LITTLE, "without a spare"],
    [SPARE, "with the spare"],
  ] as const) {
    const page = await open(await browser.createBrowserContext(), room);
    await time(page, "ours", MODEL);
    for (const [name, code] of Object.entries({ "MLflow ready": READY, "a model": MODEL })) {
      if (room === SPARE) await page.waitForFunction(() => window.bench.python.spare === "warm");
      const milliseconds = await page.evaluate(async (code) => {
        const ended = window.bench.python.run("while True: pass");
        await new Promise((begun) => setTimeout(begun, 300));
        const began = performance.now();
        window.bench.python.stop();
        await ended;
        const { value, error } = await window.bench.python.run(code);
        if (value !== "True") throw new Error(error ?? value);
        return performance.now() - began;
      }, code);
      note(`${name}, after Stop ${spare}`, "ms", milliseconds);
    }
    await page.close();
  }
  await end(browser);
}

async function engine(): Promise<void> {
  const browser = await launch("chrome");
  for (const when of WHEN) {
    const page = await open(browser.defaultBrowserContext());
    const milliseconds = await page.evaluate(async () => {
      const began = performance.now();
      await window.bench.engine.call("normalise", '{"text": "x"}');
      return performance.now() - began;
    });
    note(`engine ready, ${when}`, "ms", milliseconds);
    if (when === "first visit") await kept(page, "champion-engine");
    await page.close();
  }
  await end(browser);
}

/** What the browser holds: with a page, with MLflow, with a model, with a warm spare. */
async function held(): Promise<void> {
  const browser = await launch("chrome");
  const page = await open(browser.defaultBrowserContext(), SPARE);
  const settle = () => new Promise((later) => setTimeout(later, 3000));
  await settle();
  const empty = memory(browser);
  note("memory: a page without Python", "bytes", empty);
  await time(page, "ours", MODEL);
  const session = memory(browser);
  note("memory: a model logged, in addition", "bytes", session - empty);
  await page.waitForFunction(() => window.bench.python.spare === "warm");
  await settle();
  note("memory: a warm spare, in addition", "bytes", memory(browser) - session);
  await end(browser);
}

async function visits(): Promise<void> {
  const browser = await launch("chrome");
  const before = site.sent();
  const page = await open(browser.defaultBrowserContext());
  const bare = site.sent();
  await time(page, "ours", READY);
  note("a first visit to MLflow", "bytes", site.sent() - bare);
  await time(page, "ours", MODEL);
  note("a first visit to a model", "bytes", site.sent() - bare);
  note("a page of the benchmark", "bytes", bare - before);
  await page.close();
  const again = site.sent();
  await time(await open(browser.defaultBrowserContext()), "ours", MODEL);
  note("a later visit to a model", "bytes", site.sent() - again);
  await end(browser);
  for (const [way, bytes] of Object.entries(plain)) {
    const name = way === "core" ? "a first visit to MLflow" : "a first visit to a model";
    note(name, "bytes", bytes, "plain");
  }
}

const SIZE = 5000; // items of a large bank
const EVENTS = 100_000;

/** Mock exams: a form from a large bank, the next question, a result among many events. */
async function exams(): Promise<void> {
  const served = await serveSite();
  const index = (await (await fetch(`${served.url}assets/champion/bank/index.json`)).json()) as Bank;
  const exam = "machine-learning-associate";
  const ids = Object.keys(index.items);
  const grown = Array.from({ length: SIZE }, (_, n) => [
    `${ids[n % ids.length]}-${n}`,
    index.items[ids[n % ids.length] ?? ""],
  ]);
  const payload = {
    bank: entries({ ...index, items: Object.fromEntries(grown) }, index.exams[exam]),
    exam,
    blueprint: index.exams[exam],
    size: 27,
    seed: 3,
    programs: true,
  };
  const browser = await launch("chrome");
  const bench = await open(browser.defaultBrowserContext());
  const drawn = await bench.evaluate(async (json) => {
    await window.bench.engine.call("forms", json); // as the page asks before it draws
    const began = performance.now();
    await window.bench.engine.call("assemble", json);
    return performance.now() - began;
  }, JSON.stringify(payload));
  note(`a form from ${SIZE} items`, "ms", drawn);
  const visit = await Visit.start(browser, served, { first: true });
  const page = await visit.open("practice/progress/");
  await page.waitForSelector('champion-dashboard[data-state="ready"]');
  await page.evaluate(
    async (count, items) => {
      const request = indexedDB.open("champion");
      await new Promise((opened) => {
        request.onsuccess = opened;
      });
      const transaction = request.result.transaction("events", "readwrite");
      const data = { given: [0], verdict: "right", ms: 1000, guessed: false, mode: "page", seen: false };
      for (let n = 0; n < count; n++) {
        const id = `01940000-0000-7000-8000-${String(n).padStart(12, "0")}`;
        const event = {
          v: 1,
          id,
          at: n,
          device: "d",
          kind: "answered",
          item: items[n % items.length],
          hash: "h",
          data,
        };
        transaction.objectStore("events").put(event);
      }
      await new Promise((stored) => {
        transaction.oncomplete = stored;
      });
      request.result.close();
    },
    EVENTS,
    ids,
  );
  await visit.go(page, `practice/mock-exam/#exam=${exam}&size=10&form=1`);
  await page.waitForSelector("champion-exam .exam-about a");
  await press(page, "champion-exam", "Begin");
  await page.waitForSelector('champion-exam[data-state="running"]');
  const moved = await page.evaluate(async () => {
    const title = document.querySelector(".exam-title");
    const began = performance.now();
    [...document.querySelectorAll<HTMLElement>(".exam-steps button")].at(-1)?.click();
    while (!title?.textContent?.startsWith("Question 2 ")) await new Promise((next) => requestAnimationFrame(next));
    return performance.now() - began;
  });
  note("to the next question", "ms", moved);
  await press(page, "champion-exam", "Hand in");
  await page.waitForSelector("dialog[open]");
  const counted = await page.evaluate(async () => {
    const began = performance.now();
    document.querySelector<HTMLElement>("dialog[open] button")?.click();
    while (!document.querySelector(".exam-result")) await new Promise((next) => requestAnimationFrame(next));
    return performance.now() - began;
  });
  note(`a result among ${EVENTS} events`, "ms", counted);
  await visit.end();
  note(`${EVENTS} events from a file`, "ms", await importing(browser, served, ids));
  await end(browser);
  await served.close();
}

/** Milliseconds from choosing a file of progress to its events in the log of an empty profile. */
async function importing(browser: Browser, served: Served, items: string[]): Promise<number> {
  const data = { given: [0], verdict: "right", ms: 1000, guessed: false, mode: "page", seen: false };
  const events = Array.from({ length: EVENTS }, (_, n) => ({
    v: 1,
    id: `01940000-0000-7000-8000-${String(n).padStart(12, "0")}`,
    at: n,
    device: "d",
    kind: "answered",
    item: items[n % items.length],
    hash: "h",
    data,
  }));
  const file = path.join(folder, "progress.json");
  fs.writeFileSync(file, JSON.stringify({ champion: "progress", version: 1, exported: 1, events, drafts: [] }));
  const visit = await Visit.start(browser, served, { first: true });
  const page = await visit.open("practice/progress/");
  await page.waitForSelector('champion-dashboard[data-state="ready"]');
  const input = await page.waitForSelector("champion-dashboard input[type=file]");
  const began = performance.now();
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
  await page.waitForFunction(() =>
    /imported|refused|not/.test(document.querySelector(".practice-says")?.textContent ?? ""),
  );
  const took = performance.now() - began;
  const said = await page.$eval(".practice-says", (element) => element.textContent);
  if (!said?.startsWith(`${EVENTS} events imported`)) throw new Error(`the import said: ${said}`);
  await visit.end();
  return took;
}

for (let round = 1; round <= rounds; round++) {
  console.error(`round ${round} of ${rounds}`);
  await studyPage();
  await engine();
  await twice("MLflow ready", READY);
  await twiceWithFiles("MLflow ready", READY, "core");
  await twice("a model", MODEL);
  await twiceWithFiles("a model", MODEL, "science");
  await afterStop();
  await exams();
}
await visits();
await held();
await site.close();
fs.rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify(figures));
