// The browsers that the tests drive: Chromium and Firefox ESR as installed. No download: a message says what to install.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";

export type Name = "chrome" | "firefox";
export const NAMES: Name[] = ["chrome", "firefox"];

const FOUND_BY: Record<Name, { variable: string; commands: string[]; playwright: RegExp; advice: string }> = {
  chrome: {
    variable: "CHROME",
    commands: ["chromium", "chromium-browser", "google-chrome"],
    playwright: /^chromium-\d+$/,
    advice: "Chromium is missing: install the package chromium, or name one in $CHROME.",
  },
  firefox: {
    variable: "FIREFOX",
    commands: ["firefox-esr"],
    playwright: /^$/, // Playwright's Firefox speaks a protocol of its own
    advice: "Firefox ESR is missing: install the package firefox-esr, or name one in $FIREFOX.",
  },
};

/** The browser's program, or undefined where there is none. */
export function find(name: Name): string | undefined {
  const { variable, commands, playwright } = FOUND_BY[name];
  const given = process.env[variable];
  if (given) return given;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const inPath = commands.flatMap((command) => folders.map((folder) => path.join(folder, command)));
  return [...inPath, ...playwrights(playwright)].find((file) => fs.existsSync(file));
}

function playwrights(folder: RegExp): string[] {
  const root = process.env.PLAYWRIGHT_BROWSERS_PATH ?? path.join(os.homedir(), ".cache/ms-playwright");
  if (!fs.existsSync(root)) return [];
  const found = fs.readdirSync(root).filter((entry) => folder.test(entry));
  return found.flatMap((entry) =>
    ["chrome-linux64/chrome", "chrome-linux/chrome"].map((file) => path.join(root, entry, file)),
  );
}

/**
 * Whether to test in this browser. Without Chromium nothing can be tested, and on CI both must be there; a developer's
 * machine may do without Firefox: its tests are then named as not run.
 */
export function available(name: Name): boolean {
  if (find(name)) return true;
  if (name === "chrome" || process.env.CI) throw new Error(FOUND_BY[name].advice);
  return false;
}

export function advice(name: Name): string {
  return FOUND_BY[name].advice;
}

/** A headless browser with a new profile. */
export async function launch(name: Name): Promise<Browser> {
  const executablePath = find(name);
  if (!executablePath) throw new Error(advice(name));
  const args = name === "chrome" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return puppeteer.launch({ browser: name, executablePath, protocolTimeout: 240_000, args });
}

/** Ends a browser, and what it left running. */
export async function end(browser: Browser): Promise<void> {
  const pid = browser.process()?.pid;
  await Promise.race([browser.close(), new Promise((late) => setTimeout(late, 10_000))]);
  if (pid && alive(pid)) process.kill(pid, "SIGKILL");
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** CPU seconds used so far by a browser and all its processes (Linux). */
export function cpuSeconds(browser: Browser): number {
  return processes(browser).reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Bytes of memory that a browser and all its processes hold, what they share counted once (Linux). */
export function memory(browser: Browser): number {
  const shares = processes(browser).map(({ pid }) => {
    const file = `/proc/${pid}/smaps_rollup`;
    const found = fs.existsSync(file) && /^Pss:\s+(\d+) kB/m.exec(fs.readFileSync(file, "utf8"));
    return found ? Number(found[1]) * 1024 : 0;
  });
  return shares.reduce((sum, share) => sum + share, 0);
}

/** A browser's processes, with the CPU seconds that each used so far. */
function processes(browser: Browser): { pid: string; seconds: number }[] {
  const root = String(browser.process()?.pid);
  const table = execFileSync("ps", ["-e", "-o", "pid=,ppid=,cputimes="], { encoding: "utf8" });
  const rows = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const parents = new Map(rows.map(([pid = "", parent = ""]) => [pid, parent]));
  const within = (pid: string): boolean => pid === root || within2(parents.get(pid));
  const within2 = (pid: string | undefined): boolean => pid !== undefined && within(pid);
  return rows
    .filter(([pid = ""]) => within(pid))
    .map(([pid = "", , seconds = "0"]) => ({ pid, seconds: Number(seconds) }));
}
