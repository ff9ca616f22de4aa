// node tests/pyodide/tab.ts: answers tasks, a line of JSON each, each in a fresh tab's Python: the packed layers under Node,
// gone on from a Python that was kept, as at a learner's second visit.
// Task: {"program", "check"}: what the engine's check gives; or {"codes": […]}: what each of them printed, in one namespace.
import readline from "node:readline";
import { named } from "../../web/src/runtime/asks.ts";
import { manifest, openTab } from "../web/tab.ts";

process.on("uncaughtException", (error) => {
  console.error(error.message); // without this, Node prints the 1.2 MB line of Pyodide's source
  process.exit(1);
});

const { hints } = manifest();
const kept = new Map<string, Uint8Array<ArrayBuffer>>();

/** A Python that was kept, with the science layer if the code asks for any layer: going on from less is quicker. */
async function memoryFor(code: string): Promise<Uint8Array<ArrayBuffer>> {
  const layers = named(code, hints).length > 0 ? ["science"] : [];
  const memory = kept.get(layers.join()) ?? (await (await openTab({}, { keeps: true })).keep(layers));
  kept.set(layers.join(), memory);
  return memory;
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { program, check, codes } = JSON.parse(line);
  const { tab, run } = await openTab({}, { memory: await memoryFor([program, check, ...(codes ?? [])].join("\n")) });
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
