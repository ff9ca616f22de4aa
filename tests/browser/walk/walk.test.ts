// A learner walks through the built site: reads, runs, answers each type of item, comes back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { end, launch } from "../browsers.ts";
import type { Served } from "../serve.ts";
import {
  give,
  type ItemData,
  itemsOf,
  type Look,
  ofType,
  PAGE,
  press,
  ready,
  selector,
  serveSite,
  stateOf,
  stored,
  textOf,
  Visit,
  waitForDrafts,
  waitForState,
  write,
} from "./visit.ts";

let served: Served;
let browser: Browser;
let items: ItemData[];

before(async () => {
  served = await serveSite();
  browser = await launch("chrome");
  items = await itemsOf(served);
});

after(async () => {
  await end(browser);
  await served.close();
});

async function walk(look: Look, steps: (page: Page, visit: Visit) => Promise<void>): Promise<void> {
  const visit = await Visit.start(browser, served, look);
  await steps(await visit.open(), visit);
  await visit.end();
}

const judged = (): ItemData[] => items.filter(({ type }) => type !== "code");

test("the page has items of every type", () => {
  assert.deepEqual([...new Set(items.map(({ type }) => type))].sort(), ["choice", "code", "order", "predict", "short"]);
});

test("a visit catches what must not happen: another origin, a breach of the policy, an error", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement("script"), { textContent: "1" }));
    setTimeout(() => {
      throw new Error("a bug");
    });
  });
  await page.setBypassCSP(true);
  await visit.go(page, PAGE);
  await page.evaluate(() => fetch("http://127.0.0.2:9/pixel", { mode: "no-cors" }).catch(() => undefined));
  const faults = visit.faults.splice(0).join("\n");
  for (const fault of [/Content Security Policy/, /threw .*a bug/, /asked for http:\/\/127\.0\.0\.2:9\/pixel/])
    assert.match(faults, fault);
  await visit.end();
});

test("each item that needs no Python is judged at once, right and wrong, and none is loaded for it", async () => {
  await walk({}, async (page) => {
    const asked = served.asked.length;
    for (const item of judged()) {
      const root = selector(item);
      for (const right of [false, true]) {
        await give(page, item, right);
        const state = await page.$eval(root, (element) => {
          element.querySelector("form")?.requestSubmit();
          return (element as HTMLElement).dataset.state; // in the same turn: nothing was waited for
        });
        assert.equal(state, right ? "right" : "wrong", item.id);
        assert.ok(await page.$eval(`${root} .item-feedback`, (box) => box === document.activeElement), "focus is lost");
        assert.match(await textOf(page, `${root} .item-verdict`), right ? /Right\./ : /Not right\./);
        assert.equal((await page.$$(`${root} .item-feedback .item-links a`)).length, 2);
        if (!right) await press(page, root, "Try again");
      }
    }
    assert.deepEqual(
      served.asked.slice(asked).filter((url) => /pyodide|python|core/.test(url)),
      [],
    );
  });
});

test("after a choice every option has its reason in place, in words, and the key is named", async () => {
  await walk({}, async (page) => {
    const item = ofType(items, "choice");
    const root = selector(item);
    await give(page, item, false);
    await press(page, root, "Check");
    const reasons = await page.$$eval(`${root} .option-reason`, (found) => found.map((one) => one.textContent ?? ""));
    assert.equal(reasons.length, item.options);
    reasons.forEach((reason, number) => {
      assert.match(reason, item.keys.includes(number) ? /Right\. ./ : /Not this\. ./);
    });
    assert.equal(reasons.filter((reason) => reason.includes("Your choice")).length, 1);
    const letters = item.keys.map((key) => "ABCDE"[key]).join(" and ");
    assert.ok((await textOf(page, `${root} .item-feedback`)).includes(`The answer is ${letters}.`));
  });
});

test("nothing given is no answer: the page says what to do", async () => {
  await walk({}, async (page) => {
    for (const item of judged()) {
      await press(page, selector(item), "Check");
      assert.match(await textOf(page, `${selector(item)} .item-missing`), /first\.$/);
      assert.equal(await stateOf(page, item), "unanswered");
    }
  });
});

