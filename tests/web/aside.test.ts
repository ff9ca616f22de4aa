// Our own Python beside the learner's, under Node: it reads and packs the store, and leaves no trace.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { parse, type Store } from "../../web/src/playground/store.ts";
import { type OpenTab, openTab } from "./tab.ts";

const source = (name: string): string =>
  fs.readFileSync(new URL(`../../web/python/aside/${name}.py`, import.meta.url), "utf8");
const VIEW = source("store_view");
const FILE = source("store_file");

/** As the worker does it. */
function aside({ py }: OpenTab, text: string): unknown {
  return py.runPython(text, { globals: py.toPy({ __name__: "champion_aside" }) });
}

function look(tab: OpenTab): Store {
  const store = parse(String(aside(tab, VIEW)));
  assert.ok(store, "that is no store");
  return store;
}

const STATE = `import hashlib, mlflow, pathlib
hashlib.sha256(pathlib.Path("mlflow.db").read_bytes()).hexdigest(), mlflow.active_run() and mlflow.active_run().info.run_id, sorted(globals()), mlflow.last_active_run().info.run_id, mlflow.get_tracking_uri()`;

test("looking and packing change neither the store nor the open run nor the learner's names, and ask for no layer", async () => {
  const tab = await openTab();
  const { error } = await tab.run(`import mlflow
mlflow.set_experiment("mine")
run = mlflow.start_run(run_name="open")
for step in range(5): mlflow.log_metric("loss", 1 / (step + 1), step=step)
mlflow.log_text("x", "x.txt")
@mlflow.trace
def f(x): return x
f(1)
mlflow.MlflowClient().create_registered_model("m")`);
  assert.equal(error, undefined);
  await tab.run(STATE);
  const before = (await tab.run(STATE)).value;
  const { runs, traces, registered, says, faults } = look(tab);
  assert.deepEqual(faults, []);
  assert.match(says.join(" "), /The run open is still open: .* mlflow\.end_run\(\)/);
  assert.deepEqual(
    runs.map(({ name, status, metrics }) => [name, status, metrics[0]?.points.length]),
    [["open", "RUNNING", 5]],
  );
  assert.deepEqual(
    traces.map(({ name, spans }) => [name, spans[0]?.inputs, spans[0]?.outputs]),
    [["f", '{"x": 1}', "1"]],
  );
  assert.deepEqual(
    registered.map(({ name }) => name),
    ["m"],
  );
  const bytes = aside(tab, FILE) as { toJs(): Uint8Array };
  assert.equal(Buffer.from(bytes.toJs().subarray(0, 2)).toString(), "PK");
  assert.equal((await tab.run(STATE)).value, before);
  assert.deepEqual(tab.unpacked, []);
});

test("a store that the learner broke is said to be broken, and what can still be read is shown", async () => {
  const tab = await openTab();
  await tab.run("import mlflow\nwith mlflow.start_run(run_name='a'): mlflow.log_param('p', 1)");
  await tab.run("mlflow.MlflowClient.search_traces = lambda *a, **k: 1 / 0");
  const half = look(tab);
  assert.equal(half.runs.length, 1);
  assert.match(half.faults.join(" "), /^Traces could not be read \(ZeroDivisionError: /);
  await tab.run("mlflow.tracking.client.MlflowClient = None");
  const none = look(tab);
  assert.equal(none.runs.length, 0);
  assert.match(none.faults.join(" "), /^The store could not be read \(TypeError: /);
  await tab.run("mlflow.get_tracking_uri = lambda: (_ for _ in ()).throw(RuntimeError('mine'))");
  assert.match(look(tab).faults.join(" "), /RuntimeError: mine/);
  assert.match(String(aside(tab, FILE)), /^The store could not be packed \(RuntimeError: mine\)\.$/);
});

test("a store elsewhere is neither made nor asked for: the view says where the code writes", async () => {
  const tab = await openTab();
  await tab.run("import mlflow\nmlflow.set_tracking_uri('http://127.0.0.1:5000')");
  assert.match(look(tab).says.join(" "), /writes to http:\/\/127\.0\.0\.1:5000, which can't be shown here/);
  assert.match(String(aside(tab, FILE)), /only a SQLite store in the tab can be downloaded/);
  await tab.run("mlflow.set_tracking_uri('sqlite:////tmp/none.db')");
  assert.match(look(tab).says.join(" "), /where nothing is yet/);
  assert.equal((await tab.run("import os\nos.path.exists('/tmp/none.db')")).value, "False");
});

test("a store larger than a page can show is cut, and says so", async () => {
  const tab = await openTab();
  await tab.run(`import mlflow
from mlflow.entities import Metric, Param
client = mlflow.MlflowClient()
for number in range(52):
    run = client.create_run("0", run_name=f"run {number}")
    client.log_batch(run.info.run_id, params=[Param(f"p{n}", "x" * 400) for n in range(41)])
client.log_batch(run.info.run_id, [Metric("loss", float("nan") if step == 1 else step, 0, step) for step in range(500)])`);
  const { runs, says, faults } = look(tab);
  assert.deepEqual(faults, []);
  assert.ok(runs.length > 0 && runs.length <= 50, `${runs.length} runs`);
  assert.match(says.join(" "), /Only 50 runs are shown\./);
  assert.match(says.join(" "), /more than a page can show/);
  const [newest] = runs;
  assert.equal(newest?.name, "run 51");
  assert.equal(newest?.params.length, 40);
  assert.deepEqual(newest?.metrics[0]?.points[1], [1, "nan"]);
});
