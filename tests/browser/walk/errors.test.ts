// Errors that teach, in both browsers: the line is marked, a better name is offered, an old form has its link, and a
// prediction is compared with what came.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { advice, available, end, launch, NAMES } from "../browsers.ts";
import type { Served } from "../serve.ts";
import { give, type ItemData, itemsOf, ofType, press, selector, serveSite, textOf, Visit, write } from "./visit.ts";

const FIRST = "#first";
const SECOND = "#second";
const LAST = "#last";

/** Runs (or checks) what is written there, to its end. */
async function run(page: Page, root: string, button = "Run"): Promise<void> {
  await page.$eval(`${root} .bench-status`, (status) => status.replaceChildren());
  await press(page, root, button);
  await page.waitForFunction(
    (root) => /\(\d+\.\d s\)|^A block above/.test(document.querySelector(`${root} .bench-status`)?.textContent ?? ""),
    {},
    root,
  );
}

/** The number and the text of the marked line, and what is said of it. */
const marked = (page: Page, root: string): Promise<unknown> =>
  page.$eval(root, (element) => ({
    line: element.querySelector(".live-marked")?.textContent ?? null,
    number: element.querySelector(".live-marked-number")?.textContent ?? null,
    note: element.querySelector(".live-note")?.textContent,
  }));
const UNMARKED = { line: null, number: null, note: "" };