test("items are answered by keyboard alone", async () => {
  await walk({}, async (page) => {
    const focus = (target: string): Promise<void> => page.$eval(target, (element) => (element as HTMLElement).focus());
    const item = ofType(items, "choice");
    const first = `${selector(item)} input`;
    await focus(first);
    if (item.keys.length === 1) {
      await page.keyboard.press("Space");
      for (let step = 0; step < (item.keys[0] ?? 0); step++) await page.keyboard.press("ArrowDown");
    } else {
      for (let option = 0; option < item.options; option++) {
        if (item.keys.includes(option)) await page.keyboard.press("Space");
        await page.keyboard.press("Tab");
      }
      await focus(first);
    }
    await page.keyboard.press("Enter");
    await waitForState(page, item, "right");

    const short = ofType(items, "short");
    await focus(`${selector(short)} .short-input`);
    await page.keyboard.type(short.answers[0] ?? "");
    await page.keyboard.press("Enter");
    await waitForState(page, short, "right");

    const order = ofType(items, "order");
    const root = selector(order);
    const sequence = order.right[0] ?? [];
    const names = sequence.map((line) => order.lines[line]?.trim());
    for (const name of [...names].reverse()) {
      await focus(`${root} button[aria-label=${JSON.stringify(`Use: ${name}`)}]`);
      await page.keyboard.press("Enter");
      const where = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
      assert.match(where, /^(Use|Take out): /, "focus is lost");
    }
    for (const [place, name] of names.slice(0, -1).entries()) {
      await focus(`${root} button[aria-label=${JSON.stringify(`Up: ${name}`)}]`);
      for (let step = names.length - 1; step > place; step--) await page.keyboard.press("Space");
      const said = await textOf(page, `${root} .champion-hidden[role=status]`);
      assert.ok(said.endsWith(`position ${place + 1} of ${names.length}.`), said);
    }
    await focus(`${root} [type=submit]`);
    await page.keyboard.press("Enter");
    await waitForState(page, order, "right");
  });
});

for (const phone of [false, true]) {
  test(`lines are dragged into order with ${phone ? "a finger" : "the mouse"}`, async () => {
    await walk({ phone }, async (page) => {
      const item = ofType(items, "order");
      const root = selector(item);
      const rows = await page.$$(`${root} ul.item-lines > li`);
      await page.$eval(`${root} .order`, (element) => element.scrollIntoView({ block: "center" }));
      for (const line of item.right[0] ?? []) {
        const grip = await rows[line]?.$(".order-grip");
        const from = await grip?.boundingBox();
        const to = await (await page.$(`${root} ol.item-lines`))?.boundingBox();
        assert.ok(from && to);
        const [x, start, drop] = [from.x + from.width / 2, from.y + from.height / 2, to.y + to.height - 4];
        const pointer = phone ? page.touchscreen : undefined;
        if (pointer) {
          await pointer.touchStart(x, start);
          await pointer.touchMove(x, (start + drop) / 2);
          await pointer.touchMove(x, drop);
          await pointer.touchEnd();
        } else {
          await page.mouse.move(x, start);
          await page.mouse.down();
          await page.mouse.move(x, drop, { steps: 4 });
          await page.mouse.up();
        }
      }
      await press(page, root, "Check");
      assert.equal(await stateOf(page, item), "right");
    });
  });
}

test("answers and drafts are there again after a reload", async () => {
  await walk({}, async (page) => {
    const answers = judged();
    for (const [index, item] of answers.entries()) {
      await give(page, item, index % 2 === 0);
      await press(page, selector(item), "Check");
    }
    await stored(page, answers.length);
    const code = ofType(items, "code");
    await write(page, selector(code), "print('a draft')\n");
    await stored(page, 1, {}, "drafts");
    await page.reload();
    for (const [index, item] of answers.entries()) await waitForState(page, item, index % 2 === 0 ? "right" : "wrong");
    await page.waitForFunction(
      (root) => document.querySelector(`${root} .live-source`)?.textContent?.includes("a draft"),
      {},
      selector(code),
    );
  });
});

test("a choice of two with another number of ticks is not judged: the page says how many it wants", async () => {
  await walk({}, async (page) => {
    const item = items.find((one) => one.type === "choice" && one.keys.length === 2);
    assert.ok(item?.type === "choice", "the page has no choice of two");
    const root = selector(item);
    await page.click(`${root} input[value="${item.keys[0]}"]`);
    await press(page, root, "Check");
    assert.equal(await textOf(page, `${root} .item-missing`), "Choose two: you have chosen one.");
    assert.equal(await stateOf(page, item), "unanswered");
    assert.equal((await page.$$(`${root} .option-reason`)).length, 0, "the answer is given away");
    await page.click(`${root} input[value="${item.keys[1]}"]`);
    assert.equal(await textOf(page, `${root} .item-missing`), "");
    await press(page, root, "Check");
    assert.equal(await stateOf(page, item), "right");
  });
});

