// node tests/pyodide/tab.mjs RUNTIME: answers tasks, a line of JSON each, in a fresh sandbox's Python: the packed core layer under Node.
// Task: {"program", "check"}: what the engine's check gives; or {"codes": […]}: what each of them printed, in one namespace.
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { loadPyodide } from "pyodide";
import { boot } from "../../web/src/runtime/boot.ts";

const runtime = process.argv[2];
const { files, lock } = JSON.parse(fs.readFileSync(path.join(runtime, "manifest.json"), "utf8"));
const core = new Uint8Array(fs.readFileSync(path.join(runtime, files.core.file)));
const options = { stdLibURL: path.resolve(runtime, files.stdlib.file), lockFileContents: { info: lock, packages: {} } };

process.on("uncaughtException", (error) => {
  console.error(error.message); // without this, Node prints the 1.2 MB line of Pyodide's source
  process.exit(1);
});

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { program, check, codes } = JSON.parse(line);
  const { py, tab } = await boot(loadPyodide, Promise.resolve(core), options);
  let printed = "";
  py.setStdout({ batched: (text) => (printed += `${text}\n`) });
  py.setStderr({ batched: () => {} });
  let answer;
  if (codes) {
    const names = py.toPy({ __name__: "__main__" });
    answer = [];
    for (const code of codes) {
      printed = "";
      const [, error] = (await tab.run(code, names, "your_code.py")).toJs();
      answer.push(error === undefined || error === null ? printed : `${printed}${error}`);
    }
  } else answer = JSON.parse(await tab.check(program, check));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
