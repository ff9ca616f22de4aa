// Learners' code in the sandbox reaches nothing, and the page bears whatever it does; in both browsers.
import assert from "node:assert/strict";
import dgram from "node:dgram";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "puppeteer-core";
import { advice, available, end, launch, NAMES } from "../browsers.ts";
import { keptPython, lend } from "../kept.ts";
import { type Served, serve } from "../serve.ts";
import {
  ATTACKS,
  type Attack,
  FLOOD,
  LOOT,
  MALFORMED,
  NESTED,
  ODD,
  ODD_END,
  PRELUDE,
  SAY,
  STEAL,
  SWEEP,
  TRIED,
  WALK,
} from "./attacks.ts";
import { buildSite, LOOSE, NAIVE, THREADED } from "./site.ts";

const SILENCE = 60_000; // ms, many times what the slowest try takes
const pause = (ms: number) => sleep(ms);
const folder = await buildSite();
const lends = await keptPython("mlflow");

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
        site = await serve(folder, { lends });
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
        await lend(opened, site, "mlflow");
        await opened.goto(site.url);
        await opened.waitForFunction("window.probe");
        opened.on("framenavigated", (frame) => {
          if (frame === opened.mainFrame()) left++;
        });
        return opened;
      }
      const open = (kind: "sandbox" | "plain", options: { script?: string; frame?: string; anew?: boolean } = {}) =>
        page.evaluate((kind, options) => window.probe.open(kind, options), kind, options);
      const run = (session: number, code: string) =>
        page.evaluate((session, code) => window.probe.run(session, code), session, code);
      const kept = () => page.evaluate(() => window.probe.kept());
      const requests = (token: string) => [...site.asked, ...other.asked].filter((url) => url.includes(token));
      const aim = (code: string, token: string) =>
        `${PRELUDE}\n${code}`
          .replaceAll("SAME", `${site.url}${token}`)
          .replaceAll("OTHER", `${other.origin}/${token}`)
          .replaceAll("TOKEN", token);
      const stop = (session: number) => page.evaluate((session) => window.probe.stop(session), session);

      /** "reached…" or "blocked…", whatever the attack itself says of it. */
      async function attack(session: number, { name, code, deadly }: Attack, kind: string): Promise<string> {
        const token = `${kind}-${name.replace(/\W+/g, "-")}-${Math.random().toString(36).slice(2)}`;
        const silence = { value: deadly ? "'no answer'" : undefined, error: "no answer" };
        let datagrams = 0;
        const quic = dgram.createSocket("udp4", () => datagrams++); // a new one: what is sent may be sent again for a while
        await new Promise<void>((bound) => quic.bind(0, "127.0.0.1", bound));
        const text = aim(code, token).replaceAll("QUIC", `127.0.0.1:${quic.address().port}`);
        const ended = await Promise.race([run(session, text), pause(deadly ? 3000 : 30_000).then(() => silence)]);
        await pause(60);
        quic.close();
        const heard = await page.evaluate(
          (token) => JSON.stringify(window.probe.heard).includes(token) || "polluted" in {} || "polluted" in [],
          token,
        );
        if (requests(token).length) return `reached: ${requests(token).length} requests arrived`;
        if (datagrams) return `reached: ${datagrams} datagrams arrived`;
        if (heard) return "reached: the page was touched";
        if ((await kept()).includes(token)) return "reached: the site's storage was touched";
        if (deadly && "died" in ended) return "blocked: Python died of it";
        return ended.value?.replace(/^["']|["']$/g, "") ?? `an error of the test: ${ended.error}`;
      }

      /** Makes each attack in one session, but for those that it does not survive: they have their own. */
      async function make(t: TestContext, attacks: Attack[], kind: "sandbox" | "plain", expected: RegExp) {
        const session = await open(kind, { anew: true });
        for (const one of attacks)
          await t.test(one.name, async () => {
            const own = one.deadly ? await open(kind) : session;
            assert.match(await attack(own, one, kind), expected);
            if (one.deadly) await stop(own); // also what never answers
          });
        await stop(session);
      }

      test("without the sandbox, the attacks that can be made from a worker succeed", async (t) => {
        const controls = ATTACKS.filter(({ control }) => control === true || control === name);
        assert.ok(controls.length > 35);
        await make(t, controls, "plain", /^reached/);
      });

      test("in the sandbox none does", async (t) => {
        const before = await kept();
        assert.match(before, /secret/);
        await make(t, ATTACKS, "sandbox", /^(blocked|no answer)/);
        assert.equal(await page.evaluate(() => document.querySelectorAll("iframe").length), 0);
        await pause(500);
        assert.deepEqual(requests("sandbox-"), [], "late");
        assert.equal(await kept(), before, "what the site keeps has changed");
        assert.equal(left, 0, "the page was navigated");
      });

      /** What the browser gives, or an error that says what it kept silent about. */
      const answer = <T>(to: string, asked: Promise<T>): Promise<T> => {
        const silence = sleep(SILENCE, undefined, { ref: false }); // the process need not wait for its end
        return Promise.race([asked, silence.then(() => assert.fail(`no answer to ${to}`))]);
      };

      /** What the code can try in a new session, and what it reached: it says so, or a request arrived. */
      async function tried(code: string, kind: "sandbox" | "plain", changed: { script?: string; frame?: string }) {
        const token = `tried-${Math.random().toString(36).slice(2)}`;
        const session = await answer(`opening ${kind} ${changed.script}`, open(kind, changed));
        const ended = await answer(`the tries in ${kind} ${changed.script}`, run(session, aim(code, token))).finally(
          () => stop(session),
        );
        const [names = [], said = []] = (ended.value ?? "")
          .replaceAll("'", "")
          .split(" ")
          .map((list) => list.split(","));
        assert.ok(names.length > 10, ended.error);
        return { names, reached: names.filter((one) => said.includes(one) || requests(`${token}/${one}`).length > 0) };
      }

      test("a worker that a learner's worker makes, and script of the learner's own, reach nothing either", async () => {
        // Neither can be had in the sandbox as it is: these are its walls behind the first.
        for (const [code, changed] of [
          [NESTED, { script: THREADED }],
          [TRIED, { frame: LOOSE }],
        ] as const) {
          const control = await tried(code, "plain", changed);
          assert.deepEqual(control.reached, control.names);
          assert.deepEqual((await tried(code, "sandbox", changed)).reached, []);
        }
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
        const naive = await open("sandbox", { script: NAIVE });
        await run(naive, PRELUDE + STEAL);
        await run(naive, "1");
        assert.equal((await run(naive, LOOT.replace("ID", "3"))).value, "forged");
        assert.equal((await run(naive, MALFORMED)).value, "'survived'");
        assert.equal(await page.evaluate(() => "polluted" in {}), false);
        assert.ok(!site.asked.some((url) => url.includes("secret")));
        assert.equal((await run(naive, FLOOD)).flooded, true);
        assert.equal(await page.evaluate((session) => window.probe.stopped(session), naive), true);
      });

      test("odd ends are text or nothing to the page, and the next run is honest", async (t) => {
        const session = await open("sandbox", { script: NAIVE });
        await run(session, PRELUDE + STEAL);
        await run(session, "1");
        let id = 2;
        const bear = async (code: string) => {
          const end = await run(session, code);
          const { stdout, stderr, value, error, verdict, says, missing, ...rest } = end;
          for (const text of [stdout, stderr, value ?? "", error ?? ""]) {
            assert.equal(typeof text, "string");
            assert.ok(text.length <= 400_000);
          }
          assert.deepEqual([verdict, says, missing ?? [], rest], [undefined, undefined, [], {}]);
          return end;
        };
        for (const [what, message] of Object.entries(ODD))
          await t.test(what, async () => {
            const end = await bear(SAY.replace("MESSAGE", message.replace("ID", String(++id))));
            assert.notEqual(end.value, "'honest'", "the odd end did not arrive");
            assert.equal((await run(session, `${++id}`)).value, String(id));
          });
        await t.test("by the runtime's own Python, without a port", async () => {
          await run(session, ODD_END);
          assert.deepEqual(await bear("1"), { stdout: "", stderr: "", error: "" });
        });
        assert.deepEqual(await page.evaluate(() => Object.keys(Object.prototype)), []);
        await stop(session);
      });

      test("with script of the learner's own in every function of the realm, our worker's port does not pass", async () => {
        for (const [changed, value] of [
          [{ script: NAIVE }, "forged"],
          [{}, "'honest'"],
        ] as const) {
          const session = await open("sandbox", { ...changed, frame: LOOSE });
          const swept = await run(session, PRELUDE + SWEEP);
          assert.ok(Number(swept.value) > 1000, `${swept.value} ${swept.error}`);
          await run(session, "import mlflow\nmlflow.search_experiments()");
          const end = await run(session, "run_js('speak(3)')");
          assert.equal(end.value, value, end.error);
          await stop(session);
        }
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
