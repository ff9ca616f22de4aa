// What learners' programs do to a page when they go wrong: it answers all the while, Stop ends them, the next run works.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { advice, available, end, launch, NAMES } from "../browsers.ts";
import { keptPython, lend } from "../kept.ts";
import { type Served, serve } from "../serve.ts";
import { buildSite } from "./site.ts";

const folder = await buildSite();
const lends = await keptPython("mlflow");
after(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

/** Programs that only Stop ends; each prints "begun". */
const ENDLESS: Record<string, string> = {
  "an endless loop": "print('begun', flush=True)\nwhile True: pass",
  "a sleep": "import time\nprint('begun', flush=True)\ntime.sleep(600)",
  "a loop that catches everything":
    "print('begun', flush=True)\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass",
  "a list that grows":
    "print('begun', flush=True)\nkept = []\nwhile len(kept) < 12: kept.append(bytearray(1 << 26))\nwhile True: pass",
  "an endless coroutine": "import asyncio\nprint('begun', flush=True)\nawait asyncio.sleep(600)",
  "a fit that takes minutes": `
from sklearn.ensemble import RandomForestClassifier
from sklearn.datasets import make_classification
X, y = make_classification(20_000, 40, random_state=0)
print("begun", flush=True)
RandomForestClassifier(3_000).fit(X, y)`,
};

interface Ended {
  value?: RegExp;
  error?: RegExp;
  /** The end of what it printed. */
  prints?: RegExp;
}

/** Programs that end by themselves, and how. */
const ENDING: Record<string, Ended & { code: string }> = {
  "input()": {
    code: "input('Name? ')",
    error: /RuntimeError: input\(\) can't ask in the browser tab: give the value in your program\.\n$/,
  },
  "a million printed lines": {
    code: "for n in range(1_000_000): print(n)\n'went on'",
    value: /^'went on'$/,
    prints: /\n… more than the page can show: the rest is left out\.\n$/,
  },
  "a text of 50 MB as its value": { code: "'x' * 50_000_000", value: /^'x{99999}\n… 49,900,002 more characters$/ },
  "a dict of a million as its value": {
    code: "{n: n for n in range(1_000_000)}",
    value: /^\{0: 0, [\s\S]{99000,101000}\n… \d+,\d+,\d+ more characters$/,
  },
  "an error with a long text": { code: "raise ValueError('x' * 9_000_000)", error: /x\n… [\d,]+ more characters$/ },
  "a deep recursion": {
    code: "def f(n):\n    return f(n + 1)\nf(0)",
    error: /\[Previous line repeated \d+ more times\]\nRecursionError: maximum recursion depth exceeded\n$/,
  },
  "an allocation of 1 GB, and one that can't be": {
    code: "kept = len(bytearray(1 << 30))\ntry:\n    bytearray(1 << 40)\nexcept (MemoryError, OverflowError) as error:\n    kept = type(error).__name__\nkept",
    value: /^'(MemoryError|OverflowError)'$/,
  },
};

describe("in the browser", { concurrency: 2 }, () => {
  for (const name of NAMES)
    describe(name, { concurrency: 1, skip: available(name) ? false : advice(name) }, () => {
      let site: Served;
      let browser: Browser;
      let page: Page;

      before(async () => {
        site = await serve(folder, { lends });
        browser = await launch(name);
        page = await browser.newPage();
        await lend(page, site, "mlflow");
        await page.evaluateOnNewDocument(() => Object.defineProperty(navigator, "deviceMemory", { value: 8 }));
        await page.goto(site.url);
        await page.waitForFunction("window.probe");
        assert.equal((await run("1")).value, "1");
      });

      after(async () => {
        await end(browser);
        await site.close();
      });

      const run = (code: string) => page.evaluate((code) => window.probe.python.run(code), code);
      const status = () => page.evaluate(() => window.probe.python.status);

      for (const [what, code] of Object.entries(ENDLESS))
        test(`${what}: the page answers, Stop ends it at once, the next run works`, async () => {
          await page.evaluate((code) => {
            window.probe.output = "";
            const onoutput = (_: string, text: string) => {
              window.probe.output += text;
            };
            window.probe.later = window.probe.python.run(code, { onoutput });
          }, code);
          await page.waitForFunction(() => window.probe.output.includes("begun"));
          // Twenty turns of the page's own loop while Python is busy: were it blocked, this would not come back.
          await page.evaluate(async () => {
            for (let turn = 0; turn < 20; turn++) await new Promise((later) => setTimeout(later));
          });
          assert.equal((await status()).state, "running");
          const ended = await page.evaluate(() => {
            window.probe.python.stop();
            return window.probe.later;
          });
          assert.equal(ended?.stopped, true);
          assert.equal((await status()).state, "stopped");
          assert.match((await status()).why, /^Stopped\. What your code had made is gone: the next run begins anew\.$/);
          assert.equal((await run("6 * 7, 'kept' in globals()")).value, "(42, False)");
        });

      for (const [what, { code, value, error, prints }] of Object.entries(ENDING))
        test(`${what}: it ends, cut to what a page can show, and the next run works`, async () => {
          const ended = await run(code);
          if (value) assert.match(ended.value ?? `no value: ${ended.error}`, value);
          else assert.equal(ended.value, undefined);
          if (error) assert.match(ended.error ?? "no error", error);
          else assert.equal(ended.error, undefined);
          if (prints) assert.match(ended.stdout, prints);
          for (const text of [ended.stdout, ended.value, ended.error]) assert.ok((text?.length ?? 0) < 250_000);
          assert.equal((await run("6 * 7")).value, "42");
        });

      test("a recursion inside of C, which breaks Python itself, is told, and the next run begins anew", async () => {
        const ended = await run("import json\nnest = []\nfor _ in range(100_000): nest = [nest]\njson.dumps(nest)");
        assert.match(
          ended.error ?? "no error",
          /^Python itself stopped working: its stack or its memory ran over\. The next run begins anew\. \(.+\)$/,
        );
        assert.equal((await status()).state, "failed");
        assert.equal((await run("6 * 7, 'nest' in globals()")).value, "(42, False)");
      });
    });
});
