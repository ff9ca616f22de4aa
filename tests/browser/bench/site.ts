// The benchmark's site: its page, the runtime as built, and beside it Pyodide and the wheels as published.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, workerScript } from "../../../web/build.mjs";
import { manifest, runtimeFolder } from "../../web/tab.ts";
import { policy } from "../sandbox/site.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Writes it into a new folder; gives that and the bytes of the published wheels by way. */
export async function buildBench(): Promise<{ folder: string; plain: Record<string, number> }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "champion-bench-"));
  const scripts = path.join(folder, "assets/champion");
  await build(runtimeFolder(), scripts, here("page.ts"));
  fs.writeFileSync(
    path.join(folder, "index.html"),
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy()}">
<title>Bench</title><link rel="icon" href="data:,"><script type="module" src="assets/champion/main.js"></script></html>`,
  );
  const pyodide = path.join(ROOT, "node_modules/pyodide");
  const lock = JSON.stringify(manifest().lock);
  const source = fs.readFileSync(here("plain-worker.ts"), "utf8");
  const worker = await workerScript("plain-worker.ts", { LOCK_INFO: lock }, source, (loader) => loader);
  fs.writeFileSync(path.join(scripts, "plain.js"), worker);
  fs.copyFileSync(path.join(pyodide, "pyodide.asm.wasm"), path.join(scripts, "plain.wasm"));
  fs.copyFileSync(path.join(pyodide, "python_stdlib.zip"), path.join(scripts, "plain-stdlib.zip"));
  const python = process.env.PYTHON ?? path.join(ROOT, ".venv/bin/python");
  const files: Record<string, { file: string; bytes: number }> = {};
  const note = (name: string, file: string) => {
    files[name] = { file, bytes: fs.statSync(path.join(scripts, file)).size };
  };
  const plain: Record<string, number> = {};
  for (const [way, layers] of Object.entries({ core: ["core"], science: ["core", "science"] })) {
    const file = `plain-${way}.tar`;
    execFileSync(python, ["-m", "tools.bench", "wheels", path.join(scripts, file), ...layers], { cwd: ROOT });
    note(way, file);
    plain[way] = files[way]?.bytes ?? 0;
  }
  note("worker", "plain.js");
  note("wasm", "plain.wasm");
  note("stdlib", "plain-stdlib.zip");
  fs.writeFileSync(path.join(scripts, "plain.json"), JSON.stringify(files));
  return { folder, plain };
}
