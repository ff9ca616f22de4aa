// node web/inside.mjs FOLDER SCRIPT: runs the Python file SCRIPT inside Pyodide, with FOLDER as /job.
import fs from "node:fs";
import path from "node:path";
import { loadPyodide } from "pyodide";

// Without this, node prints the 1.2 MB line of Pyodide's source in which a Python error surfaced.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const ENVIRONMENT = {
  HOME: "/home/pyodide",
  PYTHONNODEBUGRANGES: "1", // byte code without columns: a fifth smaller, and learners see the frames of their own code only
  PYTHONHASHSEED: "0", // sets in one order: two builds give the same bytes
};
const [folder, script] = process.argv.slice(2);
const py = await loadPyodide({ env: ENVIRONMENT });
py.mountNodeFS("/job", path.resolve(folder));
py.runPython(fs.readFileSync(script, "utf8"), { filename: script });
