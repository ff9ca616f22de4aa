// A page of its own for the sandbox's tests, built and policed as the site is: in /champion/, with a strict policy.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, workerScript } from "../../../web/build.mjs";
import { archive, type Manifest, runtimeFolder } from "../../web/tab.ts";

const SOURCE = fileURLToPath(new URL("../../../web/src/runtime/worker.ts", import.meta.url));
const ENTRY = fileURLToPath(new URL("page.ts", import.meta.url));
export const NAIVE = "python.naive.js";
export const THREADED = "python.threaded.js";
export const LOOSE = "loose.html";

/** The worker with the two calls that a learner's code can get in between. */
const NAIVELY: [string, string][] = [
  ["apply(postToPort, port, [message])", "port.postMessage(message)"],
  ["apply(dataOf, event, [])", "event.data"],
];

/** The policy that the built site gives its pages: what loosens it there loosens it here. */
export function policy(): string {
  const page = path.join(process.env.SITE ?? "site", "index.html");
  const found = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(fs.readFileSync(page, "utf8"));
  if (!found?.[1]) throw new Error(`${page} has no policy`);
  return found[1];
}

/**
 * Writes the site into a new folder: a page, a further layer `toy`, the worker as one would first write it, one that
 * leaves learners their `Worker`, and a frame in which they have `eval`.
 */
export async function buildSite(): Promise<string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "champion-sandbox-"));
  const runtime = path.join(folder, "runtime");
  const site = path.join(folder, "site");
  const scripts = path.join(site, "assets/champion");
  fs.cpSync(runtimeFolder(), runtime, { recursive: true });
  const place = path.join(runtime, "manifest.json");
  const manifest: Manifest = JSON.parse(fs.readFileSync(place, "utf8"));
  const toy = archive("toy.py", "answer = 42\n");
  fs.writeFileSync(path.join(runtime, "toy.0000000000000000.tar.zst"), toy);
  manifest.files.toy = { file: "toy.0000000000000000.tar.zst", bytes: toy.length };
  manifest.layers.toy = manifest.hints.toy = ["toy"];
  manifest.lacking = { gone: ["gone", "mlflow.gone"] };
  fs.writeFileSync(place, JSON.stringify(manifest));
  await build(runtime, scripts, ENTRY);
  fs.writeFileSync(path.join(scripts, NAIVE), await changedWorker(manifest, NAIVELY));
  const threaded = await changedWorker(manifest, [['Reflect.deleteProperty(self, "Worker");', ""]]);
  fs.writeFileSync(path.join(scripts, THREADED), threaded);
  const frame = fs.readdirSync(scripts).find((name) => name.startsWith("sandbox.")) ?? "";
  const html = fs.readFileSync(path.join(scripts, frame), "utf8");
  fs.writeFileSync(path.join(scripts, LOOSE), change(html, [["'wasm-unsafe-eval'", "'unsafe-eval'"]]));
  fs.writeFileSync(
    path.join(site, "index.html"),
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy()}">
<title>Sandbox</title><link rel="icon" href="data:,"><script type="module" src="assets/champion/main.js"></script><p>Ready.</p></html>`,
  );
  return site;
}

function change(text: string, changes: [string, string][]): string {
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`There is no ${from} to change any more`);
    text = text.replace(from, to);
  }
  return text;
}

function changedWorker(
  { lock, layers, after, named_only, absent }: Manifest,
  changes: [string, string][],
): Promise<string> {
  const source = change(fs.readFileSync(SOURCE, "utf8"), changes);
  const table = JSON.stringify({ layers, after, named_only, absent });
  return workerScript("worker.ts", { LOCK_INFO: JSON.stringify(lock), LAYERS: JSON.stringify(table) }, source);
}
