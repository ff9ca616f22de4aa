// A learner does labs on their pages: from start to end, wrong at first, with reloads, files and a new version between.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { setInterval } from "node:timers/promises";
import type { Browser, ElementHandle, Page } from "puppeteer-core";
import { advice, available, end, launch, NAMES } from "../browsers.ts";
import type { Served } from "../serve.ts";
import { type Look, press, serveSite, stored, textOf, Visit, waitForDrafts, write } from "./visit.ts";

const FIRST = "tracking/first-experiment";
const SECOND = "models/flavors-and-signatures";
const TOOLS = ".lab-tools";

let served: Served;
let browser: Browser;
let folder: string;

before(async () => {
  served = await serveSite();
  browser = await launch("chrome");
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "champion-"));
});

after(async () => {
  await end(browser);
  await served.close();
  fs.rmSync(folder, { recursive: true });
});

/** The solved cells of a lab's tasks, in order, by the task's name. */
function solutions(lab: string): Map<string, string> {
  const cells = fs.readFileSync(`labs/${lab}.py`, "utf8").split(/^(?=# %%)/m);
  const found = cells.flatMap((cell) => {
    const [, task, text] = /^# %% tags=\["task:(.+?)"\]\n([\s\S]*)/.exec(cell) ?? [];
    return task && text ? [[task, text.replaceAll(/^ *# (BEGIN|END) SOLUTION\n/gm, "").trim()] as const] : [];
  });
  assert.ok(found.length >= 3, `${lab} has fewer than three tasks`);
  return new Map(found);
}

async function work(lab: string, steps: (page: Page, visit: Visit) => Promise<void>, look: Look = {}): Promise<void> {
  const visit = await Visit.start(browser, served, look);
  const page = await visit.open(`labs/${lab}/`);
  await begin(page);
  await steps(page, visit);
  await visit.end();
}

async function begin(page: Page): Promise<void> {
  await page.waitForSelector(".lab-begin");
  await press(page, "champion-lab", "Work on it here");
  await working(page);
}

async function working(page: Page): Promise<void> {
  await page.waitForSelector(`.lab-notebook[data-working] .lab-cell button`);
}

const cell = (id: string): string => `#lab-${id}`;
const verdict = (task: string, word: string): string => `${cell(`check-${task}`)}[data-verdict="${word}"]`;

async function waitForText(page: Page, target: string, words: string): Promise<void> {
  await page.waitForFunction(
    // biome-ignore lint/performance/useDomNodeTextContent: hidden text is not to be read
    (where, text) => document.querySelector<HTMLElement>(where)?.innerText.includes(text),
    {},
    target,
    words,
  );
}

async function run(page: Page, root: string, button = "Run"): Promise<void> {
  await press(page, root, button);
  await page.waitForSelector(`${root}[data-runtime="ready"] .bench-stop[hidden]`);
}

/** Replaces what the editor of a cell has, and waits until it is kept. */
async function writeAndKeep(page: Page, root: string, text: string): Promise<void> {
  await write(page, root, text);
  await waitForDrafts(page, (drafts) => drafts.some((draft) => draft.text === text));
}

async function openFile(page: Page, name: string, content: string | number): Promise<void> {
  const file = path.join(folder, name);
  fs.writeFileSync(file, typeof content === "string" ? content : "");
  if (typeof content === "number") fs.truncateSync(file, content);
  const input = (await page.$("champion-lab input[type=file]")) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(file);
}

/** Does a lab's tasks one after the other with the solutions of its file. */
async function solve(page: Page, lab: string): Promise<void> {
  const all = solutions(lab);
  let done = 0;
  for (const [task, solution] of all) {
    await write(page, cell(`task-${task}`), solution);
    await press(page, cell(`check-${task}`), "Check");
    await page.waitForSelector(
      `${cell(`check-${task}`)}:is([data-verdict="right"], [data-verdict="wrong"], :has(.bench-error)) .bench-stop[hidden]`,
    );
    const says = await textOf(page, `${cell(`check-${task}`)} .lab-verdict`);
    assert.match(says, /^✓ Right/, `${task}: ${says}${await textOf(page, ".lab-notebook").then(errors)}`);
    done++;
    const sum = done === all.size ? `All ${done} tasks are done.` : `${done} of ${all.size} tasks done.`;
    assert.ok(says.endsWith(sum), says);
    assert.ok((await textOf(page, ".lab-bar")).includes(sum));
  }
  const last = await page.$$eval(".lab-cell", (cells) => `#${cells.at(-1)?.id}`);
  await run(page, last);
  assert.deepEqual(await page.$$eval(".bench-error", (found) => found.map((one) => one.textContent)), []);
}

const errors = (text: string): string => /Traceback[\s\S]{0,600}/.exec(text)?.[0] ?? "";

for (const name of NAMES)
  describe(name, { skip: available(name) ? false : advice(name) }, () => {
    test("a lab is done on its page from start to end; that is in the log, and on the page after a reload", async () => {
      const own = name === "chrome" ? browser : await launch(name);
      const visit = await Visit.start(own, served);
      if (name === "firefox") visit.expected = /default-src 'none'/; // it asks for the next page ahead; the policy refuses
      const page = await visit.open(`labs/${FIRST}/`);
      await begin(page);
      await solve(page, FIRST);
      await waitForText(page, ".lab-done", "✓ You have done this lab");
      const events = await stored(page, 1);
      assert.deepEqual(
        events.map(({ kind, item, data }) => [kind, item, data]),
        [["lab-checked", FIRST, { tasks: [...solutions(FIRST).keys()] }]],
      );
      await page.reload();
      await working(page);
      await waitForText(page, ".lab-done", "✓ You have done this lab");
      await waitForText(page, ".lab-bar", "All 5 tasks are done.");
      await waitForText(page, `${cell("start_code-2")} .output-label`, "from your last visit");
      await waitForText(page, `${cell("start_code-2")} .bench-output`, "validation error");
      await visit.end();
      if (own !== browser) await end(own);
    });
  });

test("the other lab is done on its page from start to end, on a phone", async () => {
  await work(SECOND, (page) => solve(page, SECOND), { phone: true });
});

test("an unsolved check says what is missing, in a sentence and no more; the solution comes after a try", async () => {
  await work(FIRST, async (page) => {
    const check = cell("check-open-run");
    await run(page, check, "Check");
    await page.waitForSelector(verdict("open-run", "wrong"));
    const says = "✗ Not yet. The store has no run named ridge-by-hand yet: give start_run that run_name.";
    assert.equal(await textOf(page, `${check} .lab-verdict`), says);
    assert.equal(await page.$eval(`${check} .lab-verdict`, (one) => one.getAttribute("role")), "status");
    assert.equal(await textOf(page, `${check} .bench`), "Ran the 3 cells above first."); // and no trace
    assert.ok((await textOf(page, ".lab-bar")).includes("0 of 5 tasks done."));
    assert.match(await page.$eval(".lab-bar a", (one) => one.ariaLabel ?? ""), /^Task 1: open a run: not yet right$/);
    assert.equal(await page.$eval(`${check} details`, (one) => one.checkVisibility()), false, "nothing was tried");

    await write(page, cell("task-open-run"), "print('a try')");
    await run(page, check, "Check");
    await waitForText(page, `${check} .bench-status`, "Ran the cell above first.");
    await page.click(`${check} summary`);
    const difference = await textOf(page, `${check} .changes`);
    assert.ok(difference.includes("a try") && difference.includes('log_param("model", "Ridge")'), difference);

    await write(page, cell("task-open-run"), solutions(FIRST).get("open-run") ?? "");
    await waitForText(page, `${cell("task-open-run")} .lab-state`, "Changed since it ran.");
    await run(page, check, "Check");
    await page.waitForSelector(verdict("open-run", "right"));
    await run(page, cell("start_code-2"));
    await waitForText(page, `${cell("task-open-run")} .lab-state`, "A cell above has run or changed since this ran.");
    assert.equal(await textOf(page, `${cell("start_code-2")} .lab-state`), "");
  });
});

test("in work mode nothing of the solutions is to be seen; the way back shows the page as it was", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open(`labs/${FIRST}/`);
  const solution = 'log_param("model", "Ridge")';
  const solved = await textOf(page, ".lab-notebook");
  assert.ok(solved.includes(solution));
  assert.equal(await page.$(".lab-cell"), null);
  await begin(page);
  const shown = await textOf(page, ".lab-notebook");
  assert.ok(!shown.includes(solution), "the solution is shown");
  const outputs = await page.$$eval(
    ".jp-OutputArea-output",
    (all) => all.filter((one) => one.checkVisibility()).length,
  );
  assert.equal(outputs, 0, "an output is shown");
  assert.ok(shown.includes("# Your code here") && shown.includes("Task 1: open a run"));
  await press(page, TOOLS, "Back to the solved page");
  assert.equal(await textOf(page, ".lab-notebook"), solved);
  await page.reload();
  await page.waitForSelector(".lab-begin");
  assert.equal(await page.$(".lab-cell"), null, "it was left, and is remembered as entered");
  await visit.end();
});

test("edits and outputs are there again after a reload, and are said to be old", async () => {
  await work(FIRST, async (page) => {
    const root = cell("start_code-1");
    await write(page, root, "print('mine')");
    await run(page, root);
    await writeAndKeep(page, cell("task-curve"), "total = 7");
    await waitForDrafts(page, (drafts) => drafts.length === 4); // the lab, two texts, an output
    await page.reload();
    await working(page);
    await waitForText(page, `${root} .live-source`, "print('mine')");
    await waitForText(page, `${cell("task-curve")} .live-source`, "total = 7");
    assert.equal((await textOf(page, `${root} .bench-output`)).trim(), "mine");
    assert.equal(await textOf(page, `${root} .output-label`), "Your output, from your last visit");
    await run(page, root);
    assert.equal(await textOf(page, `${root} .output-label`), "Your output");
  });
});

test("an error above stops the cells below, in words; Run all above begins with an empty Python", async () => {
  await work(FIRST, async (page) => {
    const [first, second] = [cell("start_code-1"), cell("start_code-2")];
    await write(page, first, "count = globals().get('count', 0) + 1\nprint(count)\n1 / (count - 1)");
    await write(page, second, "print('second')");
    await run(page, second);
    await waitForText(page, `${second} .bench-status`, "A cell above ended with an error");
    await waitForText(page, `${first} .bench-output`, "ZeroDivisionError");
    await write(page, first, "count = globals().get('count', 0) + 1\nprint(count)");
    await run(page, second);
    await waitForText(page, `${second} .bench-status`, "Ran the cell above first.");
    await run(page, first);
    assert.equal((await textOf(page, `${first} .bench-output`)).trim(), "2");
    await run(page, second, "Run all above");
    assert.equal((await textOf(page, `${first} .bench-output`)).trim(), "1");
    assert.equal(
      await page.$eval(first, (one) =>
        [...one.querySelectorAll("button")].some((b) => b.textContent === "Run all above" && b.checkVisibility()),
      ),
      false,
    );
  });
});

test("a cell that does not end is stopped", async () => {
  await work(FIRST, async (page) => {
    const root = cell("start_code-1");
    await write(page, root, "print('on')\nwhile True: pass");
    await press(page, root, "Run");
    await page.waitForSelector(`${root}[data-runtime="running"] .bench-output:not([hidden])`);
    await press(page, root, "Stop");
    await page.waitForSelector(`${root}[data-runtime="stopped"]`);
  });
});

test("a notebook is saved, and opened again; what it replaces can be had back", async () => {
  await work(FIRST, async (page) => {
    await write(page, cell("task-open-run"), "mine = 1");
    const client = await page.createCDPSession();
    await client.send("Page.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    await press(page, TOOLS, "Save my notebook");
    const file = path.join(folder, "first-experiment-mine.ipynb");
    for await (const _ of setInterval(50, undefined, { signal: AbortSignal.timeout(30_000) }))
      if (fs.existsSync(file)) break;
    const text = fs.readFileSync(file, "utf8");
    const saved = JSON.parse(text) as { cells: { id: string; source: string[] }[]; nbformat_minor: number };
    assert.equal(saved.nbformat_minor, 5);
    assert.deepEqual(saved.cells.find(({ id }) => id === "task-open-run")?.source, ["mine = 1"]);

    await write(page, cell("task-open-run"), "newer = 2");
    await openFile(page, "mine.ipynb", text);
    await waitForText(page, ".lab-message", "Opened. One cell is now as in that notebook.");
    await waitForText(page, cell("task-open-run"), "mine = 1");
    await press(page, "champion-lab", "Undo");
    await waitForText(page, cell("task-open-run"), "newer = 2");

    await press(page, TOOLS, "Reset all");
    await waitForText(page, cell("task-open-run"), "# Your code here");
    await press(page, "champion-lab", "Undo");
    await waitForText(page, cell("task-open-run"), "newer = 2");
    await waitForDrafts(page, (drafts) => drafts.some((draft) => draft.text === "newer = 2"));
  });
});

test("the notebook for Jupyter is taken back by its page", async () => {
  await work(FIRST, async (page) => {
    const text = await (await fetch(`${served.url}labs/${FIRST}-learner.ipynb`)).text();
    const notebook = JSON.parse(text) as { cells: { id: string; source: string[] }[] };
    const task = notebook.cells.find(({ id }) => id === "task-open-run");
    assert.ok(task, "the learner's notebook has other ids than its page");
    task.source = ["from_jupyter = 1"];
    await openFile(page, "jupyter.ipynb", JSON.stringify(notebook));
    await waitForText(page, ".lab-message", "Opened. One cell is now as in that notebook.");
    assert.ok(!(await textOf(page, ".lab-message")).includes("another version"));
    await waitForText(page, cell("task-open-run"), "from_jupyter = 1");
  });
});

test("a file that is no notebook of this lab is refused with a sentence, and nothing is lost", async () => {
  await work(FIRST, async (page) => {
    await write(page, cell("task-open-run"), "mine = 1");
    const other = await (await fetch(`${served.url}labs/${SECOND}-learner.ipynb`)).text();
    for (const [name, content, says] of [
      ["other.ipynb", other, `This is a notebook of another lab, ${SECOND}. Open it on that lab's page.`],
      ["broken.ipynb", other.slice(0, 500), "only a part of one: it is no JSON"],
      ["large.ipynb", 20_000_001, "This file has 21 MB."],
    ] as const) {
      await openFile(page, name, content);
      await waitForText(page, ".lab-message", says);
      assert.ok((await textOf(page, ".lab-message")).endsWith("Nothing was changed."));
      assert.ok((await textOf(page, cell("task-open-run"))).includes("mine = 1"));
    }
  });
});

test("a new version of the lab keeps what the learner wrote, and says which cells were changed and how", async () => {
  await work(FIRST, async (page) => {
    const [first, second] = [cell("task-open-run"), cell("task-curve")];
    await writeAndKeep(page, first, "mine = 1");
    await writeAndKeep(page, second, "also = 2");
    await stored(page, 3, { base: "# the old cell" } as object, "drafts");
    await page.reload();
    await working(page);
    await waitForText(page, ".lab-message", "This lab has a new version. What you wrote is kept. 2 cells");
    const says = "This cell was changed since you wrote yours. Reset brings the new one.";
    await waitForText(page, first, says);
    await waitForText(page, first, "mine = 1");
    await page.click(`${first} .lab-renewed summary`);
    const difference = await textOf(page, `${first} .changes`);
    assert.ok(difference.includes("# the old cell") && difference.includes("# Your code here"), difference);
    await press(page, first, "Reset");
    await press(page, second, "Keep mine");
    assert.equal((await page.$$(".lab-renewed")).length, 0);
    assert.ok(await page.$eval(second, (one) => one.contains(document.activeElement)), "focus is lost");
    await waitForDrafts(page, (drafts) => !drafts.some((draft) => draft.text === "mine = 1"));
    await page.reload();
    await working(page);
    await waitForText(page, second, "also = 2");
    await waitForText(page, first, "# Your code here");
    assert.equal((await page.$$(".lab-renewed")).length, 0, "it is said again");
    assert.equal(await textOf(page, ".lab-message"), "");
  });
});

test("a lab is worked on by keyboard alone: in, into a cell, and out of it", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open(`labs/${FIRST}/`);
  await page.focus(".lab-begin");
  await page.keyboard.press("Enter");
  await working(page);
  const where = (target: string): Promise<boolean> =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, target);
  await page.waitForFunction(() => document.activeElement?.matches(".lab-tools"));
  const root = cell("start_code-1");
  let steps = 0;
  for (; !(await where(`${root} .live-edit`)); steps++) {
    assert.ok(steps < 40, "no way to the first cell");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.waitForFunction((inside) => document.activeElement?.matches(`${inside} .cm-content`), {}, root);
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type("print('typed')");
  await page.keyboard.down("Control");
  await page.keyboard.press("Enter");
  await page.keyboard.up("Control");
  await waitForText(page, `${root} .bench-output`, "typed");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.ok(await where(`${root} .live-tools button`), "the editor holds the focus");
  await page.focus(`${TOOLS} button:last-child`);
  await page.keyboard.press("Enter");
  assert.ok(await where(".lab-begin"), "focus is lost");
  await visit.end();
});

test("what is written in one tab is in the other one, once the learner goes there", async () => {
  await work(FIRST, async (page, visit) => {
    const other = await visit.open(`labs/${FIRST}/`);
    await working(other);
    await page.bringToFront();
    await writeAndKeep(page, cell("task-open-run"), "mine = 1");
    await other.bringToFront();
    await other.evaluate(() => dispatchEvent(new Event("focus"))); // headless windows have it all the time
    await waitForText(other, cell("task-open-run"), "mine = 1");
    await waitForText(other, `${cell("task-open-run")} .live-note`, "in another tab");
  });
});

test("going to another page and back without a reload leaves a lab that works, with what was written", async () => {
  await work(FIRST, async (page, visit) => {
    await visit.listPages(page);
    await working(page);
    await writeAndKeep(page, cell("start_code-1"), "print('mine')");
    await run(page, cell("start_code-1"));
    await page.evaluate(() => Object.assign(window, { mark: 1 }));
    await page.$eval("a.md-logo", (logo) => (logo as HTMLElement).click());
    await page.waitForFunction(() => document.querySelector(".lab-notebook") === null);
    await page.goBack();
    await working(page);
    await waitForText(page, `${cell("start_code-1")} .bench-output`, "mine");
    await write(page, cell("start_code-2"), "print('second')");
    await run(page, cell("start_code-2"));
    await waitForText(page, `${cell("start_code-2")} .bench-status`, "Ran the cell above first.");
    assert.ok(await page.evaluate(() => "mark" in window), "the page was loaded anew");
  });
});

test("a cell that needs a process of its own stays as it ran, and says why", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  await page.setRequestInterception(true);
  page.on("request", async (request) => {
    if (!request.url().endsWith(`labs/${FIRST}/`)) return request.continue();
    const html = await (await fetch(request.url())).text();
    const id = '"id":"start_code-2",';
    assert.ok(html.includes(id));
    return request.respond({
      contentType: "text/html",
      body: html.replace(id, `${id}"role":"local","why":"It starts a server.",`),
    });
  });
  await visit.go(page, `labs/${FIRST}/`);
  await begin(page);
  assert.equal(await page.$(cell("start_code-2")), null);
  const shown = await textOf(page, ".lab-notebook");
  assert.ok(shown.includes("This cell runs in the notebook only. It starts a server. Here is how it ran."));
  assert.ok(shown.includes("validation error of always guessing the mean:"), "its output is gone");
  await visit.end();
});

test("without JavaScript a lab's page is the solved notebook, with its download", async () => {
  const visit = await Visit.start(browser, served, { scripts: false });
  const page = await visit.open(`labs/${FIRST}/`);
  assert.ok((await textOf(page, ".lab-notebook")).includes('log_param("model", "Ridge")'));
  assert.equal(await page.$(".lab-notebook button"), null);
  assert.ok(await page.$(".lab-download a[download]"));
  await visit.end();
});
