// A learner in the playground: runs, looks at the store, shares, takes home, comes back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { fragment } from "../../../web/src/playground/link.ts";
import { available, end, launch, NAMES, type Name } from "../browsers.ts";
import type { Served } from "../serve.ts";
import { type Look, press, serveSite, textOf, Visit, waitForDrafts, write } from "./visit.ts";

const HOST = "champion-playground";
const PLAYGROUND = "playground/";

let served: Served;
const browsers = new Map<Name, Browser>();

before(async () => {
  served = await serveSite();
  for (const name of NAMES.filter(available)) browsers.set(name, await launch(name));
});

after(async () => {
  for (const browser of browsers.values()) await end(browser);
  await served.close();
});

async function walk(look: Look, steps: (page: Page, visit: Visit) => Promise<void>, path = PLAYGROUND): Promise<void> {
  const visit = await Visit.start(browsers.get("chrome") as Browser, served, look);
  await steps(await open(visit, path), visit);
  await visit.end();
}

async function open(visit: Visit, path = PLAYGROUND): Promise<Page> {
  const page = await visit.open(path);
  page.setDefaultTimeout(180_000);
  await isOpen(page);
  return page;
}

async function isOpen(page: Page): Promise<void> {
  await page.waitForSelector(`${HOST} .live-tools button`);
}

/** Runs what is in the editor, to its end and until the store has been looked at. */
async function run(page: Page): Promise<void> {
  await page.$eval(`${HOST} .play-says`, (says) => {
    says.textContent = "";
  });
  await press(page, HOST, "Run");
  await page.waitForFunction(() => document.querySelector(".play-says")?.textContent !== "");
}

const code = (page: Page): Promise<string> =>
  page.$eval(`${HOST} .live-source :is(.cm-content, code)`, (element) =>
    [...(element.matches(".cm-content") ? element.querySelectorAll(".cm-line") : [element])]
      .map((line) => line.textContent)
      .join("\n"),
  );

const waitForCode = async (page: Page, words: string): Promise<void> => {
  await page.waitForFunction(
    (wanted) => document.querySelector("champion-playground .live-source")?.textContent?.includes(wanted),
    {},
    words,
  );
};

const frames = (page: Page): Promise<number> => page.$$eval("iframe", (found) => found.length);

/** Keeps the bytes of each file that the page hands over, and of each text that it copies, instead of doing it. */
function keepFiles(): void {
  const kept: { name: string; blob: Blob }[] = [];
  const copied: string[] = [];
  Object.assign(window, { kept, copied });
  const blobs = new Map<string, Blob>();
  const create = URL.createObjectURL;
  URL.createObjectURL = (blob: Blob) => {
    const url = create(blob);
    blobs.set(url, blob);
    return url;
  };
  HTMLAnchorElement.prototype.click = function () {
    const blob = blobs.get(this.href);
    if (blob) kept.push({ name: this.download, blob });
  };
  Object.defineProperty(navigator, "clipboard", {
    value: { writeText: async (text: string) => void copied.push(text) },
  });
}

interface Kept {
  kept: { name: string; blob: Blob }[];
  copied: string[];
}

const lastCopied = (page: Page): Promise<string> =>
  page.evaluate(() => (window as unknown as Kept).copied.at(-1) ?? "nothing was copied");

async function lastFile(page: Page): Promise<{ name: string; type: string; bytes: Buffer }> {
  const { name, type, text } = await page.evaluate(async () => {
    const file = (window as unknown as Kept).kept.at(-1);
    const bytes = new Uint8Array((await file?.blob.arrayBuffer()) ?? []);
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return { name: file?.name ?? "", type: file?.blob.type ?? "", text: btoa(text) };
  });
  return { name, type, bytes: Buffer.from(text, "base64") };
}

for (const name of NAMES.filter(available))
  test(`${name}: a model's run, its signature, its registration and its alias are in the view`, async () => {
    const visit = await Visit.start(browsers.get(name) as Browser, served, { before: keepFiles });
    // Firefox would fetch the next page ahead, which the theme names and the policy does not allow.
    if (name === "firefox") visit.expected = /Content-Security-Policy: .* \(default-src\) at \S+\/champion\/[a-z-]+\/ /;
    const page = await open(visit);
    assert.match(await textOf(page, ".play-says"), /^Nothing has run yet\. After each run you see here/);
    await press(page, HOST, "Train, log, register, promote");
    await waitForCode(page, "registered_model_name");
    await run(page);
    assert.equal(
      await textOf(page, ".play-says"),
      "In the store: 2 experiments, 2 runs, 2 logged models and 1 registered model.",
    );
    const store = await textOf(page, ".play-store");
    for (const words of [
      /C=1\.0\s+FINISHED/,
      /accuracy\s+0\.9\d+/,
      /sepal length \(cm\)\s+input\s+double/,
      /target\s+output\s+string/,
      /iris\s+champion is version 2/,
      /2\s+champion\s+models:\/m-/,
      /No traces\./,
    ])
      assert.match(store, words);

    await press(page, HOST, "Store (.zip)");
    await page.waitForFunction(() => /downloaded/.test(document.querySelector(".play-said")?.textContent ?? ""));
    const file = await lastFile(page);
    assert.deepEqual([file.name, file.type], ["champion-store.zip", "application/zip"]);
    assert.equal(file.bytes.subarray(0, 2).toString(), "PK");
    for (const inside of ["champion-store/mlflow.db", "champion-store/README.txt", "/artifacts/MLmodel"])
      assert.ok(file.bytes.includes(inside), `no ${inside} in the archive`);
    await visit.end();
  });

