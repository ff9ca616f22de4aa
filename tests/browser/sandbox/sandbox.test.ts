// Learners' code in the sandbox reaches nothing, and the page bears whatever it does; in both browsers.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { advice, available, end, launch, NAMES } from "../browsers.ts";
import { type Served, serve } from "../serve.ts";
import { ATTACKS, type Attack, FLOOD, LOOT, MALFORMED, PRELUDE, STEAL, WALK } from "./attacks.ts";
import { buildSite, NAIVE } from "./site.ts";

const pause = (ms: number) => new Promise((later) => setTimeout(later, ms));
const folder = await buildSite();

after(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

test("the frame's policy has the hash of its script, no network, and no source for further scripts", async () => {
  const scripts = path.join(folder, "assets/champion");
  const name = fs.readdirSync(scripts).find((file) => /^sandbox\.[0-9a-f]{16}\.html$/.test(file)) ?? "";
  const html = fs.readFileSync(path.join(scripts, name), "utf8");
  const [, script = ""] = html.match(/<script>([\s\S]*)<\/script>/) ?? [];
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script));
  const hash = Buffer.from(digest).toString("base64");
  const policy = `default-src 'none'; script-src 'sha256-${hash}' 'wasm-unsafe-eval'; worker-src blob:; base-uri 'none'; form-action 'none'`;
  assert.ok(html.includes(`content="${policy}"`), html);
});

describe("in the browser", { concurrency: 2 }, () => {
  for (const name of NAMES)
    describe(name, { concurrency: 1, skip: available(name) ? false : advice(name) }, () => {
      let site: Served;
      let other: Served;
      let browser: Browser;
      let page: Page;
      let left = 0;

      before(async () => {
        site = await serve(folder);
        other = await serve();
        browser = await launch(name);
        page = await visit();
      });
      after(async () => {
        await end(browser);
        await site.close();
        await other.close();
      });

      async function visit(): Promise<Page> {
        const opened = await browser.newPage();
        await opened.goto(site.url);
        await opened.waitForFunction("window.probe");
        opened.on("framenavigated", (frame) => {
          if (frame === opened.mainFrame()) left++;
        });
        return opened;
      }
      const open = (kind: "sandbox" | "plain", script?: string) =>
        page.evaluate((kind, script) => window.probe.open(kind, script), kind, script);
      const run = (session: number, code: string) =>
        page.evaluate((session, code) => window.probe.run(session, code), session, code);
      const stop = (session: number) => page.evaluate((session) => window.probe.stop(session), session);

      /** "reached…" or "blocked…", whatever the attack itself says of it. */
      async function attack(session: number, { name, code, deadly }: Attack, kind: string): Promise<string> {
        const token = `${kind}-${name.replace(/\W+/g, "-")}-${Math.random().toString(36).slice(2)}`;
        const text = `${PRELUDE}\n${code}`
          .replaceAll("SAME", `${site.url}${token}`)
          .replaceAll("OTHER", `${other.origin}/${token}`)
          .replaceAll("TOKEN", token);
        const silence = { value: "'no answer'", error: undefined };
        const ended = await Promise.race([run(session, text), pause(deadly ? 3000 : 30_000).then(() => silence)]);
        await pause(60);
        const requests = [...site.asked, ...other.asked].filter((url) => url.includes(token)).length;
        const heard = await page.evaluate(
          (token) => JSON.stringify(window.probe.heard).includes(token) || "polluted" in {} || "polluted" in [],
          token,
        );
        if (requests) return `reached: ${requests} requests arrived`;
        if (heard) return "reached: the page was touched";
        if (deadly && "died" in ended) return "blocked: Python died of it";
        return ended.value?.replace(/^["']|["']$/g, "") ?? `an error of the test: ${ended.error}`;
      }

      test("without the sandbox, the attacks that can be made from a worker succeed", async (t) => {
        const session = await open("plain");
        const controls = ATTACKS.filter(({ control }) => control);
        assert.ok(controls.length > 15);
        for (const one of controls)
          await t.test(one.name, async () => assert.match(await attack(session, one, "plain"), /^reached/));
        await stop(session);
      });

      test("in the sandbox none does", async (t) => {
        const session = await open("sandbox");
        for (const one of ATTACKS.filter(({ deadly }) => !deadly))
          await t.test(one.name, async () => assert.match(await attack(session, one, "sandbox"), /^blocked/));
        for (const one of ATTACKS.filter(({ deadly }) => deadly))
          await t.test(one.name, async () =>
            assert.match(await attack(session, one, "sandbox"), /^(blocked|no answer)/),
          );
        await stop(session); // also what never answers
        assert.equal(await page.evaluate(() => document.querySelectorAll("iframe").length), 0);
        await pause(500);
        const late = [...site.asked, ...other.asked].filter((url) => url.includes("sandbox-"));
        assert.deepEqual(late, []);
        assert.equal(left, 0, "the page was navigated");
      });

      test("the frame as a page of its own refuses to run anything", async () => {
        const bare = await browser.newPage();
        const errors: string[] = [];
        bare.on("pageerror", (error) => errors.push(String(error)));
        const file = fs.readdirSync(path.join(folder, "assets/champion")).find((name) => name.startsWith("sandbox."));
        await bare.goto(`${site.url}assets/champion/${file}`);
        await bare.evaluate(() => new Promise((later) => setTimeout(later, 100)));
        assert.match(errors.join(), /Open me in an iframe/);
        await bare.close();
      });

      test("a careless worker lets its port be stolen, and the page bears what comes through it", async () => {
        const naive = await open("sandbox", NAIVE);
        await run(naive, PRELUDE + STEAL);
        await run(naive, "1");
        assert.equal((await run(naive, LOOT.replace("ID", "3"))).value, "forged");
        assert.equal((await run(naive, MALFORMED)).value, "'survived'");
        assert.equal(await page.evaluate(() => "polluted" in {}), false);
        assert.ok(!site.asked.some((url) => url.includes("secret")));
        assert.equal((await run(naive, FLOOD)).flooded, true);
        assert.equal(await page.evaluate((session) => window.probe.stopped(session), naive), true);
      });

      test("our worker's port can neither be found nor stolen", async () => {
        const session = await open("sandbox");
        const plant = "js.globalThis.hidden = obj(deep=obj(port=js.MessageChannel.new().port1))\n";
        const planted = await run(session, `${PRELUDE}${plant}${WALK}`);
        assert.equal(planted.value, "(1, True)", `the control: a planted port is found. ${planted.error}`);
        const walked = await run(session, `${PRELUDE}js.Reflect.deleteProperty(js.globalThis, "hidden")\n${WALK}`);
        assert.equal(walked.value, "(0, True)", walked.error);
        await run(session, PRELUDE + STEAL);
        await run(session, "1");
        assert.equal((await run(session, LOOT.replace("ID", "5"))).value, "'honest'");
        await stop(session);
      });

      test("a flood of messages to the frame does not hold up Stop", async () => {
        const session = await open("sandbox");
        const flood = "import js\nprint(1, flush=True)\nwhile True: js.postMessage('x' * 1000)";
        await page.evaluate((session, code) => window.probe.runLater(session, code), session, flood);
        await page.waitForFunction(() => window.probe.output.includes("1"));
        await stop(session);
        assert.equal((await page.evaluate((session) => window.probe.ended(session), session))?.stopped, true);
        assert.equal(await page.evaluate(() => document.querySelectorAll("iframe").length), 0);
        assert.ok(!(await page.evaluate(() => window.probe.heard.join())).includes("xxx"));
      });
    });
});
