// The engine's worker: what it answers, what it begins from, and that nothing which goes wrong with what was kept is seen.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { advice, available, end, launch, NAMES } from "../browsers.ts";
import { buildSite } from "../sandbox/site.ts";
import { type Served, serve } from "../serve.ts";

const folder = await buildSite();
after(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

const PAYLOAD = JSON.stringify({ text: "  `Run_ID` " });
const ANSWER = '{"ok": {"text": "run_id"}}';

interface Said {
  answer: string;
  from: string;
  states: string[];
  why: string;
}

describe("in the browser", { concurrency: 2 }, () => {
  for (const name of NAMES)
    describe(name, { concurrency: 1, skip: available(name) ? false : advice(name) }, () => {
      let site: Served;
      let browser: Browser;
      let profile: BrowserContext;

      before(async () => {
        site = await serve(folder);
        browser = await launch(name);
        profile = await browser.createBrowserContext();
      });

      after(async () => {
        await end(browser);
        await site.close();
      });

      /** A new page; `before` runs in it before its scripts. */
      async function open(before?: () => void, context = profile): Promise<Page> {
        const page = await context.newPage();
        if (before) await page.evaluateOnNewDocument(before);
        await page.goto(site.url);
        await page.waitForFunction(() => window.probe);
        return page;
      }

      const call = (page: Page, how = "normalise", payload = PAYLOAD): Promise<Said> =>
        page.evaluate(
          async (how, payload) => {
            const engine = await window.probe.engine();
            const states: string[] = [engine.status.state];
            engine.addEventListener("status", () => {
              if (states.at(-1) !== engine.status.state) states.push(engine.status.state);
            });
            const answer = await engine.call(how, payload).catch((error: Error) => `rejected: ${error.message}`);
            return { answer, from: engine.from, states, why: engine.status.why };
          },
          how,
          payload,
        );

      const kept = (page: Page) =>
        page.waitForFunction(async () => {
          const [one, ...others] = await (await caches.open("champion-engine")).keys();
          return one && !one.url.endsWith("00000000") && others.length === 0; // that of another version is gone too
        });

      /** Calls once in a page of its own. */
      async function visit(before?: () => void, context = profile): Promise<Said> {
        const page = await open(before, context);
        const said = await call(page);
        await page.close();
        return said;
      }

      test("the first visit starts from files, at the first call and not before", async () => {
        site.asked.length = 0;
        const page = await open();
        assert.deepEqual(
          site.asked.filter((url) => /wasm|\.whl|engine\./.test(url)),
          [],
        );
        const said = await call(page);
        assert.deepEqual(said, {
          answer: ANSWER,
          from: "files",
          states: ["none", "loading", "running", "ready"],
          why: "",
        });
        assert.equal(site.asked.filter((url) => url.includes("champion-engine.")).length, 1);
        const both = await page.evaluate(
          (payload) =>
            Promise.all([window.champion.engine("normalise", payload), window.champion.engine("normalise", payload)]),
          PAYLOAD,
        );
        assert.deepEqual(both, [ANSWER, ANSWER]);
        assert.match((await call(page, "nothing", "{}")).answer, /nothing/);
        await kept(page);
        await page.close();
      });

      test("a later visit starts from the memory of the first", async () => {
        const said = await visit();
        assert.deepEqual([said.answer, said.from], [ANSWER, "snapshot"]);
      });

      test("a damaged one is not used, and made again", async () => {
        const page = await open();
        await page.evaluate(async () => {
          const cache = await caches.open("champion-engine");
          const [request] = await cache.keys();
          const response = request && (await cache.match(request));
          if (!request || !response) throw new Error("nothing was kept");
          const bytes = new Uint8Array(await response.arrayBuffer());
          bytes.fill(7, 5_000_000, 5_100_000);
          await cache.put(request, new Response(bytes, { headers: response.headers }));
        });
        const said = await call(page);
        assert.deepEqual([said.answer, said.from], [ANSWER, "files"]);
        await kept(page);
        await page.close();
        assert.equal((await visit()).from, "snapshot");
      });

      test("one that Pyodide refuses is deleted, and the start is a plain one", async () => {
        const page = await open();
        await page.evaluate(async () => {
          const cache = await caches.open("champion-engine");
          const [request] = await cache.keys();
          const bytes = new TextEncoder().encode("not a memory");
          const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))];
          const headers = { digest: digest.map((byte) => byte.toString(16).padStart(2, "0")).join("") };
          if (request) await cache.put(request, new Response(bytes, { headers }));
        });
        const said = await call(page);
        assert.deepEqual([said.answer, said.from], [ANSWER, "files"]);
        await kept(page);
        await page.close();
        assert.equal((await visit()).from, "snapshot");
      });

      test("that of another version is left alone, then replaced", async () => {
        const page = await open();
        await page.evaluate(async () => {
          const cache = await caches.open("champion-engine");
          const [request] = await cache.keys();
          const response = request && (await cache.match(request));
          if (!request || !response) throw new Error("nothing was kept");
          await cache.delete(request);
          await cache.put(request.url.replace(/.{8}$/, "00000000"), response);
        });
        assert.equal((await call(page)).from, "files");
        await kept(page);
        await page.close();
        assert.equal((await visit()).from, "snapshot");
      });

      test("two starts from one memory draw different numbers", async () => {
        const draws = [];
        for (let round = 0; round < 2; round++) {
          const page = await open();
          await call(page);
          draws.push(await page.evaluate(async () => (await window.probe.engine()).chance()));
          await page.close();
        }
        assert.notEqual(draws[0], draws[1]);
      });

      test("without storage, or with a full one, it starts from files each time", async () => {
        const forbidden = await visit(() => {
          const real = CacheStorage.prototype.open;
          CacheStorage.prototype.open = function (name) {
            const ours = name === "champion-engine"; // the page of these tests keeps another one
            return ours ? Promise.reject(new DOMException("forbidden", "SecurityError")) : real.call(this, name);
          };
          CacheStorage.prototype.match = () => Promise.reject(new DOMException("forbidden", "SecurityError"));
        });
        assert.deepEqual([forbidden.answer, forbidden.from], [ANSWER, "files"]);
        const fresh = await browser.createBrowserContext();
        const full = () => {
          const real = Cache.prototype.put;
          Cache.prototype.put = function (request, response) {
            const ours = String(request).includes("/snapshot/");
            const full = new DOMException("full", "QuotaExceededError");
            return ours ? Promise.reject(full) : real.call(this, request, response);
          };
        };
        for (let round = 0; round < 2; round++) {
          const said = await visit(full, fresh);
          assert.deepEqual([said.answer, said.from], [ANSWER, "files"]);
        }
        await fresh.close();
      });

      test("on a page without TLS, which has neither hashes nor storage, nothing is kept, and nothing goes wrong", async () => {
        const fresh = await browser.createBrowserContext();
        const page = await open(() => {
          Object.defineProperty(crypto, "subtle", { value: undefined });
          addEventListener("unhandledrejection", ({ reason }) => {
            document.title = `unhandled: ${reason}`;
          });
        }, fresh);
        assert.equal((await call(page)).answer, ANSWER);
        await page.evaluate(() => new Promise((later) => setTimeout(later, 500)));
        assert.doesNotMatch(await page.title(), /unhandled/);
        await fresh.close();
      });

      test("a file that is gone is a sentence, and the next call tries again", async () => {
        const fresh = await browser.createBrowserContext();
        const page = await open(undefined, fresh);
        site.fail("missing", /fsrs\./);
        const failed = await call(page);
        assert.match(
          failed.answer,
          /^rejected: A part of Python is gone from this site \(fsrs\..*\): reload the page\.$/,
        );
        assert.deepEqual(failed.states, ["none", "loading", "failed"]);
        assert.equal(`rejected: ${failed.why}`, failed.answer);
        site.fail(undefined);
        assert.equal((await call(page)).answer, ANSWER);
        await fresh.close();
      });

      test("a worker whose script is gone is a sentence, and the next call tries again", async () => {
        const fresh = await browser.createBrowserContext();
        const page = await open(undefined, fresh);
        site.fail("missing", /champion\/engine\./);
        assert.match((await call(page)).answer, /^rejected: The engine did not start \(.*\): reload the page\.$/);
        site.fail(undefined);
        assert.equal((await call(page)).answer, ANSWER);
        await fresh.close();
      });
    });
});