test("what was begun and not checked is there again after a reload, also after an answer; an answer clears it", async () => {
  await walk({}, async (page) => {
    const begun = [ofType(items, "choice"), ofType(items, "order"), ofType(items, "short")];
    for (const item of begun) {
      await give(page, item, false);
      await press(page, selector(item), "Check");
      await press(page, selector(item), "Try again");
      await give(page, item, true);
      await page.click(`${selector(item)} .item-guess`);
    }
    await waitForDrafts(
      page,
      (drafts) => drafts.length === begun.length && drafts.every(({ text }) => /"guessed":true/.test(text)),
    );
    await page.reload();
    for (const item of begun) {
      await page.waitForSelector(`${selector(item)} .item-guess :checked`);
      await press(page, selector(item), "Check");
      assert.equal(await stateOf(page, item), "right", `${item.id} lost what was begun`);
    }
    await waitForDrafts(page, (drafts) => drafts.length === 0);
    await page.reload();
    for (const item of begun) await waitForState(page, item, "right");
  });
});

test("going to another page and back without a reload leaves items that work, with their answers", async () => {
  await walk({}, async (page, visit) => {
    await visit.listPages(page);
    const item = ofType(items, "choice");
    await give(page, item, true);
    await press(page, selector(item), "Check");
    await page.evaluate(() => Object.assign(window, { mark: 1 }));
    await page.$eval("a.md-logo", (logo) => (logo as HTMLElement).click());
    await page.waitForFunction(() => document.querySelector("champion-item") === null);
    await page.$eval('main a[href*="tracking/runs"]', (link) => (link as HTMLElement).click());
    await page.waitForSelector("champion-item");
    assert.ok(await page.evaluate(() => "mark" in window), "the page was loaded anew");
    await ready(page);
    await waitForState(page, item, "right");
  });
});

test("anchors, and Back from them, leave the page and what the learner has in it as it is", async () => {
  await walk({}, async (page, visit) => {
    await visit.listPages(page);
    const item = ofType(items, "choice");
    await give(page, item, true);
    const isSame = (): Promise<boolean> =>
      page.$eval(selector(item), (element) => "mark" in element && element.querySelector(":checked") !== null);
    await page.$eval(selector(item), (element) => Object.assign(element, { mark: 1 }));
    const anchors = await page.$$eval(".md-nav--secondary a", (links) =>
      links.slice(0, 2).map((link) => {
        (link as HTMLElement).click();
        return (link as HTMLAnchorElement).hash;
      }),
    );
    assert.equal(anchors.length, 2);
    for (const hash of [anchors[1], anchors[0], ""]) {
      await page.waitForFunction((wanted) => location.hash === wanted, {}, hash);
      await page.evaluate(() => new Promise((later) => setTimeout(later, 500)));
      assert.ok(await isSame(), `the page is another one at “${hash}”`);
      await page.evaluate(() => history.back());
    }
  });
});

test("a question that changed since it was answered says so", async () => {
  await walk({}, async (page) => {
    const item = ofType(items, "choice");
    await give(page, item, true);
    await press(page, selector(item), "Check");
    await stored(page, 1, { hash: "another" });
    await page.reload();
    await page.waitForFunction(
      (root) =>
        document.querySelector(`${root} .item-state`)?.textContent?.includes("has changed since you answered it"),
      {},
      selector(item),
    );
    assert.equal(await stateOf(page, item), "unanswered");
  });
});

test("reading the answer without answering is noted, once, as nothing given", async () => {
  await walk({}, async (page) => {
    const item = ofType(items, "short");
    for (let click = 0; click < 3; click++) await page.click(`${selector(item)} summary`);
    await page.reload();
    await page.waitForFunction(
      (root) => document.querySelector(`${root} .item-state`)?.textContent === "You have read the answer.",
      {},
      selector(item),
    );
    const events = await stored(page, 1);
    assert.deepEqual(
      events.map(({ item, kind, data }) => [item, kind, data.given]),
      [[item.id, "answered", null]],
    );
  });
});

test("what is answered in one tab shows in another", async () => {
  await walk({}, async (page, visit) => {
    const other = await visit.open();
    const item = ofType(items, "choice");
    await page.bringToFront();
    await give(page, item, true);
    await press(page, selector(item), "Check");
    await waitForState(other, item, "right");
  });
});

const REFUSALS: Record<string, () => void> = {
  "refuses storage": () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("refused", "SecurityError");
    };
  },
  "has no room left": () => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  },
};

