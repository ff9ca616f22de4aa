// axe finds nothing: on each kind of page and in each state of items and code, light and dark, wide and 360 px.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, test } from "node:test";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "puppeteer-core";
import { fragment } from "../../../web/src/playground/link.ts";
import { end, launch } from "../browsers.ts";
import type { Served } from "../serve.ts";
import {
  give,
  type ItemData,
  itemsOf,
  type Look,
  ofType,
  press,
  selector,
  serveSite,
  stored,
  textOf,
  Visit,
  waitForDrafts,
  waitForState,
  write,
} from "../walk/visit.ts";

const AXE = fs.readFileSync(new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** All that the dark theme changes. */
const COLOURS: Rules = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
const LOOKS: Record<string, Look> = { wide: {}, "360 px": { phone: true } };

let served: Served;
let browser: Browser;
let items: ItemData[];
let pages: string[];

before(async () => {
  served = await serveSite();
  browser = await launch("chrome");
  items = await itemsOf(served);
  const list = await (await fetch(`${served.url}sitemap.xml`)).text();
  pages = Array.from(list.matchAll(/<loc>https?:\/\/[^/]+\/champion\/([^<]*)/g), ([, path = ""]) => path);
  assert.ok(pages.length >= 5, "the site's list of pages is shorter than its kinds");
});

after(async () => {
  await end(browser);
  await served.close();
});

type Rules = { type: "tag" | "rule"; values: string[] };

async function violations(page: Page, runOnly: Rules = { type: "tag", values: TAGS }): Promise<string[]> {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  // what follows from the layout, such as which lines scroll, comes with the next frame
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(
    (options) => (window as unknown as { axe: { run(o: object): Promise<AxeResults> } }).axe.run(options),
    { runOnly, resultTypes: ["violations"] },
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}\n${failureSummary}`),
  );
}

/** Nothing is wrong, in the light theme and in the dark one, and nothing reaches beyond the sides of the window. */
async function assertClean(page: Page, where: string): Promise<void> {
  const scheme = (name: string): Promise<void> =>
    page.evaluate((value) => document.body.setAttribute("data-md-color-scheme", value), name);
  assert.deepEqual(await violations(page), [], where);
  await scheme("slate");
  assert.deepEqual(await violations(page, COLOURS), [], `${where}, dark`);
  await scheme("default");
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(beyond <= 0, `${where} is ${beyond} px too wide`);
}

test("axe catches what it is there for: a field without a name", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  await page.evaluate(() => document.querySelector("article")?.append(document.createElement("input")));
  assert.match((await violations(page)).join("\n"), /^label: /m);
  await visit.end();
});

for (const [name, look] of Object.entries(LOOKS)) {
  test(`pages, and the search: ${name}`, async () => {
    const visit = await Visit.start(browser, served, look);
    const page = await visit.open(pages[0]);
    for (const path of pages) {
      await visit.go(page, path);
      await assertClean(page, `/${path}`);
    }
    await page.keyboard.press("f");
    await page.keyboard.type("metric");
    await page.waitForSelector(".md-search-result__link");
    await assertClean(page, "the search");
    await visit.end();
  });

  test(`items, in each state: ${name}`, async () => {
    const visit = await Visit.start(browser, served, look);
    const page = await visit.open();
    const judged = items.filter(({ type }) => type !== "code");
    for (const item of judged) await press(page, selector(item), "Check");
    await assertClean(page, "nothing given");
    for (const item of judged) await page.click(`${selector(item)} summary`);
    await assertClean(page, "answers open");
    const two = judged.find((item) => item.type === "choice" && item.keys.length > 1);
    assert.ok(two?.type === "choice", "the page has no choice of two");
    const tick = `${selector(two)} input[value="${two.keys[0]}"]`;
    await page.click(tick);
    await press(page, selector(two), "Check");
    await assertClean(page, "one chosen of two");
    await page.click(tick);
    const order = ofType(items, "order");
    await (await page.$(`${selector(order)} .order-use`))?.click();
    await assertClean(page, "a line used");
    await press(page, selector(order), "✕");
    for (const right of [false, true]) {
      for (const item of judged) {
        await give(page, item, right);
        await press(page, selector(item), "Check");
        await waitForState(page, item, right ? "right" : "wrong");
      }
      await assertClean(page, right ? "right" : "wrong");
      for (const item of judged) await press(page, selector(item), "Try again");
    }
    await visit.end();
  });

  test(`the playground, before and after runs, with all of the store open: ${name}`, async () => {
    const visit = await Visit.start(browser, served, look);
    const page = await visit.open("playground/");
    const root = "champion-playground";
    await page.waitForSelector(`${root} .live-tools button`);
    await assertClean(page, "nothing has run");
    const summary = (text: RegExp): Promise<unknown> =>
      page.waitForFunction(
        (wanted) => new RegExp(wanted).test(document.querySelector(".play-says")?.textContent ?? ""),
        { timeout: 180_000 },
        text.source,
      );
    for (const [example, says] of [
      ["Tracking in ten lines", /1 run/],
      ["A traced function", /2 traces/],
      ["Train, log, register, promote", /registered model/],
    ] as const) {
      await press(page, root, example);
      await page.waitForSelector(`${root} [aria-pressed="true"]`);
      await press(page, root, "Run");
      await summary(says);
    }
    await assertClean(page, "after runs");
    await page.$$eval(`${root} details:not([open]) > summary`, (closed) => {
      for (const one of closed) (one as HTMLElement).click();
    });
    await assertClean(page, "all of the store open");
    const link = await fragment("print(1)\n");
    await visit.go(page, `playground/${link}`);
    await page.waitForSelector(`${root} .play-from button`);
    await assertClean(page, "code from a link");
    await visit.end();
  });

  test(`code, in each state: ${name}`, async () => {
    const visit = await Visit.start(browser, served, look);
    const page = await visit.open();
    const item = ofType(items, "code");
    const root = selector(item);
    const block = "#first";
    await page.$eval("champion-code", (element) => element.setAttribute("id", "first"));

    served.fail("cut", /pyodide\.|core\.|stdlib\./);
    await press(page, block, "Run");
    await page.waitForSelector(`${block}[data-runtime="failed"]`);
    await assertClean(page, "failed");
    served.fail(undefined);
    visit.expected = /^console: Failed to load resource/;

    await write(page, block, "print('to stop')\nwhile True:\n    pass\n");
    await press(page, block, "Run");
    await page.waitForSelector(`${block}[data-runtime="running"] .bench-output:not([hidden])`);
    await assertClean(page, "running, the editor open");
    await press(page, block, "Stop");
    await page.waitForSelector(`${block}[data-runtime="stopped"]`);
    await assertClean(page, "stopped");

    await write(page, root, `${item.starter}\n1 / 0  # an error\n`);
    await press(page, root, "Check");
    await waitForState(page, item, "wrong");
    await press(page, root, await textOf(page, `${root} .item-hint button`));
    await page.click(`${root} summary`);
    await page.waitForSelector(`${root} .changes`);
    await assertClean(page, "a wrong program, a hint, a solution");
    await write(page, root, item.solution);
    await press(page, root, "Check");
    await waitForState(page, item, "right");
    await assertClean(page, "a right program, another solution");
    await write(page, root, `${item.solution}\nprint("changed")\n`);
    await waitForState(page, item, "unanswered");
    await assertClean(page, "a program changed since it was checked");
    await visit.end();
  });

  test(`a mock exam, practice sets, progress: ${name}`, async () => {
    const visit = await Visit.start(browser, served, look);
    visit.expected = /beforeunload/;
    const page = await visit.open();
    page.on("dialog", (dialog) => void dialog.accept());
    await visit.go(page, "practice/mock-exam/#exam=machine-learning-associate&size=10&form=1&programs=yes");
    await page.waitForSelector("champion-exam .exam-about a");
    await assertClean(page, "the choice of a form");
    await press(page, "champion-exam", "Begin");
    const cells = await page.waitForSelector(".exam-overview").then(() => page.$$(".exam-overview button"));
    for (const [place, cell] of cells.entries()) {
      await cell.click();
      await page.waitForFunction(
        (number) => document.querySelector(".exam-title")?.textContent?.startsWith(`Question ${number} of`),
        {},
        place + 1,
      );
      await page.keyboard.press("a");
      if (place % 2) await page.keyboard.press("f");
      await page.keyboard.down("Shift");
      await page.keyboard.press("B");
      await page.keyboard.up("Shift");
      await assertClean(page, `question ${place + 1}`);
    }
    await press(page, "champion-exam", "Keys");
    await assertClean(page, "the keys");
    await page.keyboard.press("Escape");
    await press(page, "champion-exam", "Hand in");
    await assertClean(page, "before handing in");
    await press(page, "champion-exam", "Hand in now");
    await page.waitForSelector('champion-exam[data-state="finished"]');
    await page.waitForSelector(".readiness");
    const right = await page.$(".exam-right summary");
    await right?.click();
    await assertClean(page, "the result");
    await press(page, "champion-exam", "All exams");
    await page.waitForSelector("champion-exam .exam-about a");
    await assertClean(page, "the choice after an exam");
    await visit.go(page, "practice/sets/");
    await page.waitForSelector("champion-review .exam-form");
    await assertClean(page, "the choice of a set");
    await press(page, "champion-review", "Begin");
    await page.waitForSelector("champion-review champion-item button");
    await assertClean(page, "a set");
    await visit.go(page, "practice/progress/");
    await page.waitForSelector('champion-dashboard[data-state="ready"]');
    await assertClean(page, "all progress");
    await visit.end();
  });

  test(`a lab in work mode: ${name}`, async () => {
    const visit = await Visit.start(browser, served, look);
    const page = await visit.open("labs/tracking/first-experiment/");
    const [task, check] = ["#lab-task-open-run", "#lab-check-open-run"];
    await page.waitForSelector(".lab-begin");
    await assertClean(page, "before it");
    await press(page, "champion-lab", "Work on it here");
    await page.waitForSelector("[data-working] .lab-cell");
    await assertClean(page, "begun");
    await write(page, task, "import mlflow\nprint('a try')\n");
    await press(page, check, "Check");
    await page.waitForSelector(`${check}[data-verdict="wrong"]`);
    await page.click(`${check} summary`);
    await page.waitForSelector(`${check} .changes`);
    await assertClean(page, "a check that refuses, the solution shown");
    await press(page, ".lab-tools", "Reset all");
    await assertClean(page, "all back, with Undo");
    await press(page, "champion-lab", "Undo");
    await waitForDrafts(page, (drafts) => drafts.some(({ text }) => text.includes("a try")));
    await stored(page, 2, { base: "# an old cell" } as object, "drafts");
    await page.reload();
    await page.waitForSelector(`${task} .lab-renewed`);
    await page.click(`${task} summary`);
    await assertClean(page, "a new version, with what was changed");
    await visit.end();
  });
}