test("a test's Python goes on from the one that is lent: no layer is fetched, and what was trained runs", async () => {
  await walk({}, async (page) => {
    served.asked.length = 0;
    await write(
      page,
      HOST,
      "from sklearn.linear_model import LinearRegression\nprint(LinearRegression().fit([[0], [1]], [0, 1]).predict([[7]]))",
    );
    await run(page);
    assert.match(await textOf(page, HOST), /\[7\.\]/);
    assert.deepEqual(
      served.asked.filter((path) => path.endsWith(".tar.zst")),
      [],
    );
  });
});

test("metrics are drawn over their steps, in words and as a table too, and what is opened stays open after the next run", async () => {
  await walk({}, async (page) => {
    await run(page);
    const label = await page.$eval(".play-chart svg", (svg) => `${svg.role} ${svg.ariaLabel}`);
    assert.equal(label, "img aroma over 20 points: from 0 at step 0 to 0.99886 at step 19; lowest 0, highest 0.99886");
    assert.equal((await page.$$(".play-chart svg .play-dot")).length, 40);
    await page.$eval(".play-chart summary", (summary) => (summary as HTMLElement).click());
    assert.equal((await page.$$(".play-chart details[open] tbody tr")).length, 20);
    await page.$eval('[data-key="experiments"] summary', (summary) => (summary as HTMLElement).click());
    await page.$eval(".play-chart summary", (summary) => (summary as HTMLElement).focus());
    await page.$eval(".play-entry", (entry) => entry.setAttribute("id", "first-run"));
    const open = await page.$$eval("details[open]", (found) => found.map((one) => one.getAttribute("data-key")));

    // The same store again: nothing is drawn anew.
    await write(page, HOST, "import mlflow");
    await page.focus("#first-run summary");
    await run(page);
    assert.ok(await page.$("#first-run"), "what had not changed was drawn anew");

    await write(page, HOST, "with mlflow.start_run(run_name='second'): mlflow.set_tag('a', 'b')");
    await page.focus("#first-run .play-chart summary");
    await run(page);
    assert.match(await textOf(page, ".play-says"), /2 runs/);
    const now = await page.$$eval("details[open]", (found) => found.map((one) => one.getAttribute("data-key")));
    for (const key of open.filter((key) => !key?.startsWith("run "))) assert.ok(now.includes(key), `${key} was closed`);
    assert.ok(now.some((key) => key?.startsWith("run ")));
  });
});