for (const [how, before] of Object.entries(REFUSALS)) {
  test(`a browser that ${how} says so, and items work`, async () => {
    await walk({ before }, async (page) => {
      const item = ofType(items, "choice");
      await give(page, item, true);
      await press(page, selector(item), "Check");
      assert.equal(await stateOf(page, item), "right");
      await page.waitForFunction(() =>
        /not being saved/.test(document.querySelector(".champion-notice")?.textContent ?? ""),
      );
    });
  });
}

test("a block runs those above it first, says so, and prints what the page says it prints", async () => {
  await walk({}, async (page) => {
    const blocks = await page.$$eval("champion-code", (found) => found.length);
    assert.ok(blocks >= 3, "the page has fewer than three blocks that run");
    await page.evaluate(
      (last) => document.querySelectorAll("champion-code")[last]?.setAttribute("id", "last"),
      blocks - 1,
    );
    await press(page, "#last", "Run");
    await page.waitForSelector('#last[data-runtime="ready"]');
    assert.ok((await textOf(page, "#last .bench-status")).includes(`Ran the ${blocks - 1} blocks above first.`));
    const pairs = await page.$$eval("champion-code", (found) =>
      found.map((block) => {
        const next = block.parentElement?.matches(".run")
          ? block.parentElement.nextElementSibling
          : block.nextElementSibling;
        const expected = next?.matches(".output") ? next.querySelector("pre")?.textContent : "";
        return [block.querySelector(".bench-stdout")?.textContent?.trim() ?? "", expected?.trim() ?? ""];
      }),
    );
    for (const [printed, expected] of pairs) assert.equal(printed, expected);
    assert.ok(
      pairs.some(([, expected]) => expected),
      "no block has its output beside it",
    );
  });
});

test("Stop ends a loop at once; an edit, its error and Reset are shown", async () => {
  await walk({}, async (page) => {
    await page.$eval("champion-code", (block) => block.setAttribute("id", "first"));
    await write(page, "#first", "while True:\n    pass\n");
    await page.keyboard.down("Control");
    await page.keyboard.press("Enter");
    await page.keyboard.up("Control");
    await page.waitForSelector('#first[data-runtime="running"]');
    await press(page, "#first", "Stop");
    await page.waitForSelector('#first[data-runtime="stopped"]');
    assert.match(await textOf(page, "#first .bench-status"), /^Stopped\. ./);

    await write(page, "#first", "print('<b>before</b>')\n1 / 0\n");
    await press(page, "#first", "Run");
    await page.waitForSelector('#first[data-runtime="ready"] .bench-error');
    assert.match(await textOf(page, "#first .bench-output"), /<b>before<\/b>[\s\S]*line 2[\s\S]*ZeroDivisionError/);
    await press(page, "#first", "Reset");
    assert.doesNotMatch(await textOf(page, "#first .cm-content"), /1 \/ 0/);
  });
});

/** All that the site keeps in the browser, but for its note of which parts of Python have come. */
function kept(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const names = async () => (await indexedDB.databases()).map(({ name }) => name);
    while ((await names()).length === 0) await new Promise((later) => setTimeout(later, 50)); // the page makes it
    const databases = await names();
    const database = await done(indexedDB.open("champion"));
    const all = (name: string) => done(database.transaction(name).objectStore(name).getAll());
    const [events, drafts] = [await all("events"), await all("drafts")];
    database.close();
    const local = JSON.stringify([{ ...localStorage, "champion-python": undefined }, sessionStorage]);
    return { databases, events, drafts, local, cookie: document.cookie, cached: await caches.keys() };
  });
}

// Tags that would show themselves, in what is printed, in the last value, and in the error of a second run.
const TAG = "<img class=forged src=x onerror=document.title=`forged`><script>document.title=`forged`</script>";

test("tags in what learner code prints, gives and raises are text on the page", async () => {
  await walk({}, async (page) => {
    const title = await page.title();
    await page.$eval("champion-code", (block) => block.setAttribute("id", "first"));
    const forged = () => page.$$eval(".forged, .bench-output script", (found) => found.length);
    await page.$eval("#first", (block) => block.insertAdjacentHTML("beforeend", '<i class="forged"></i>'));
    assert.equal(await forged(), 1, "the test can't see what it looks for");
    await page.$eval("#first .forged", (element) => element.remove());
    for (const [program, shown] of [
      [`print(${JSON.stringify(TAG)})\n${JSON.stringify(TAG)}`, 2],
      [`raise ValueError(${JSON.stringify(TAG)})`, 1],
    ] as const) {
      await write(page, "#first", program);
      await press(page, "#first", "Run");
      await page.waitForFunction(
        (tag, shown) =>
          (document.querySelector("#first .bench-output")?.textContent ?? "").split(tag).length > shown &&
          document.querySelector<HTMLElement>("#first")?.dataset.runtime === "ready",
        {},
        TAG,
        shown,
      );
      assert.equal(await forged(), 0);
    }
    assert.equal(await page.title(), title);
    assert.doesNotMatch(await page.evaluate(() => JSON.stringify(localStorage)), /forged/);
  });
});

