// Python as the page uses it: states, names, checks, Stop, the spare, layers, limits, and a network that fails.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { advice, available, cpuSeconds, end, launch, NAMES } from "../browsers.ts";
import { keptPython, lend } from "../kept.ts";
import { type Served, serve } from "../serve.ts";
import { buildSite } from "./site.ts";

const CHECK = `def check(store, names, output):
    runs = store.search_runs(["0"])
    if len(runs) != 1:
        raise Wrong(f"There are {len(runs)} runs.")
    if "lr" not in runs[0].data.params:
        raise Wrong("The run has no parameter lr.")`;
const RIGHT = "import mlflow\nwith mlflow.start_run():\n    mlflow.log_param('lr', 1)\nprint('done')";

/** Hides something for whoever runs next, wherever a program can. */
const PLANT = `
import builtins, champion_tab, js, mlflow, os, pyodide_js, sys
import quizzes.engine.check as engine
mine = builtins.planted = os.environ["PLANTED"] = "x"
sys.modules["planted"] = sys
open(os.path.expanduser("~/planted"), "w").close()
mlflow.create_experiment("planted")
js.planted = js.Object.prototype.planted = pyodide_js.planted = "x"
champion_tab.run.planted = True
engine.judge = lambda *_: ""
import asyncio
asyncio.get_event_loop().call_later(0.2, print, "planted")`;
/** As a program: prints where it finds that. */
const LOOK = `
import asyncio, builtins, champion_tab, js, mlflow, os, pyodide_js, sys
import quizzes.engine.check as engine
await asyncio.sleep(0.5)
print({name: found for name, found in {
    "names": "mine" in globals(), "builtins": hasattr(builtins, "planted"), "environment": "PLANTED" in os.environ,
    "modules": "planted" in sys.modules, "files": os.path.exists(os.path.expanduser("~/planted")),
    "store": any(one.name == "planted" for one in mlflow.search_experiments()),
    "javascript": hasattr(js, "planted"), "prototypes": hasattr(js.Array.new(), "planted"),
    "pyodide": hasattr(pyodide_js, "planted"), "our Python": hasattr(champion_tab.run, "planted"),
    "the judge": engine.judge.__name__ == "<lambda>"}.items() if found})`;

