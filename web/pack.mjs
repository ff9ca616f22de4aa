// node web/pack.mjs FOLDER: runs web/python/pack.py on FOLDER (mounted as /job) inside Pyodide.
import fs from "node:fs";
import path from "node:path";
import { loadPyodide } from "pyodide";

// Without this, node prints the 1.2 MB line of Pyodide's source in which a Python error surfaced.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const py = await loadPyodide({ env: { HOME: "/home/pyodide" } });
py.mountNodeFS("/job", path.resolve(process.argv[2]));
py.runPython(fs.readFileSync(new URL("python/pack.py", import.meta.url), "utf8"));
