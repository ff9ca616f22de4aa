// A Python that was kept, as a learner's second visit finds it: made once, and lent to pages in place of what their
// browser keeps, because each test has an empty profile. A start from files takes three times the processor's time.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "puppeteer-core";
import { runtimeFolder } from "../web/tab.ts";
import { end, launch } from "./browsers.ts";
import { type Served, serve } from "./serve.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FOLDER = path.join(ROOT, ".cache/kept-python");
const MAKERS = ["boot", "memory", "python", "sandbox", "worker"].map((name) => `web/src/runtime/${name}.ts`);
/** MLflow alone (142 MB), or scikit-learn too (323 MB). */
export type Kept = "mlflow" | "sklearn";
const LAYERS: Record<Kept, string> = { mlflow: "", sklearn: "science" };

/** The file of it; made if anything that it is made of has changed. */
export async function keptPython(what: Kept, site = process.env.SITE ?? "site"): Promise<string> {
  const hash = createHash("sha256").update(path.basename(runtimeFolder()));
  for (const maker of MAKERS) hash.update(fs.readFileSync(path.join(ROOT, maker)));
  const file = path.join(FOLDER, what, `${hash.digest("hex").slice(0, 16)}.bin`);
  if (!fs.existsSync(file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    await keep(what, site, file);
    for (const old of fs.globSync(path.join(path.dirname(file), "*.bin"))) if (old !== file) fs.rmSync(old);
  }
  return file;
}

/** Has Chromium visit the site, run code and keep its Python, and takes that into the file. */
async function keep(what: Kept, site: string, file: string): Promise<void> {
  const served = await serve(site, { takes: `${file}.${process.pid}` });
  const browser = await launch("chrome");
  const page = await browser.newPage(); // in the profile itself: any other has too little room in Chromium
  await page.evaluateOnNewDocument(() => Object.defineProperty(navigator, "deviceMemory", { value: 8 }));
  await page.goto(served.url);
  await page.waitForFunction("window.champion");
  await page.evaluate((code) => window.champion.run(code), `import ${what}`);
  await page.waitForFunction(async () => (await (await caches.open("champion-python")).keys()).length, {
    timeout: 120_000,
    polling: 500,
  });
  await page.evaluate(async (address) => {
    const cache = await caches.open("champion-python");
    const [request = ""] = await cache.keys();
    await fetch(address, { method: "POST", body: (await (await cache.match(request))?.blob()) ?? null });
  }, served.lent);
  await end(browser);
  await served.close();
  fs.renameSync(`${file}.${process.pid}`, file);
}

/** From its next page on, this tab finds it where the site looks for what an earlier visit kept. */
export async function lend(page: Page, { lent }: Served, what: Kept): Promise<void> {
  await page.evaluateOnNewDocument(
    (address, layers) => {
      if (!("CacheStorage" in globalThis)) return; // in a sandbox there is none
      const match = CacheStorage.prototype.match;
      CacheStorage.prototype.match = async function (request, options) {
        if (options?.cacheName !== "champion-python") return match.call(this, request, options);
        return new Response(await (await fetch(address)).blob(), { headers: { layers } });
      };
    },
    lent,
    LAYERS[what],
  );
}

if (import.meta.main) for (const what of Object.keys(LAYERS) as Kept[]) await keptPython(what); // before tests run at once
