// A Python that is kept, and what goes on from it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openTab } from "./tab.ts";

const kept = await (await openTab({}, { keeps: true })).keep(["science"]);
const revived = () => openTab({}, { memory: kept });

const MODEL = `
import mlflow, pandas
from sklearn.linear_model import LogisticRegression
X = pandas.DataFrame({"x": [0.0, 1.0]})
model = LogisticRegression().fit(X, [0, 1])
with mlflow.start_run() as run:
    info = mlflow.sklearn.log_model(model, name="m", input_example=X, registered_model_name="m")
print(mlflow.pyfunc.load_model("models:/m/1").predict(X).tolist(), info.signature.inputs)
found = mlflow.search_runs(output_format="list")
len(found), [one.name for one in mlflow.search_experiments()], len(mlflow.search_logged_models(output_format="list"))`;

test("it fits, logs, registers and loads a model in an empty store, without unpacking anything", async () => {
  const { run, unpacked } = await revived();
  const { value, stdout, error } = await run(MODEL);
  assert.equal(error, undefined);
  assert.deepEqual([stdout, value], ["[0, 1] ['x': double (required)]\n", "(1, ['Default'], 1)"]);
  assert.deepEqual(unpacked, []);
});

test("what was not imported when it was kept is found, libraries too, and later layers come", async () => {
  const { run, unpacked } = await revived();
  const { value, error } = await run(`
import sys
before = [name in sys.modules for name in ("scipy.stats._stats", "sqlite3")]
from scipy.stats import spearmanr
import sklearn, sklearn.datasets, importlib.metadata
frame = sklearn.datasets.load_wine(as_frame=True).frame
before, float(spearmanr([1, 2, 3], [1, 4, 9]).statistic), frame.shape, importlib.metadata.version("scikit-learn") == sklearn.__version__`);
  assert.equal(error, undefined);
  assert.equal(value, "([False, True], 1.0, (178, 14), True)");
  assert.deepEqual(unpacked, []);
  assert.equal((await run("import scipy.signal, matplotlib\nmatplotlib.get_backend()")).value, "'agg'");
  assert.deepEqual(unpacked, ["plot", "rest"]);
});

test("no file is open in it but Python's own: one that closes later would complain in a learner's output", async () => {
  const { run } = await revived();
  const { value, error } = await run(`
import gc, io
gc.unfreeze()
files = [one for one in gc.get_objects() if issubclass(type(one), io.IOBase) and not one.closed]
sorted({str(getattr(one, "name", "")) for one in files if not isinstance(one, (io.StringIO, io.BytesIO))})`);
  assert.equal(error, undefined);
  assert.equal(value, "['<stderr>', '<stdin>', '<stdout>']");
});

test("one without layers is half as large; a layer comes into it", async () => {
  const core = await (await openTab({}, { keeps: true })).keep([]);
  assert.ok(core.length < kept.length / 2, `${core.length} of ${kept.length} bytes`);
  const { run, unpacked } = await openTab({}, { memory: core });
  assert.equal((await run("import mlflow\nlen(mlflow.search_experiments())")).value, "1");
  assert.equal((await run(MODEL)).error, undefined);
  assert.deepEqual(unpacked, ["science"]);
});

test("two of them differ in their chances and IDs", async () => {
  const draw = `
import mlflow, numpy, os, random, time, uuid
with mlflow.start_run() as run, mlflow.start_span("x") as span: pass
draws = [run.info.run_name, span.trace_id, random.random(), numpy.random.rand(), run.info.run_id, uuid.uuid4()]
print(*draws, sep="\\n")
time.time_ns() < time.time_ns(), os.getcwd()`;
  const alike = async (asleep: boolean) => {
    const ends = [];
    for (let round = 0; round < 2; round++) ends.push(await (await openTab({}, { memory: kept, asleep })).run(draw));
    const [one, other] = ends;
    assert.deepEqual([one?.error, other?.error], [undefined, undefined]);
    const lines = other?.stdout.trim().split("\n");
    return {
      same: one?.stdout
        .trim()
        .split("\n")
        .map((line, at) => line === lines?.[at]),
      value: one?.value,
    };
  };
  const no = [false, false];
  assert.deepEqual(await alike(false), { same: [...no, ...no, ...no], value: "(True, '/home/pyodide')" });
  assert.deepEqual((await alike(true)).same, [true, true, true, true, ...no], "the control");
});

test("a file of it can be changed, and read from its middle", async () => {
  const { run } = await revived();
  const { value, error } = await run(`
import mlflow.version
place = mlflow.version.__file__
with open(place, "r+b") as file:
    file.seek(2)
    middle = file.read(2)
    file.seek(0)
    file.write(b"ab")
with open(place, "rb") as file: again = file.read()
again[:4] == b"ab" + middle, len(again) > 100`);
  assert.equal(error, undefined);
  assert.equal(value, "(True, True)");
});

test("one that is cut short, or of which a part is missing, is refused", async () => {
  await assert.rejects(openTab({}, { memory: kept.slice(0, -1) }), /not whole/);
  await assert.rejects(openTab({}, { memory: kept.slice(0, 1000) }));
  const other = kept.slice();
  other.fill(0, 4, 20);
  await assert.rejects(openTab({}, { memory: other }));
});
