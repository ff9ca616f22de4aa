// What stands around a page: the mark that it was read, the way to an exam; and the search for names, addresses and errors.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { end, launch } from "../browsers.ts";
import type { Served } from "../serve.ts";
import { PAGE, press, serveSite, stored, textOf, Visit } from "./visit.ts";

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

const READ = "champion-read";
const shown = (page: Page, text: RegExp): Promise<unknown> =>
  page.waitForFunction(
    (root, wanted) => new RegExp(wanted).test(document.querySelector(root)?.textContent ?? ""),
    {},
    READ,
    text.source,
  );

test("a page is marked as read, which outlives a reload, shows on the way to the exam, and can be taken back", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  await page.waitForSelector(`${READ} button`);
  await press(page, READ, "Mark as read");
  await shown(page, /You read this page on \d+ \w+ \d{4}\./);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Not read after all");
  const [event] = await stored(page, 1);
  assert.deepEqual([event?.kind, event?.item, event?.data], ["read", "tracking/runs.md", { done: true }]);
  await page.reload();
  await shown(page, /You read this page/);

  await visit.go(page, "exams/");
  const row = '[data-item="tracking/runs.md"]';
  await page.waitForSelector(`${row} .path-mark`);
  assert.match(await textOf(page, row), /✓ read/);
  assert.match(await textOf(page, "champion-path .path-said"), /^1 of \d+ behind you\.$/);

  await visit.go(page, PAGE);
  await page.waitForSelector(`${READ} button`);
  await press(page, READ, "Not read after all");
  await page.waitForFunction(() => document.activeElement?.textContent === "Mark as read");
  await visit.go(page, "exams/");
  await page.waitForSelector("champion-path .path-said");
  assert.equal((await page.$$(".path-mark")).length, 0);
  await visit.end();
});

test("a page that was changed since it was read says so, and can be marked again", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  await page.waitForSelector(`${READ} button`);
  await press(page, READ, "Mark as read");
  await shown(page, /You read this page/);
  await stored(page, 1, { hash: "another" });
  await page.reload();
  await shown(page, /It was changed since\./);
  await press(page, READ, "Mark as read");
  await page.waitForFunction((root) => !/changed/.test(document.querySelector(root)?.textContent ?? ""), {}, READ);
  await visit.end();
});

test("a mark set in one tab shows in another", async () => {
  const visit = await Visit.start(browser, served);
  const [one, other] = [await visit.open(), await visit.open()];
  await one.bringToFront();
  await one.waitForSelector(`${READ} button`);
  await press(one, READ, "Mark as read");
  await other.bringToFront();
  await shown(other, /You read this page/);
  await visit.end();
});

test("a lab that is done is marked in the list of labs", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  await page.waitForSelector(`${READ} button`);
  await press(page, READ, "Mark as read");
  await stored(page, 1, { kind: "lab-checked", item: "tracking/first-experiment", data: {} } as never);
  await visit.go(page, "labs/");
  await page.waitForSelector('[data-item="tracking/first-experiment"] .path-mark');
  assert.equal((await page.$$(".path-mark")).length, 1);
  await visit.end();
});

for (const words of [
  "mlflow.log_metric",
  "models:/",
  "Changing param values is not allowed",
  "RESOURCE_ALREADY_EXISTS",
])
  test(`the search finds ${words}`, async () => {
    const visit = await Visit.start(browser, served);
    const page = await visit.open();
    await page.keyboard.press("f");
    await page.keyboard.type(words);
    await page.waitForSelector(".md-search-result__link");
    const given = await textOf(page, ".md-search-result__list");
    assert.ok(given.includes(words.replace("mlflow.", "")), given.slice(0, 2000));
    await visit.end();
  });

test("on paper a page has no controls, and its code is not cut", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  await page.waitForSelector(`${READ} button`);
  await page.emulateMediaType("print");
  const seen = await page.$$eval("button, champion-read, .exam-paths, .md-header, .md-footer", (all) =>
    all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80)),
  );
  assert.deepEqual(seen, []);
  const code = await page.$$("article pre > code");
  assert.ok(code.length > 10, "the page shows no code");
  const cut = await page.$$eval("article pre > code", (all) =>
    all.filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent),
  );
  assert.deepEqual(cut, []);
  await visit.end();
});
