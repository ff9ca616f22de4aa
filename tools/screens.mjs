// node tools/screens.mjs BROWSER URL OUT < SCENES: pictures of MLflow's UI as a real server shows it.
// SCENES: [{name, path, clicks, height}] as JSON. OUT: a folder; <name>.webp is written there.
import fs from "node:fs";
import path from "node:path";
import puppeteer from "puppeteer-core";

const [executablePath, url, out] = process.argv.slice(2);
const scenes = JSON.parse(fs.readFileSync(0, "utf8"));
const WIDTH = 1100;
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** Nothing that the UI shows at a first visit only, and its pages for training rather than those for agents. */
function settle() {
  localStorage.setItem("mlflow.assistant.fab.autoOpenedOnFirstLoad_v1", "true");
  localStorage.setItem("mlflow.assistant.panelOpen_v1", "false");
  localStorage.setItem("_mlflow_dark_mode_toggle_enabled", "false");
  localStorage.setItem("mlflow.workflowType_v1", JSON.stringify("machine_learning"));
}

const browser = await puppeteer.launch({ executablePath, args, protocolTimeout: 120_000 });
try {
  for (const { name, path: where, clicks = [], height = 620 } of scenes) {
    const page = await browser.newPage();
    await page.setViewport({ width: WIDTH, height, deviceScaleFactor: 1 });
    await page.evaluateOnNewDocument(settle);
    await page.goto(url + where, { waitUntil: "networkidle2", timeout: 60_000 });
    for (const words of clicks) {
      const found = await page.waitForFunction(
        (wanted) =>
          [...document.querySelectorAll("button, a, label, [role=tab], [role=radio], [role=menuitem]")].find(
            (one) => one.checkVisibility() && one.textContent.trim() === wanted,
          ),
        { timeout: 20_000 },
        words,
      );
      await found.click();
      await page.waitForNetworkIdle({ idleTime: 300, concurrency: 2 });
    }
    await page.mouse.move(WIDTH - 2, height - 2);
    await page.waitForNetworkIdle({ idleTime: 1000, concurrency: 2 }); // charts are drawn after their data came
    await page.screenshot({ path: path.join(out, `${name}.webp`), type: "webp", quality: 70 });
    await page.close();
  }
} finally {
  await browser.close();
}