for (const name of NAMES)
  describe(name, { concurrency: 1, skip: available(name) ? false : advice(name) }, () => {
    let served: Served;
    let browser: Browser;
    let items: ItemData[];
    let visit: Visit;
    let page: Page; // one for all: each would start Python anew

    before(async () => {
      served = await serveSite();
      browser = await launch(name);
      items = await itemsOf(served);
      visit = await Visit.start(browser, served);
      if (name === "firefox") visit.expected = /default-src 'none'|\(default-src\)/; // it asks for the next page ahead; the policy refuses
      page = await visit.open();
      page.setDefaultTimeout(200_000); // a first start of Python, then a fresh one for each check
      await page.$$eval("champion-code", (blocks) => {
        blocks[0]?.setAttribute("id", "first");
        blocks[1]?.setAttribute("id", "second");
        blocks.at(-1)?.setAttribute("id", "last");
      });
    });
    after(async () => {
      try {
        await visit.end();
      } finally {
        await end(browser);
        await served.close();
      }
    });

    test("a block that is not open is marked too, and its editor opens with the mark", async () => {
      await write(page, FIRST, "x = 1  # without the imports that the others need\n");
      await run(page, LAST);
      const [id, line, note] = await page.$$eval("champion-code", (blocks) => {
        const block = blocks.find((one) => one.querySelector(".live-band"));
        if (block) block.id ||= "failed";
        const band = block?.querySelector<HTMLElement>(".live-band");
        const code = block?.querySelector("code");
        if (!band || !code) throw new Error("no block is marked");
        const { top, height } = band.getBoundingClientRect();
        const padding = Number.parseFloat(getComputedStyle(code).paddingTop);
        const line = Math.round((top - code.getBoundingClientRect().top - padding) / height) + 1;
        return [`#${block?.id}`, line, block?.querySelector(".live-note")?.textContent ?? ""] as const;
      });
      assert.match(note, new RegExp(`^Line ${line}: NameError: name '\\w+' is not defined$`));
      await press(page, id, "Edit");
      await page.waitForSelector(`${id} .live-marked`);
      assert.deepEqual(((await marked(page, id)) as { number: string }).number, String(line));
    });

    test("the line that failed is marked until the text changes, by more than a colour", async () => {
      await write(page, FIRST, "x = 1\ndef f():\n    return x / 0\nf()\n");
      await run(page, FIRST);
      const zero = "Line 3: ZeroDivisionError: division by zero";
      assert.deepEqual(await marked(page, FIRST), { line: "    return x / 0", number: "3", note: zero });
      const sign = await page.$eval(
        `${FIRST} .live-marked-number`,
        (line) => getComputedStyle(line, "::before").content,
      );
      assert.match(sign, /✗/);
      await page.focus(`${FIRST} .cm-content`);
      await page.keyboard.type("#");
      assert.deepEqual(await marked(page, FIRST), UNMARKED);

      await write(page, FIRST, "x = 1\nx ===\n");
      await run(page, FIRST);
      const syntax = "Line 2: SyntaxError: invalid syntax";
      assert.deepEqual(await marked(page, FIRST), { line: "x ===", number: "2", note: syntax });
      await write(page, FIRST, "x = 1\n");
      await run(page, FIRST);
      assert.deepEqual(await marked(page, FIRST), UNMARKED);
    });

    test("an error that comes out of a function of another block marks no line", async () => {
      await write(page, FIRST, "def f():\n    return 1 / 0\n");
      await run(page, FIRST);
      await write(page, SECOND, "x = 1\nf()\n");
      await run(page, SECOND);
      assert.match(await textOf(page, `${SECOND} .bench-output`), /ZeroDivisionError/);
      assert.deepEqual(await marked(page, SECOND), UNMARKED);
      await write(page, SECOND, "x = 1\nf(1)\n");
      await run(page, SECOND);
      assert.equal(((await marked(page, SECOND)) as { number: string }).number, "2", "the control");
    });

    test("in a program the line is marked after Run and after Check, and what was meant is asked", async () => {
      const root = selector(ofType(items, "code"));
      for (const button of ["Run", "Check"]) {
        await write(page, root, "import mlflow\n\nprint('mine')\nlog_metric('loss', 1)\n");
        await run(page, root, button);
        const note = "Line 4: NameError: name 'log_metric' is not defined";
        assert.deepEqual(await marked(page, root), { line: "log_metric('loss', 1)", number: "4", note }, button);
        assert.match(await textOf(page, `${root} .bench-output`), /^mine\n[\s\S]*Did you mean `mlflow\.log_metric`\?/);
        await write(page, root, "changed = 1\n");
        assert.deepEqual(await marked(page, root), UNMARKED);
      }
    });

    test("an old form in code that failed is named with what holds now, and its link goes to its row", async () => {
      const old = "import mlflow\nwith mlflow.start_trace(name='a'):  # <b>\n    pass\n";
      await write(page, FIRST, old);
      await run(page, FIRST);
      const lesson = `${FIRST} .live-lesson`;
      const says =
        "mlflow.start_trace is an old form: now mlflow.start_span(…). Old and new: A trace opened with start_trace";
      assert.equal(await textOf(page, lesson), says);
      const href = await page.$eval(`${lesson} a`, (link) => (link as HTMLAnchorElement).href);
      await write(page, FIRST, "import mlflow\n# mlflow.start_trace\n1 / 0\n");
      await run(page, FIRST);
      assert.equal(await textOf(page, lesson), "");
      const other = await visit.open(href.slice(served.url.length));
      assert.ok(await other.$eval(`[id="${new URL(href).hash.slice(1)}"]`, (row) => row.matches(".form")));
      await other.close();
    });

    test("what to do about a known error is said, whatever names it is about, and its link goes to its row", async () => {
      const tree = 'import mlflow\nwith mlflow.start_run():\n    mlflow.log_metric("depth of the tree", "deep")\n';
      await write(page, FIRST, tree);
      await run(page, FIRST);
      const lesson = `${FIRST} .live-lesson`;
      const says = "What to do: Log a word as a parameter or a tag, and a number as a metric. What this error means";
      assert.equal(await textOf(page, lesson), says);
      const href = await page.$eval(`${lesson} a`, (link) => (link as HTMLAnchorElement).href);
      const other = await visit.open(href.slice(served.url.length));
      assert.ok(await other.$eval(`[id="${new URL(href).hash.slice(1)}"]`, (row) => row.matches(".error h3")));
      await other.close();
    });

    test("an old form in a program that a check refuses is named too", async () => {
      const item = ofType(items, "code");
      const root = selector(item);
      await write(
        page,
        root,
        `${item.starter}\nlog_model = print\nlog_model(1, **dict(end=""))\nif 0: log_model(1, artifact_path="m")\n`,
      );
      await run(page, root, "Check");
      assert.match(
        await textOf(page, `${root} .live-lesson`),
        /^log_model\(artifact_path=…\) is an old form: now log_model\(name=…\)/,
      );
      await write(page, root, item.solution);
      await run(page, root, "Check");
      assert.equal(await textOf(page, `${root} .live-lesson`), "");
    });

    test("what was predicted is compared with what came: the difference where it is another, a sentence where it is the same", async () => {
      const item = ofType(items, "predict");
      const root = selector(item);
      await give(page, item, false);
      await press(page, root, "Check");
      await run(page, root, "Run it and see");
      assert.match(
        await textOf(page, `${root} .item-prediction figcaption`),
        /only in your prediction, \+ only in this run/,
      );
      assert.equal(await textOf(page, `${root} .item-difference`), "It printed exactly what the key says.");
      await press(page, root, "Try again");
      await give(page, item, true);
      await press(page, root, "Check");
      await run(page, root, "Run it and see");
      assert.equal(await textOf(page, `${root} .item-prediction`), "It printed exactly what you predicted.");
      assert.equal(await textOf(page, `${root} .item-difference`), "");
    });
  });
