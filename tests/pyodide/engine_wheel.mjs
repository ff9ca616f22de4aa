// node tests/pyodide/engine_wheel.mjs FOLDER NAME PAYLOAD: loads the engine's wheel by its lock file, as a page would, and prints what api.call answers.
import path from "node:path";
import { loadPyodide } from "pyodide";

const [folder, name, payload] = process.argv.slice(2);
const py = await loadPyodide({
  lockFileURL: path.resolve(folder, "pyodide-lock.json"),
  packageBaseUrl: path.resolve(folder),
});
await py.loadPackage("champion-engine", { messageCallback: () => {} });
console.log(py.pyimport("quizzes.engine.api").call(name, payload));
