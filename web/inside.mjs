// node web/inside.mjs FOLDER SCRIPT: runs the Python file SCRIPT inside Pyodide, with FOLDER as /job.
import fs from "node:fs";
import path from "node:path";
import { loadPyodide } from "pyodide";

// Without this, node prints the 1.2 MB line of Pyodide's source in which a Python error surfaced.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const [folder, script] = process.argv.slice(2);
const py = await loadPyodide({ env: { HOME: "/home/pyodide", PYTHONNODEBUGRANGES: "1" } });
py.mountNodeFS("/job", path.resolve(folder));
py.runPython(fs.readFileSync(script, "utf8"), { filename: script });