const folder = await buildSite();
const lends = await keptPython("mlflow");
after(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

describe("in the browser", { concurrency: 2 }, () => {
  for (const name of NAMES)
    describe(name, { concurrency: 1, skip: available(name) ? false : advice(name) }, () => {
      let site: Served;
      let browser: Browser;

      before(async () => {
        site = await serve(folder, { lends });
        browser = await launch(name);
      });
      after(async () => {
        await end(browser);
        await site.close();
      });

      /**
       * A new page in a context of its own: nothing in its cache. `memory`: what navigator.deviceMemory says; `later`: Python
       * goes on from one that is lent.
       */
      async function visit(memory = 8, { later = false } = {}): Promise<Page> {
        const context = await browser.createBrowserContext();
        const page = await context.newPage();
        if (later) await lend(page, site, "mlflow");
        await page.evaluateOnNewDocument((memory) => {
          Object.defineProperty(navigator, "deviceMemory", { value: memory });
        }, memory);
        await page.goto(site.url);
        await page.waitForFunction("window.probe");
        return page;
      }
      const run = (page: Page, code: string, options = {}) =>
        page.evaluate((code, options) => window.probe.python.run(code, options), code, options);
      const check = (page: Page, program: string, rules = CHECK) =>
        page.evaluate((program, rules) => window.probe.python.check(program, rules), program, rules);
      const runLater = (page: Page, code: string) =>
        page.evaluate((code) => {
          const onoutput = (_: string, text: string) => {
            window.probe.output += text;
          };
          window.probe.output = "";
          window.probe.later = window.probe.python.run(code, { onoutput });
        }, code);
      const stop = (page: Page) => page.evaluate(() => window.probe.python.stop());
      const later = (page: Page) => page.evaluate(() => window.probe.later);
      const status = (page: Page) => page.evaluate(() => window.probe.python.status);
      const frames = (page: Page) => page.evaluate(() => document.querySelectorAll("iframe").length);
      const spare = (page: Page) => page.waitForFunction(() => document.querySelectorAll("iframe").length === 2);

      describe("one page, where there is memory for a spare", { concurrency: 1 }, () => {
        let page: Page;
        before(async () => {
          site.asked.length = 0;
          page = await visit();
        });
        after(() => page.close());

        test("nothing is fetched before the first touch; then states and bytes are told", async () => {
          const runtime = /wasm|stdlib|core|python\.[0-9a-f]|sandbox/;
          assert.deepEqual(
            site.asked.filter((url) => runtime.test(url)),
            [],
          );
          assert.equal((await status(page)).state, "none");
          const first = await run(page, "import mlflow\nprint('hi')\nmlflow.__version__");
          assert.deepEqual([first.stdout, first.stderr, first.error], ["hi\n", "", undefined]);
          assert.equal(site.asked.filter((url) => runtime.test(url)).length, 5);
          assert.deepEqual(await page.evaluate(() => window.probe.states), ["none", "loading", "running", "ready"]);
          const told = await page.evaluate(() => window.probe.loading);
          assert.ok(
            told.every(({ done }, index) => done >= (told[index - 1]?.done ?? 0)),
            "bytes run backwards",
          );
          assert.deepEqual([...new Set(told.map(({ what }) => what))], ["Python", "MLflow"]);
          assert.ok(told.every(({ done, total }) => done <= total && total > 10_000_000));
          assert.ok(told.length > 10 && told.at(-1)?.done === told.at(-1)?.total);
        });

        test("runs share names and store; fresh begins anew", async () => {
          await run(page, "import mlflow\nx = 41\nwith mlflow.start_run(): pass");
          const both = "x + 1, len(mlflow.search_runs(output_format='list'))";
          assert.equal((await run(page, both)).value, "(42, 1)");
          await spare(page);
          const anew = "import mlflow\n'x' in globals(), len(mlflow.search_runs(output_format='list'))";
          assert.equal((await run(page, anew, { fresh: true })).value, "(False, 0)");
          const failed = await run(page, "def f():\n    1 / 0\nf()");
          assert.match(failed.error ?? "", /^Traceback[\s\S]*your_code[\s\S]*ZeroDivisionError: division by zero\n$/);
          assert.equal((await status(page)).state, "ready");
        });

        test("each check has a sandbox in which nothing ran, and leaves the page's names alone", async () => {
          await run(page, `y = 1\n${RIGHT}`);
          // Learner code can forge its own verdict, and only that.
          const forged = await check(page, `import quizzes.engine.check as c\nc.judge = lambda *_: ""\n${RIGHT}`);
          assert.deepEqual([forged.verdict, forged.says, forged.stdout], ["right", "", "done\n"]);
          const wrong = await check(page, "y = 2\nprint(y)");
          assert.deepEqual([wrong.verdict, wrong.says, wrong.stdout], ["wrong", "There are 0 runs.", "2\n"]);
          await page.evaluate((rules) => {
            window.probe.later = window.probe.python.check("while True: pass", rules);
          }, CHECK);
          await page.waitForFunction(() => window.probe.python.status.state === "running");
          await stop(page);
          const stopped = await later(page);
          assert.deepEqual([stopped?.stopped, stopped?.verdict], [true, undefined]);
          assert.equal((await status(page)).why, "Stopped. Names from earlier runs are still there.");
          assert.equal((await run(page, "y")).value, "1");
        });

        test("what a program hides for the next one is found by the next run, and by nothing else", async () => {
          const all =
            /^(planted\n)?{'names': True, 'builtins': True, .*'our Python': True, 'the judge': True}\n(planted\n)?$/;
          await run(page, PLANT);
          assert.match((await run(page, LOOK)).stdout, all, "the control");
          for (const item of ["one", "another"]) {
            const looked = await check(page, LOOK);
            assert.deepEqual([looked.stdout, looked.verdict], ["{}\n", "wrong"], `after a run: ${item}`);
          }
          assert.equal((await check(page, PLANT)).verdict, "right", "the control: it forges its own verdict");
          const after = await check(page, LOOK);
          assert.deepEqual([after.stdout, after.verdict], ["{}\n", "wrong"], "after a check");
          const fresh = await page.evaluate((code) => window.probe.python.run(code, { fresh: true }), LOOK);
          assert.equal(fresh.stdout, "{}\n", "in a fresh run");
        });

        test("a program can read its check, which the page has anyway, and what it forges is text", async () => {
          const read =
            "import sys\nframe = sys._getframe()\nwhile 'check' not in frame.f_locals: frame = frame.f_back\nprint(frame.f_locals['check'])";
          assert.equal((await check(page, read)).stdout, `${CHECK}\n`);
          const odd = `import json\njson.dumps.__code__ = (lambda *_, **__: '{"verdict": ["right"], "says": {"then": 1}, "error": [9], "__proto__": {"polluted": 1}}').__code__`;
          const { ms: _, ...outcome } = await check(page, odd);
          assert.deepEqual(outcome, { stdout: "", stderr: "", verdict: "wrong", says: "", error: "" });
          assert.equal(await page.evaluate(() => "polluted" in {}), false);
        });

        test("Stop ends an endless loop at once, and what waits behind it; the next run begins anew", async () => {
          await runLater(page, "print('in it', flush=True)\nwhile True: pass");
          await page.waitForFunction(() => window.probe.output === "in it\n");
          const waiting = page.evaluate(() => window.probe.python.run("print('never')"));
          await page.evaluate(() => new Promise((later) => setTimeout(later)));
          await stop(page);
          const ended = await later(page);
          assert.deepEqual([ended?.stopped, ended?.stdout], [true, "in it\n"]);
          assert.deepEqual([(await waiting).stopped, (await waiting).stdout], [true, ""]);
          const { state, why } = await status(page);
          assert.equal(state, "stopped");
          assert.match(why, /^Stopped\. .*the next run begins anew\.$/);
          const states = await page.evaluate(() => window.probe.states);
          assert.deepEqual(states.slice(-3), ["running", "stopping", "stopped"]);
          assert.equal((await run(page, "'y' in globals()")).value, "False");
        });
      });

      test("Stop while loading ends the loading; a start afterwards works", async () => {
        const page = await visit();
        await runLater(page, "1");
        await page.waitForFunction(() => window.probe.python.status.done > 0);
        await stop(page);
        assert.equal((await later(page))?.stopped, true);
        assert.equal(await frames(page), 0);
        await page.evaluate(() => window.probe.python.start());
        assert.equal((await status(page)).state, "ready");
        await page.close();
      });

      test("without network it says so, after some tries; the next run continues", async () => {
        const page = await visit(2);
        site.asked.length = 0;
        site.fail("cut", /core\./);
        const failed = await run(page, "1");
        assert.equal(failed.error, "Python could not be downloaded: check your connection, then run again.");
        assert.equal((await status(page)).state, "failed");
        assert.equal((await status(page)).why, failed.error);
        assert.ok(site.asked.filter((url) => url.includes("core.")).length >= 3);
        site.fail(undefined);
        const wasm = site.asked.filter((url) => url.includes("wasm.")).length;
        assert.equal((await run(page, "6 * 7")).value, "42");
        assert.equal(site.asked.filter((url) => url.includes("wasm.")).length, wasm, "what had come was fetched again");
        await page.close();
      });

      test("a file that is cut or altered on its way is not used; once it comes whole, the next run works", async () => {
        const page = await visit(2);
        for (const how of ["half", "altered"] as const) {
          site.fail(how, /core\./);
          site.asked.length = 0;
          const { error = "" } = await run(page, "1");
          assert.match(error, /^A part of Python arrived damaged \(core\.\S+\): try another network\.$/);
          assert.ok(site.asked.filter((url) => url.includes("core.")).length > 1, "it was not asked for again");
          assert.equal((await status(page)).why, error);
        }
        site.fail(undefined);
        assert.equal((await run(page, "6 * 7")).value, "42");
        await page.close();
      });

      test("a layer that can't be had ends the run with a sentence; the next run works", async () => {
        const page = await visit(2);
        site.fail("missing", /science\./);
        const hidden = "import importlib\nprint('before', flush=True)\nimportlib.import_module('numpy')";
        for (const code of ["import numpy", hidden]) {
          const { error = "" } = await run(page, code);
          assert.match(error, /^A part of Python is gone from this site \(science\.\S+\): reload the page\.$/);
          assert.deepEqual([(await status(page)).state, (await status(page)).why], ["failed", error]);
        }
        assert.equal((await run(page, "6 * 7")).value, "42");
        site.fail(undefined);
        assert.equal((await run(page, "import numpy\nint(numpy.ones(3).sum())")).value, "3");
        await page.close();
      });

      test("a sandbox that the browser ends without a word is noticed, and the next run begins anew", async () => {
        const page = await visit(2, { later: true });
        await runLater(page, "print('in it', flush=True)\nwhile True: pass");
        await page.waitForFunction(() => window.probe.output === "in it\n");
        await page.$eval("iframe", (frame) => {
          frame.src = "about:blank"; // its document and worker are gone, and nothing tells the page
        });
        const ended = await later(page);
        assert.match(
          ended?.error ?? "",
          /^The browser ended Python, probably because memory ran short: close other tabs/,
        );
        assert.deepEqual([(await status(page)).state, (await status(page)).why], ["failed", ended?.error]);
        assert.equal((await run(page, "6 * 7")).value, "42");
        await page.close();
      });

      test("what a build of the site lacks is said before anybody runs it", async () => {
        const page = await visit(2);
        const said = (code: string) => page.evaluate((code) => window.probe.lacking(code) ?? "", code);
        const words = "This needs the notebook: this site was built without what it imports. Use the lab's notebook.";
        assert.equal(await said("import mlflow\nimport gone.part as g"), words);
        assert.equal(await said("import mlflow\nmlflow.gone.log_model()"), words);
        assert.equal(await said("import mlflow\n# gone\ngone = 1"), "");
        await page.close();
      });

      test("where WebAssembly is switched off, a sentence says what to do", async () => {
        const page = await (await browser.createBrowserContext()).newPage();
        await page.evaluateOnNewDocument(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
        await page.goto(site.url);
        await page.waitForFunction("window.probe");
        const off =
          "This browser can't run Python, because WebAssembly is switched off: switch it on, or use the lab's notebook.";
        assert.equal((await run(page, "1")).error, off);
        assert.equal((await check(page, "1")).error, off);
        assert.deepEqual(
          [(await status(page)).state, (await status(page)).why, await frames(page)],
          ["failed", off, 0],
        );
        await page.close();
      });

      test("a run and a check that take too long are ended, and the next works", async () => {
        const page = await visit(2, { later: true });
        const ended = await page.evaluate(async (rules) => {
          const hasty = window.probe.hasty(1500);
          const run = await hasty.run("while True: pass");
          const { state, why } = hasty.status;
          const check = await hasty.check("while True: pass", rules);
          return { run, state, why, check, next: (await hasty.run("6 * 7")).value };
        }, CHECK);
        assert.deepEqual([ended.run.stopped, ended.check.stopped, ended.check.verdict], [true, true, undefined]);
        assert.deepEqual(
          [ended.state, ended.why],
          ["stopped", "Stopped: it ran too long. Look for a loop that does not end, then run again."],
        );
        assert.equal(ended.next, "42");
        await page.close();
      });

      test("a layer's coming is told, with its title and bytes; the spare is warmed with it", async () => {
        const page = await visit();
        assert.equal((await run(page, "1")).value, "1");
        await page.evaluate(() => {
          window.probe.loading.length = 0;
        });
        const hidden = "import importlib\nimportlib.import_module('numpy').__name__";
        assert.equal((await run(page, hidden)).value, "'numpy'");
        const told = await page.evaluate(() => window.probe.loading);
        assert.deepEqual([...new Set(told.map(({ what }) => what))], ["NumPy, pandas and scikit-learn"]);
        assert.ok(told.every(({ done, total }) => done <= total && total > 8_000_000));
        await page.waitForFunction(() => window.probe.python.spare === "warm", { timeout: 120_000 });
        const imported =
          "import sys\n'sklearn.linear_model' in sys.modules, len(__import__('mlflow').search_runs(output_format='list'))";
        assert.equal((await run(page, imported, { fresh: true })).value, "(True, 0)");
        await page.close();
      });

      test("after a redeployment it says that the page is old", async () => {
        const page = await visit(2);
        site.fail("missing", /stdlib\./);
        const { error = "" } = await run(page, "1");
        assert.match(error, /^A part of Python is gone from this site \(stdlib\.\S+\): reload the page\.$/);
        const why = await page.evaluate(() => window.probe.python.start().catch((error: Error) => error.message));
        assert.equal(why, error);
        site.fail(undefined);
        await page.close();
      });

      describe("kept for later visits", { concurrency: 1 }, () => {
        let profile: BrowserContext;
        const CLOCK = "import time\nprint(abs(time.time_ns() / 1e9 - time.time()) < 0.1)\n";
        const LOOK_BACK = "import sys\n'sklearn.linear_model' in sys.modules, 'mine' in globals()";
        before(async () => {
          profile = browser.defaultBrowserContext(); // any other has too little room in Chromium
        });

        /**
         * Runs code on a new page; `keeps`: waits until Python is kept. `watches`: until there was time for that, and counts
         * how many Pythons there were at once. `before`: what the page meets.
         */
        async function later(code: string, { keeps = false, watches = false, room = 8, before = () => {} } = {}) {
          const page = await profile.newPage();
          await page.evaluateOnNewDocument((room) => {
            Object.defineProperty(navigator, "deviceMemory", { value: room });
          }, room);
          await page.evaluateOnNewDocument(before);
          await page.goto(site.url);
          await page.waitForFunction("window.probe");
          site.asked.length = 0;
          const said = await page.evaluate(async (code) => {
            const python = window.probe.keeping();
            const { value, stdout, error } = await python.run(code);
            return { value, stdout, error, from: python.from };
          }, code);
          if (keeps) await page.waitForFunction(keptOnes, { timeout: 120_000 });
          const pythons = watches ? await page.evaluate(watch) : 0;
          await page.close();
          return { ...said, pythons, core: site.asked.filter((url) => /core\.|science\./.test(url)).length };
        }
        /** Until there have been no more than two for six seconds: an idle page waits five at most. */
        const watch = async () => {
          let most = 0;
          for (let quiet = 0; quiet < 60; quiet++) {
            const now = document.querySelectorAll("iframe").length;
            if (now > 2) quiet = 0;
            most = Math.max(most, now);
            await new Promise((later) => setTimeout(later, 100));
          }
          return most;
        };
        const keptOnes = async () => {
          const cache = await caches.open("champion-python");
          const request = (await cache.keys()).find(({ url }) => !url.endsWith("00000000"));
          const kept = request && (await cache.match(request));
          return ((await kept?.blob())?.size ?? 0) > 50_000_000;
        };
        /** Does something to what is kept. */
        async function change(
          how: (cache: Cache, request: Request, kept: Response) => Promise<unknown>,
        ): Promise<void> {
          const page = await profile.newPage();
          await page.goto(site.url);
          await page.evaluate(`(async () => {
            const cache = await caches.open("champion-python");
            const [request] = await cache.keys();
            await (${how.toString()})(cache, request, await cache.match(request));
          })()`);
          await page.close();
        }

        test("the first visit keeps Python as it is before any code; the next goes on from there", async () => {
          const first = await later("import sklearn\nmine = 1", { keeps: true });
          assert.deepEqual([first.error, first.from], [undefined, "files"]);
          const next = await later(`${CLOCK}${LOOK_BACK}`);
          assert.equal(next.error, undefined);
          assert.deepEqual([next.value, next.stdout, next.from], ["(True, False)", "True\n", "snapshot"]);
          assert.equal(next.core, 0, "it fetched what it has");
          const model = `from sklearn.linear_model import LinearRegression
import mlflow
mlflow.sklearn.log_model(LinearRegression().fit([[0.0], [1.0]], [0, 1]), name="m", pip_requirements=[])
len(mlflow.search_logged_models(output_format="list"))`;
          assert.deepEqual(await later(model).then(({ value, error }) => [value, error]), ["1", undefined]);
        });

        test("one that is cut, nonsense or linked in another way is not used, and made again", async () => {
          const cut = async (cache: Cache, request: Request, kept: Response) => {
            const blob = await kept.blob();
            await cache.put(request, new Response(blob.slice(0, blob.size - 1), { headers: kept.headers }));
          };
          const nonsense = (cache: Cache, request: Request, kept: Response) =>
            cache.put(request, new Response("not a memory", { headers: kept.headers }));
          const unlinked = async (cache: Cache, request: Request, kept: Response) => {
            const blob = await kept.blob();
            const size = new Uint32Array(await blob.slice(0, 4).arrayBuffer())[0] ?? 0;
            const head = (await blob.slice(4, 4 + size).text()).replace('"slots":[', '"slots":[[9,1],');
            const parts = [blob.slice(0, 4), head, blob.slice(4 + size)];
            await cache.put(request, new Response(new Blob(parts), { headers: kept.headers }));
          };
          for (const how of [cut, nonsense, unlinked]) {
            await change(how);
            const said = await later(LOOK_BACK, { keeps: true });
            assert.deepEqual([said.value, said.from], ["(False, False)", "files"], how.name);
          }
          assert.equal((await later("1")).from, "snapshot");
        });

        test("that of another version is not used, and replaced", async () => {
          await change(async (cache, request, kept) => {
            await cache.delete(request);
            await cache.put(request.url.replace(/.{8}$/, "00000000"), kept);
          });
          assert.equal((await later("1", { keeps: true })).from, "files");
          assert.equal((await later("1")).from, "snapshot");
        });

        test("where storage is forbidden or full, or memory is short, nothing is kept, and code runs", async () => {
          await change((cache, request) => cache.delete(request));
          const forbidden = () => {
            const real = CacheStorage.prototype.open;
            CacheStorage.prototype.open = function (name) {
              const ours = name === "champion-python"; // the page of these tests keeps another one
              return ours ? Promise.reject(new DOMException("forbidden", "SecurityError")) : real.call(this, name);
            };
            CacheStorage.prototype.match = () => Promise.reject(new DOMException("forbidden", "SecurityError"));
          };
          const full = () => {
            StorageManager.prototype.estimate = () => Promise.resolve({ quota: 2e9, usage: 1e9 });
          };
          const stored = async () => {
            const page = await profile.newPage();
            await page.goto(site.url);
            const is = await page.evaluate(keptOnes);
            await page.close();
            return is;
          };
          // Three Pythons at once: the page's, the spare, and the one that is kept.
          for (const [met, pythons] of [
            [{ before: full }, 2],
            [{ room: 4 }, 2],
            [{ before: forbidden }, 3],
            [{}, 3],
          ] as const) {
            const said = await later("6 * 7", { ...met, watches: true });
            assert.deepEqual([said.value, said.from, said.pythons], ["42", "files", pythons]);
            assert.equal(await stored(), pythons === 3 && !("before" in met));
          }
        });
      });

      describe("one page, where memory is short", { concurrency: 1 }, () => {
        let page: Page;
        before(async () => {
          page = await visit(2);
        });
        after(() => page.close());

        test("a layer comes when the code names it", async () => {
          assert.equal((await run(page, "import toy\ntoy.answer")).value, "42");
        });

        test("no spare is booted", async () => {
          await page.evaluate(() => new Promise<void>((later) => setTimeout(later, 1000))); // longer than an idle page waits
          assert.equal(await frames(page), 1);
        });

        test("what prints without end is cut, and the run goes on", async () => {
          const { stdout, value, flooded } = await run(page, "for n in range(60_000): print('x' * 9)\n'went on'");
          assert.deepEqual([value, flooded], ["'went on'", undefined]);
          assert.ok(stdout.length < 210_000, `${stdout.length} characters`);
          assert.match(stdout.slice(-80), /x\n+… more than the page can show: the rest is left out\.\n$/);
          assert.equal((await run(page, "print('again')")).stdout, "again\n");
        });

        test("a store behind http is refused at once, with a sentence", async () => {
          const ask = "import mlflow\nmlflow.MlflowClient('http://127.0.0.1:9').search_experiments()";
          assert.match((await run(page, ask)).error ?? "", /MlflowException: API request to .* failed with exception/);
        });

        test("the console has champion.run", async () => {
          const said = await page.evaluate(() => window.champion.run("print('hi')\n6 * 7"));
          assert.deepEqual(said, { stdout: "hi\n", value: "42" });
        });

        test("a memory bomb is stopped as any other, and gives its processor back", async () => {
          const bomb = "kept = []\nwhile True:\n    kept.append(bytearray(1 << 26))\n    print(len(kept), flush=True)";
          await runLater(page, bomb);
          await page.waitForFunction(() => window.probe.output.includes("\n8\n"));
          await stop(page);
          assert.equal((await later(page))?.stopped, true);
          if (process.platform !== "linux") return; // elsewhere `ps` counts in another way
          const deadline = Date.now() + 30_000;
          let [before, used] = [cpuSeconds(browser), 1];
          while (used > 0.5 && Date.now() < deadline) {
            await new Promise((later) => setTimeout(later, 1000));
            const now = cpuSeconds(browser);
            [before, used] = [now, now - before];
          }
          assert.ok(used <= 0.5, `still ${used} of a processor`);
        });

        test("where a browser can't wait in the middle of an import, the code runs again in a sandbox with the layer", async () => {
          await run(page, "import champion_tab\nchampion_tab.can_run_sync = lambda: False");
          await runLater(page, "print('once')\nimport importlib\nimportlib.import_module('toy').answer");
          const again = await later(page);
          assert.equal(await page.evaluate(() => window.probe.output), "once\n");
          assert.deepEqual([again?.value, again?.stdout], ["42", "once\n"]);
        });

        test("a layer comes in the middle of an import that the code does not show", async () => {
          const hidden = await run(page, "import importlib\nimportlib.import_module('toy').answer", { fresh: true });
          assert.equal(hidden.value, "42");
        });
      });
    });
});
