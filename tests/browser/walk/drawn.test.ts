// Tables and figures that code on a page makes, and what HTML in them can't do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { advice, available, end, launch, NAMES, type Name } from "../browsers.ts";
import type { Served } from "../serve.ts";
import { serveSite, Visit, write } from "./visit.ts";

const BLOCK = "champion-code:first-of-type";
const DONE = `${BLOCK}[data-runtime="ready"]`;
let served: Served;

before(async () => {
  served = await serveSite();
});
after(() => served.close());

const options = (name: Name) => ({ skip: !available(name) && advice(name) });

async function run(page: Page, code: string): Promise<void> {
  await write(page, BLOCK, code);
  await page.keyboard.down("Control");
  await page.keyboard.press("Enter");
  await page.keyboard.up("Control");
  await page.waitForSelector(`${BLOCK} .bench-drawn:not([hidden])`, { timeout: 120_000 });
  await page.waitForSelector(DONE);
}

const PLOT = `import matplotlib.pyplot as plt
import pandas as pd
plt.plot([3, 2, 1])
plt.title("Loss")
pd.DataFrame({"alpha": [1, 2], "rmse": [0.5, 0.25]})`;

for (const name of NAMES) {
  test(
    `${name}: a table and a figure are drawn below the code, with words, in the page's colours`,
    options(name),
    async () => {
      const browser: Browser = await launch(name);
      try {
        const visit = await Visit.start(browser, served);
        if (name === "firefox") visit.expected = /default-src 'none'|\(default-src\)/; // it asks for the next page ahead; the policy refuses
        const page = await visit.open();
        await run(page, PLOT);
        const figure = await page.$eval(`${BLOCK} .bench-figure`, (image) => {
          const { alt, naturalWidth, complete } = image as HTMLImageElement;
          return { alt, drawn: complete && naturalWidth > 100 };
        });
        assert.deepEqual(figure, { alt: "Figure: Loss", drawn: true });
        const handle = await page.$(`${BLOCK} iframe.bench-html`);
        const frame = await handle?.contentFrame();
        assert.ok(frame, "the table has no frame");
        const cells = () => frame.$$eval("td", (found) => found.map((cell) => cell.textContent));
        assert.deepEqual(await cells(), ["1", "0.50", "2", "0.25"]);
        const title = await page.$eval(`${BLOCK} iframe.bench-html`, (element) => (element as HTMLIFrameElement).title);
        assert.equal(title, "DataFrame, 2 rows and 2 columns");
        await page.evaluate(() =>
          document.querySelector<HTMLInputElement>("input[data-md-color-scheme=slate]")?.click(),
        );
        await page.waitForFunction(
          (target) => document.querySelector<HTMLIFrameElement>(target)?.srcdoc.includes("color-scheme: dark"),
          {},
          `${BLOCK} iframe.bench-html`,
        );
        await run(page, "import pandas\npandas.DataFrame()");
        assert.equal(
          (await page.$$(`${BLOCK} .bench-figure`)).length,
          0,
          "the figure of the run before is still there",
        );
        await visit.end();
      } finally {
        await end(browser);
      }
    },
  );

  test(`${name}: HTML that code makes runs no script, asks for nothing and leads nowhere`, options(name), async () => {
    const browser: Browser = await launch(name);
    try {
      const visit = await Visit.start(browser, served);
      // The browser tells of each refusal; what it did ask for, the server would know.
      visit.expected = /Content.Security.Policy|sandboxed|Blocked script|blocked|asked for http:..127\.0\.0\.2:9/i;
      const page = await visit.open();
      const { url } = served;
      await run(
        page,
        `class Bad:
    def _repr_html_(self):
        return """</style></iframe><b id="here">here</b>
<script>parent.document.title = "taken"; top.stolen = 1</script>
<img src="${url}pixel.png" onerror="parent.document.title = 'taken'">
<img src="http://127.0.0.2:9/pixel.png">
<link rel="stylesheet" href="${url}evil.css">
<style>@import url("${url}evil.css"); b { background: url("${url}evil.png") }</style>
<iframe src="${url}"></iframe>
<form id="form" action="${url}evil" target="_top"><button id="send">send</button></form>
<a id="out" href="${url}evil" target="_top">out</a>
<meta http-equiv="refresh" content="0;url=http://127.0.0.2:9/">"""
Bad()`,
      );
      const frame = await (await page.$(`${BLOCK} iframe.bench-html`))?.contentFrame();
      assert.ok(frame, "it has no frame");
      const { title, here } = await page.evaluate(() => ({ title: document.title, here: location.href }));
      await frame.waitForSelector("#here").catch(() => undefined); // or the refresh was refused with an error page
      for (const target of ["#send", "#out"])
        await frame.$eval(target, (one) => (one as HTMLElement).click()).catch(() => {});
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      assert.deepEqual(await page.evaluate(() => ({ title: document.title, here: location.href })), { title, here });
      assert.ok(!title.includes("taken"));
      assert.equal(await page.evaluate(() => "stolen" in window), false);
      assert.equal(await page.$("#here"), null, "it is in the page itself");
      assert.deepEqual(
        served.asked.filter((path) => /pixel|evil/.test(path)),
        [],
      );
      await visit.end();
    } finally {
      await end(browser);
    }
  });
}