test("a traced function is a tree of spans, and an error keeps the store and says so in it", async () => {
  await walk({}, async (page) => {
    await press(page, HOST, "A traced function");
    await waitForCode(page, "SpanType");
    await run(page);
    const trees = await page.$$eval(".play-entry[open] > .play-body > .play-spans > li", (roots) =>
      roots.map((root) => [
        root.querySelector("strong")?.textContent,
        ...[...root.querySelectorAll(":scope > ul > li > strong")].map((child) => child.textContent),
      ]),
    );
    assert.deepEqual(trees, [["answer", "find", "check", "write"]]);
    assert.match(await textOf(page, ".play-spans"), /find\s+RETRIEVER\s+[\d.]+ ms\s+in \{"question"/);

    await write(page, HOST, "import mlflow\nwith mlflow.start_run(run_name='fails'):\n    1 / 0");
    await run(page);
    assert.match(await textOf(page, `${HOST} .bench-status`), /ended with an error/);
    assert.match(await textOf(page, ".play-store"), /fails\s+FAILED/);
    assert.match(await textOf(page, ".play-says"), /2 traces/);
    await write(page, HOST, "run = mlflow.start_run(run_name='<b>open</b>')");
    await run(page);
    assert.match(await textOf(page, ".play-notes"), /The run <b>open<\/b> is still open: .* mlflow\.end_run\(\)/);
    await write(page, HOST, "mlflow.MlflowClient.search_runs = None");
    await run(page);
    assert.match(await textOf(page, ".play-notes"), /Runs could not be read \(TypeError/);
    assert.match(await textOf(page, ".play-says"), /2 traces/);
  });
});

test("a fresh start and a Stop empty the store, and the view says why", async () => {
  await walk({}, async (page) => {
    await write(page, HOST, "import mlflow\nmlflow.set_experiment('mine')\nx = 1");
    await run(page);
    assert.match(await textOf(page, ".play-says"), /2 experiments/);
    await press(page, HOST, "Fresh start");
    assert.match(await textOf(page, ".play-says"), /next run begins with an empty Python and an empty store/);
    assert.equal((await page.$$(".play-group")).length, 0);
    await write(page, HOST, "import mlflow\nprint('x' in globals())");
    await run(page);
    assert.match(await textOf(page, ".bench-output"), /False/);
    assert.match(await textOf(page, ".play-says"), /1 experiment\./);
    await write(page, HOST, "while True:\n    pass");
    await page.$eval(`${HOST} .play-says`, (says) => {
      says.textContent = "";
    });
    await press(page, HOST, "Run");
    await page.waitForSelector(`${HOST}[data-runtime="running"]`);
    await press(page, HOST, "Stop");
    await page.waitForSelector(`${HOST}[data-runtime="stopped"]`);
    await page.waitForFunction(() => /store is gone/.test(document.querySelector(".play-says")?.textContent ?? ""));
    assert.ok(
      !(await page.$$eval(`${HOST} button`, (all) =>
        all.some((one) => one.textContent === "Store (.zip)" && one.checkVisibility()),
      )),
    );
  });
});

test("a link carries code to another browser, which shows it and never runs it by itself; own code is not lost", async () => {
  const hostile = 'print("from the link <img src=x onerror=document.title=1>")\n';
  let link = "";
  await walk({ before: keepFiles }, async (page) => {
    await write(page, HOST, hostile);
    await press(page, HOST, "Copy a link to this code");
    await page.waitForFunction(() => /link is copied/.test(document.querySelector(".play-said")?.textContent ?? ""));
    link = await lastCopied(page);
  });
  assert.ok(link.startsWith(`${served.url}${PLAYGROUND}#code=1.`), link);
  await walk({}, async (page, visit) => {
    await write(page, HOST, "print('my own')\n");
    await waitForDrafts(page, (drafts) => drafts.some(({ text }) => text.includes("my own")));
    await page.goto("about:blank");
    await visit.go(page, link.slice(served.url.length));
    await isOpen(page);
    await waitForCode(page, "from the link");
    assert.equal((await code(page)).trim(), hostile.trim());
    assert.match(await textOf(page, ".play-from"), /came with the link\. Read it before you run it\./);
    await page.evaluate(() => new Promise((later) => setTimeout(later, 1000)));
    assert.equal(await frames(page), 0, "it loaded Python by itself");
    assert.equal((await page.$$(`${HOST} img`)).length, 0);

    await press(page, HOST, "Back to my own code");
    await waitForCode(page, "my own");
    assert.equal(await textOf(page, ".play-from"), "");
    await page.goBack();
    await waitForCode(page, "from the link");
    await write(page, HOST, "print('changed')\n");
    await waitForDrafts(page, (drafts) => drafts.length === 2);
    await page.goForward();
    await waitForCode(page, "my own");
    await page.goBack();
    await waitForCode(page, "changed");
    assert.equal(await frames(page), 0);
  });
});

test("a link that is broken, too long or a bomb gives a sentence, and one that hides something says so", async () => {
  const hidden = await fragment("x = 'a\u202eb'\n");
  await walk({}, async (page, visit) => {
    for (const [hash, says] of [
      ["#code=print(1)", /another version of this page, or cut/],
      ["#code=1.AAAA", /broken, probably cut/],
      [`#code=1.${"A".repeat(70_000)}`, /more code than this page takes/],
      [hidden, /characters that can't be seen/],
    ] as const) {
      await page.goto("about:blank");
      await visit.go(page, PLAYGROUND + hash);
      await isOpen(page);
      assert.match(await textOf(page, ".play-from"), says);
      assert.equal(await frames(page), 0);
    }
  });
});

test("hostile names of runs, tags, metrics, models and spans are text", async () => {
  const tag = "<img src=x onerror=document.title='forged'>";
  await walk({}, async (page) => {
    await write(
      page,
      HOST,
      `import mlflow
T = ${JSON.stringify(tag)}
mlflow.set_experiment(T)
with mlflow.start_run(run_name=T):
    mlflow.set_tag("t", T); mlflow.log_param("p", T)
    for step in range(3): mlflow.log_metric("m", step, step=step)
mlflow.MlflowClient().create_registered_model(T, tags={"t": T})
with mlflow.start_span(T, span_type=T) as span:
    span.set_inputs(T); span.set_outputs({T: T})
`,
    );
    await run(page);
    for (const summary of await page.$$(`${HOST} details:not([open]) > summary`))
      await summary.evaluate((element) => (element as HTMLElement).click());
    const store = await textOf(page, ".play-store");
    assert.ok(store.split(tag).length > 8, store);
    assert.equal((await page.$$(`${HOST} img`)).length, 0);
    assert.notEqual(await page.title(), "forged");
  });
});

test("a program that forges the view or the file is shown as text, and harms no one", async () => {
  await walk({}, async (page) => {
    await write(
      page,
      HOST,
      `import json
json.dumps = lambda *a, **k: '{"runs": [{"name": "<b>forged</b>", "id": {}}], "traces": 3}'
import zipfile
zipfile.ZipFile = None`,
    );
    await run(page);
    assert.match(await textOf(page, ".play-store"), /<b>forged<\/b>/);
    await press(page, HOST, "Store (.zip)");
    await page.waitForFunction(() =>
      /could not be packed/.test(document.querySelector(".play-said")?.textContent ?? ""),
    );
    await write(
      page,
      HOST,
      `class Big:
    def __init__(self, file, *options): file.write(b"x" * 61_000_000)
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def writestr(self, name, content): pass
zipfile.ZipFile = Big`,
    );
    await run(page);
    await press(page, HOST, "Store (.zip)");
    await page.waitForFunction(() =>
      /larger than a page/.test(document.querySelector(".play-said")?.textContent ?? ""),
    );
    await write(page, HOST, "json.dumps = lambda *a, **k: 3");
    await run(page);
    assert.match(await textOf(page, ".play-says"), /could not be read/);
  });
});

test("what is written, and which example it began from, is there after a reload; an example can be taken back", async () => {
  await walk({}, async (page) => {
    await press(page, HOST, "A signature that refuses");
    await waitForCode(page, "scorer");
    await write(page, HOST, "print('mine')\n");
    await waitForDrafts(page, (drafts) => drafts.some(({ text }) => text.includes("mine")));
    await page.reload();
    await isOpen(page);
    await waitForCode(page, "mine");
    assert.equal(await textOf(page, '.play-examples [aria-pressed="true"]'), "A signature that refuses");
    await press(page, HOST, "A traced function");
    await waitForCode(page, "SpanType");
    await press(page, HOST, "Put it back");
    await waitForCode(page, "mine");
    await press(page, HOST, "Reset");
    await waitForCode(page, "scorer");
    await waitForDrafts(page, (drafts) => drafts.length === 1 && drafts.every(({ text }) => text.includes("scorer")));
    await page.reload();
    await isOpen(page);
    await waitForCode(page, "scorer");
    assert.equal(await textOf(page, '.play-examples [aria-pressed="true"]'), "A signature that refuses");
  });
});

test("the notebook is downloaded under the page's name, with a cell per mark", async () => {
  await walk({ before: keepFiles }, async (page) => {
    await write(page, HOST, "# %% [markdown]\n# Title\n# %%\nprint('né')\n");
    await press(page, HOST, "Notebook (.ipynb)");
    const { name, bytes } = await lastFile(page);
    assert.equal(name, "champion-playground.ipynb");
    const { cells, nbformat } = JSON.parse(bytes.toString("utf8"));
    assert.equal(nbformat, 4);
    assert.match(cells[0].source.join(""), /^# This needs: pip install mlflow==3\.\d+\.\d+ scikit-learn==/);
    assert.deepEqual(
      cells.slice(1).map((cell: { source: string[] }) => cell.source.join("")),
      ["Title", "print('né')"],
    );
  });
});

test("without scripts the examples are there to read; with them a page that is left and opened again works", async () => {
  const bare = await Visit.start(browsers.get("chrome") as Browser, served, { scripts: false });
  const plain = await bare.open(PLAYGROUND);
  assert.match(await textOf(plain, HOST), /Tracking in ten lines[\s\S]*mlflow\.log_params[\s\S]*genai\.evaluate/);
  await bare.end();
  await walk({}, async (page, visit) => {
    await visit.listPages(page);
    await isOpen(page);
    await run(page);
    await page.evaluate(() => Object.assign(window, { mark: 1 }));
    await page.$eval("a.md-logo", (logo) => (logo as HTMLElement).click());
    await page.waitForFunction(() => document.querySelector("champion-playground") === null);
    await page.goBack();
    await isOpen(page);
    assert.ok(await page.evaluate(() => "mark" in window), "the page was loaded anew");
    assert.match(await textOf(page, ".play-says"), /Nothing has run yet/);
    await run(page);
    assert.match(await textOf(page, ".play-says"), /2 experiments and 1 run\./, "the store of before is still there");
  });
});
