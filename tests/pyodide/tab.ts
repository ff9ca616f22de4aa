// node tests/pyodide/tab.ts: answers tasks, a line of JSON each, each in a fresh tab's Python: the packed layers under Node.
// Task: {"program", "check"}: what the engine's check gives; or {"codes": […]}: what each of them printed, in one namespace.
import readline from "node:readline";
import { openTab } from "../web/tab.ts";

process.on("uncaughtException", (error) => {
  console.error(error.message); // without this, Node prints the 1.2 MB line of Pyodide's source
  process.exit(1);
});

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { program, check, codes } = JSON.parse(line);
  const { tab, run } = await openTab();
  let answer: unknown;
  if (codes) {
    const printed: string[] = [];
    for (const code of codes) {
      const { stdout, error } = await run(code);
      printed.push(`${stdout}${error ?? ""}`);
    }
    answer = printed;
  } else answer = JSON.parse(await tab.check(program, check));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
