// node tests/browser/bench.ts ROUNDS: times what a learner waits for in the built site, in Chromium on localhost; prints JSON, in ms and bytes.
import type { Page } from "puppeteer-core";
import { end, launch } from "./browsers.ts";
import {
  type CodeData,
  give,
  type ItemData,
  itemsOf,
  ofType,
  PAGE,
  press,
  selector,
  serveSite,
  Visit,
  write,
} from "./walk/visit.ts";

const rounds = Number(process.argv[2] ?? 3);
const served = await serveSite();
const browser = await launch("chrome");
const items: ItemData[] = await itemsOf(served);
const program: CodeData = ofType(items, "code");
const times: Record<string, number[]> = {};
function note(name: string, value: number): void {
  times[name] = [...(times[name] ?? []), Math.round(value * 10) / 10];
}

/** From the press of Check to the verdict on screen. */
async function choice(page: Page): Promise<number> {
  const item = ofType(items, "choice");
  await give(page, item, true);
  return page.$eval(selector(item), async (element) => {
    const began = performance.now();
    element.querySelector("form")?.requestSubmit();
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    return performance.now() - began;
  });
}

/** From the press of Check on the solution to its verdict. */
async function code(page: Page): Promise<number> {
  const root = selector(program);
  await write(page, root, program.solution);
  const began = performance.now();
  await press(page, root, "Check");
  await page.waitForSelector(`${root}[data-state="right"]`);
  return performance.now() - began;
}

/** From the press of Run on the first block to its output. */
async function run(page: Page): Promise<number> {
  const began = performance.now();
  await press(page, "champion-code", "Run");
  await page.waitForSelector('champion-code[data-runtime="ready"]');
  return performance.now() - began;
}

for (let round = 0; round < rounds; round++) {
  const visit = await Visit.start(browser, served);
  const before = served.sent();
  const page = await visit.open();
  note("study page, bytes", served.sent() - before);
  note("choice: verdict", await choice(page));
  const untouched = served.sent();
  note("code item: first visit, Check to verdict", await code(page));
  note("first touch of code, bytes", served.sent() - untouched);
  await page.close();
  const later = await visit.open();
  note("code item: later visit, Check to verdict", await code(later));
  await later.close();
  const runs = await visit.open();
  note("Run button: later visit, press to output", await run(runs));
  await new Promise((idle) => setTimeout(idle, 6000)); // the spare boots in idle time
  note("code item: with the spare, Check to verdict", await code(runs));
  await visit.end();
}
for (const [name, path] of Object.entries({
  "lab page, bytes": "labs/tracking/first-experiment/",
  "home, bytes": "",
})) {
  const visit = await Visit.start(browser, served);
  const before = served.sent();
  await visit.open(path);
  note(name, served.sent() - before);
  await visit.end();
}
await end(browser);
await served.close();
console.log(JSON.stringify({ page: PAGE, times }));