// What a terminal, or a line of text, would take as orders: colours and a link, the direction of writing, a bell.
const ORDERS =
  "\u001b[31mred\u001b[0m \u001b]8;;javascript:document.title=`forged`\u0007link\u001b]8;;\u0007 \u202etxt.\u2066\u200f&lt;";
const LONG = "x".repeat(50_000);

test("escapes, bidi controls and a line without end are text too, which stays in its box, and only the draft is kept", async () => {
  await walk({}, async (page) => {
    const before = await kept(page);
    await page.$eval("champion-code", (block) => block.setAttribute("id", "first"));
    const text = `${TAG}${ORDERS.replace("\u001b[31mred\u001b[0m", "red")}${LONG}`; // without the colours
    const program = `text = ${JSON.stringify(TAG + ORDERS)} + "x" * ${LONG.length}\nprint(text)\nimport sys\nprint(text, file=sys.stderr)\n`;
    for (const [last, className, said] of [
      ["class Own:\n    __repr__ = lambda _: text\nOwn()", "value", text],
      ["raise ValueError(text)", "error", `ValueError: ${text}\n`],
    ] as const) {
      await write(page, "#first", program + last);
      await press(page, "#first", "Run");
      await page.waitForSelector(`#first[data-runtime="ready"] .bench-${className}`);
      const shown = await page.$eval("#first .bench-output", (pane) => ({
        parts: [...pane.querySelectorAll("*")].map(({ tagName, className }) => `${tagName}.${className}`),
        texts: Array.from(pane.children, ({ textContent }) => textContent ?? ""),
        over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      const [out, err, end = ""] = shown.texts;
      assert.deepEqual(shown.parts, ["SPAN.bench-stdout", "SPAN.bench-stderr", `SPAN.bench-${className}`]);
      assert.deepEqual([out === `${text}\n`, err === `${text}\n`, end.endsWith(said)], [true, true, true]);
      assert.ok(shown.over <= 0, `the page is ${shown.over} px too wide`);
    }
    const source = await page.$eval("#first .cm-content", (editor) => editor.textContent ?? "");
    assert.match(source, /raise ValueError/);
    await page.waitForFunction(() => !document.querySelector(".live-weight"));
    await waitForDrafts(page, (drafts) => drafts.length === 1 && /raise ValueError/.test(drafts[0]?.text ?? ""));
    const { drafts, ...others } = await kept(page);
    const { drafts: _, ...othersBefore } = before;
    assert.deepEqual(others, othersBefore);
    assert.deepEqual(
      (drafts as { text: string }[]).map(({ text }) => text),
      [`${program}raise ValueError(text)`],
    );
  });
});

test("a forged verdict's sentence is text, now and after a reload, and the log of its own item is all that keeps it", async () => {
  await walk({}, async (page) => {
    const item = ofType(items, "code");
    const root = selector(item);
    const before = await kept(page);
    const says = `${TAG}\`${TAG}\`${ORDERS}`;
    const program = `import quizzes.engine.check as engine\nengine.judge = lambda *_: ${JSON.stringify(says)}\n`;
    await write(page, root, program);
    await press(page, root, "Check");
    await waitForState(page, item, "wrong");
    for (const when of ["now", "after a reload"]) {
      const shown = await page.$eval(`${root} .item-says`, (box) => ({
        text: box.textContent,
        others: box.querySelectorAll(":not(code)").length,
        forged: document.querySelectorAll(".forged").length,
      }));
      assert.deepEqual(shown, { text: says.replaceAll("`", ""), others: 0, forged: 0 }, when); // backticks mark code
      if (when === "now") await page.reload();
      await waitForState(page, item, "wrong");
    }
    assert.notEqual(await page.title(), "forged");
    const { events, drafts, ...others } = await kept(page);
    const { events: _, drafts: __, ...othersBefore } = before;
    assert.deepEqual(others, othersBefore);
    assert.deepEqual(
      (events as { item: string; data: unknown }[]).map(({ item, data }) => [item, data]),
      [[item.id, { verdict: "wrong", says, program }]],
    );
    assert.ok((drafts as { key: string }[]).every(({ key }) => key === item.id));
  });
});

test("what an item's program leaves is not there for another item, nor for the page's blocks", async () => {
  await walk({}, async (page) => {
    const [one, other] = items.filter(({ type }) => type === "code");
    assert.ok(one && other, "the page has fewer than two programs");
    const look = "import builtins\nprint('found:', 'mine' in globals(), hasattr(builtins, 'planted'))\n";
    const said = async (root: string, button: string): Promise<string> => {
      await press(page, root, button);
      await page.waitForFunction(
        (root) => document.querySelector(`${root} .bench-stdout`)?.textContent?.includes("\n"),
        {},
        root,
      );
      await page.waitForSelector(`${root}[data-runtime="ready"]`);
      return page.$eval(`${root} .bench-stdout`, (pane) => pane.textContent ?? "");
    };
    await page.$eval("champion-code", (block) => block.setAttribute("id", "first"));
    const plant = "import builtins\nmine = builtins.planted = 1\n";
    await write(page, "#first", `${plant}${look}`);
    assert.equal(await said("#first", "Run"), "found: True True\n", "the control");
    await write(page, selector(one), `${look}${plant}`);
    await write(page, selector(other), look);
    for (const [root, button] of [
      [selector(one), "Run"],
      [selector(other), "Run"],
      [selector(one), "Check"],
      [selector(other), "Check"],
    ] as const)
      assert.equal(await said(root, button), "found: False False\n", `${root} ${button}`);
    await write(page, "#first", look);
    assert.equal(await said("#first", "Run"), "found: False False\n", "the block");
  });
});

test("an address that carries code runs nothing, loads no Python, and puts nothing into the page", async () => {
  const visit = await Visit.start(browser, served);
  const page = await visit.open();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const code = encodeURIComponent(`print(1)${TAG}`);
  for (const tail of [
    `#code=${code}`,
    `#run=${code}`,
    `?code=${code}`,
    `?item=${code}#${code}`,
    `?q=${code}`,
    `?h=${code}`,
  ]) {
    await page.goto("about:blank"); // else a new fragment is no new visit
    await visit.go(page, PAGE + tail);
    await page.evaluate(() => new Promise((later) => setTimeout(later, 1000)));
    const state = await page.evaluate(() => ({
      frames: document.querySelectorAll("iframe").length,
      forged: document.querySelectorAll(".forged").length,
      printed: document.querySelectorAll(".bench-stdout").length,
      forgedTitle: document.title === "forged",
      code: document.body.textContent?.includes("class=forged"),
    }));
    assert.deepEqual(state, { frames: 0, forged: 0, printed: 0, forgedTitle: false, code: false }, tail);
    const { events, drafts, local } = await kept(page);
    assert.deepEqual([events, drafts], [[], []], tail);
    assert.doesNotMatch(String(local), /forged/, tail);
  }
  // The page's own scripts were seen; Python's parts, which lie beside them, were not.
  const paths = asked.map((url) => new URL(url).pathname);
  assert.ok(paths.some((path) => path.endsWith("/assets/champion/main.js")));
  assert.deepEqual(
    paths.filter((path) => /pyodide|python|core|sandbox|\.wasm$/.test(path)),
    [],
  );
  await visit.end();
});

test("the editor lets the keyboard out by Escape, then Tab", async () => {
  await walk({}, async (page) => {
    await page.$eval("champion-code", (block) => block.setAttribute("id", "first"));
    await write(page, "#first", "x = 1");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement?.matches(".cm-content")), "Tab indents");
    assert.match(await textOf(page, "#first .live-hint"), /Escape, then Tab/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Run");
  });
});

test("a program is checked on what it leaves: the starter is wrong, with a sentence; the solution is right, also after a reload", async () => {
  await walk({}, async (page) => {
    const code = items.filter((item) => item.type === "code");
    for (const item of code) {
      const root = selector(item);
      await write(page, root, `${item.starter}\nprint("mine")\n`);
      await press(page, root, "Check");
      await waitForState(page, item, "wrong");
      assert.ok((await textOf(page, `${root} .item-feedback`)).length > "Not right.".length);
      await press(page, root, await textOf(page, `${root} .item-hint button`));
      assert.equal((await page.$$(`${root} .item-hint li`)).length, 1);
      assert.equal(await textOf(page, `${root} summary`), "Show a solution");
      await page.click(`${root} summary`);
      await page.waitForSelector(`${root} .changes-plus`);

      await write(page, root, `print("<i>mine</i>")\n${item.solution}`);
      await press(page, root, "Check");
      await waitForState(page, item, "right");
      assert.match(await textOf(page, `${root} .bench-output`), /<i>mine<\/i>/);
    }
    await page.reload();
    for (const item of code) await waitForState(page, item, "right");
  });
});

test("a verdict is about the program that was checked: an edit ages it, a reload too, and a check that was stopped leaves none", async () => {
  await walk({}, async (page) => {
    const item = ofType(items, "code");
    const root = selector(item);
    const says = (): Promise<string> => textOf(page, `${root} .item-feedback`);
    await write(page, root, `print("mine")\n${item.solution}`);
    await press(page, root, "Check");
    await waitForState(page, item, "right");
    assert.doesNotMatch(await says(), /earlier version/);

    await write(page, root, "while True:\n    pass\n");
    await waitForState(page, item, "unanswered");
    assert.match(await says(), /about your earlier version/);
    assert.equal(await textOf(page, `${root} .item-state`), "Changed since it was checked");
    await page.waitForFunction(() => !document.querySelector(".live-weight"));
    await waitForDrafts(page, (drafts) =>
      drafts.some(({ key, text }) => key === item.id && text.startsWith("while True")),
    );
    await page.reload();
    await page.waitForSelector(`${root} .item-feedback--earlier:not([hidden])`);
    assert.match(await says(), /about your earlier version/);
    assert.equal(await stateOf(page, item), "unanswered");

    await press(page, root, "Check");
    await page.waitForSelector(`${root}[data-runtime="running"]`);
    await press(page, root, "Stop");
    await page.waitForSelector(`${root}[data-runtime="stopped"]`);
    assert.equal(await page.$eval(`${root} .item-feedback`, (box) => (box as HTMLElement).hidden), true);
    await write(page, root, item.solution);
    assert.equal(await stateOf(page, item), "unanswered");
  });
});

test("after a right program the nearest other solution is offered, and never the learner's own", async () => {
  await walk({}, async (page) => {
    const item = items.find((one) => one.type === "code" && one.also.length === 2);
    assert.ok(item?.type === "code", "the page has no program with three solutions");
    const root = selector(item);
    for (const [program, which, others] of [
      [`${item.solution}\nprint("mine")\n`, "Three solutions are accepted; this one is closest to yours.", "Three"],
      [item.solution, "Yours is one of the three solutions that are accepted; this is another.", "Two"],
    ] as const) {
      await write(page, root, program);
      await press(page, root, "Check");
      await waitForState(page, item, "right");
      assert.ok((await textOf(page, `${root} .item-feedback`)).includes(`${others} other programs are accepted too.`));
      if (!(await page.$(`${root} details[open]`))) await page.click(`${root} summary`);
      await page.waitForSelector(`${root} .changes`);
      assert.ok((await textOf(page, `${root} details`)).includes(which));
      assert.ok((await page.$$(`${root} :is(.changes-plus, .changes-minus)`)).length > 0, "the same code again");
    }
    assert.equal(await page.$eval(`${root} .item-solution`, (own) => (own as HTMLElement).hidden), true);
  });
});

test("what a first run loads is said beside it, until it is loaded; then both outputs have a name", async () => {
  await walk({ first: true }, async (page) => {
    const words = "Loads Python and MLflow once, about 21 MB";
    const weights = (): Promise<string[]> =>
      page.$$eval(".live-weight", (found) => found.map((one) => one.textContent ?? ""));
    assert.deepEqual(await weights(), [words, words], "one at the first block, one at the first program");
    const block = "#with-output";
    await page.evaluate(() => {
      const next = document.querySelector(":is(.run, champion-code) + .output");
      next?.previousElementSibling?.setAttribute("id", "with-output");
      next?.setAttribute("id", "the-output");
    });
    assert.equal(await page.$eval(`${block} .champion-button--main`, (run) => (run as HTMLElement).title), words);
    assert.doesNotMatch(await textOf(page, "#the-output"), /As it ran here/);
    await press(page, block, "Run");
    await page.waitForSelector(`${block} [data-runtime="ready"]`);
    assert.deepEqual(await weights(), []);
    assert.match(await textOf(page, `${block} .bench`), /^Your output$/m);
    assert.match(await textOf(page, "#the-output"), /^As it ran here$/m);
    await page.reload();
    await ready(page);
    assert.deepEqual(await weights(), []);
  });
});

test("no block or program shows the theme's Copy button beside its own; other code has it", async () => {
  await walk({}, async (page) => {
    await page.waitForSelector("champion-code .md-code__nav");
    const shown = await page.$$eval(".md-code__nav", (found) =>
      found.filter((one) => one.checkVisibility()).map((one) => one.closest("champion-code, .item-bench") !== null),
    );
    assert.ok(shown.includes(false), "the theme's Copy button is shown nowhere");
    assert.ok(!shown.includes(true), "two Copy buttons");
  });
});

test("what is spoken has no backticks", async () => {
  await walk({}, async (page) => {
    for (const item of items.filter((one) => one.type === "code")) {
      await press(page, selector(item), "Check");
      await waitForState(page, item, "wrong");
      const said = await page.$eval(`${selector(item)} > [role=status]`, (live) => live.textContent ?? "");
      assert.match(said, /^Not right\. ./);
      assert.doesNotMatch(said, /`/);
    }
  });
});

test("on a phone the closed menu is out of the keyboard's reach, and opens and closes by it", async () => {
  await walk({ phone: true }, async (page) => {
    const shown = (): Promise<boolean> =>
      page.$eval(".md-sidebar--primary a", (link) => link.checkVisibility({ visibilityProperty: true }));
    assert.equal(await shown(), false);
    await page.focus("button[for=__drawer]");
    await page.keyboard.press("Enter");
    assert.equal(await shown(), true);
    await page.waitForFunction(
      () => (document.querySelector(".md-sidebar--primary")?.getBoundingClientRect().left ?? -1) >= 0,
    );
    await page.keyboard.press("Escape");
    await page.waitForFunction(
      () => !document.querySelector(".md-sidebar--primary a")?.checkVisibility({ visibilityProperty: true }),
    );
  });
});

test("on a phone a line of code stays one line, and what is cut is reached by scrolling", async () => {
  await walk({ phone: true }, async (page) => {
    const root = selector(ofType(items, "order"));
    const lines = await page.$$eval(`${root} .item-lines code`, (found) =>
      found.map((code) => {
        const range = document.createRange();
        range.selectNodeContents(code);
        const tops = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)));
        return { rows: tops.size, cut: code.scrollWidth > code.clientWidth, reached: code.tabIndex === 0 };
      }),
    );
    assert.ok(
      lines.some(({ cut }) => cut),
      "no line is too long for a phone",
    );
    for (const { rows, cut, reached } of lines) assert.deepEqual([rows, reached], [1, cut]);
  });
});

test("a prediction can be run: the page says that it printed what the key says", async () => {
  await walk({}, async (page) => {
    const item = ofType(items, "predict");
    const root = selector(item);
    await give(page, item, false);
    await press(page, root, "Check");
    await press(page, root, "Run it and see");
    await page.waitForSelector(`${root} .item-difference > *`);
    assert.equal(await textOf(page, `${root} .item-difference`), "It printed exactly what the key says.");
  });
});

test("Python that does not arrive: the reason, and another try that works", async () => {
  await walk({}, async (page, visit) => {
    const item = ofType(items, "code");
    const root = selector(item);
    served.fail("cut", /pyodide\.|core\.|stdlib\./);
    await press(page, root, "Run");
    await page.waitForSelector(`${root}[data-runtime="failed"]`);
    served.fail(undefined);
    await press(page, root, "Try again");
    await page.waitForSelector(`${root}[data-runtime="ready"]`);
    assert.ok(
      visit.faults.every((fault) => fault.includes("Failed to load resource")),
      visit.faults.join("\n"),
    );
    visit.expected = /^console: Failed to load resource/;
  });
});

test("without JavaScript the page teaches: questions, code, and every answer behind its summary", async () => {
  await walk({ scripts: false }, async (page) => {
    for (const item of items) {
      const root = selector(item);
      await page.click(`${root} summary`);
      const answer = await textOf(page, `${root} details`);
      assert.match(answer, /Where this is taught/);
      if (item.type === "choice" || item.type === "predict")
        assert.match(answer, /Right\.[\s\S]*Not this\.|Not this\.[\s\S]*Right\./);
      if (item.type === "code") assert.ok(answer.includes(item.solution.trim().split("\n").at(-1)?.trim() ?? ""));
      assert.equal((await page.$$(`${root} :is(button, input)`)).length, 0);
    }
    assert.ok((await textOf(page, "champion-code")).includes("import mlflow"));
  });
});

test("the search index is asked for when somebody searches, and then finds", async () => {
  const asked = served.asked.length;
  const index = (): number => served.asked.slice(asked).filter((url) => url.includes("search_index.json")).length;
  await walk({}, async (page) => {
    await page.waitForNetworkIdle();
    assert.equal(index(), 0, "it was fetched for a page that nobody searched from");
    await page.keyboard.press("f");
    await page.keyboard.type("log_metric");
    await page.waitForSelector(".md-search-result__link");
    assert.equal(index(), 1);
  });
});
