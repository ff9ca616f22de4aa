// The layers over MLflow under Node: what learners' code gives there, and each condition with what happens without it.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { manifest, openTab } from "./tab.ts";

const smoke = (name: string) => fs.readFileSync(new URL(`../../web/python/smoke_${name}.py`, import.meta.url), "utf8");
const science = await openTab();
await science.run("import mlflow.sklearn"); // unpacks the layer

for (const name of ["science", "plot"])
  test(`${name}: fitted, signed, logged, registered, loaded, evaluated and read back, from its own layers alone`, async () => {
    const { run, unpacked } = await openTab();
    const { error, stdout } = await run(smoke(name));
    assert.equal(error, undefined);
    assert.match(stdout, /smoke ok, \w+ \d/);
    assert.deepEqual(unpacked, ["science", "plot"]); // of scikit-learn, too, autologging draws
  });

test("code is given what it names and what that builds on, in order, and nothing else", async () => {
  const { tab } = await openTab();
  const needed = (code: string) => tab.layers.needed(code).toJs();
  assert.deepEqual(needed("import mlflow\nmlflow.log_metric('a', 1)\nmlflow.search_runs()"), []);
  assert.deepEqual(needed("from mlflow.models import infer_signature"), ["science"]);
  assert.deepEqual(needed("import mlflow\nmlflow.sklearn.log_model(1)"), ["science"]);
  assert.deepEqual(needed("import matplotlib.pyplot as plt"), ["science", "plot"]);
  assert.deepEqual(needed("from scipy import signal"), ["science", "rest"]);
  assert.deepEqual(needed("def ===\nimport numpy"), []);
});

test("what few programs import comes by its exact name, also in the middle of an import", async () => {
  const { run, unpacked } = await openTab();
  const named = await run("from scipy import signal\nfloat(signal.get_window('boxcar', 3)[1])");
  assert.equal(named.value, "1.0");
  assert.deepEqual(unpacked, ["science", "rest"]);
  assert.ok((manifest().layers.rest?.length ?? 0) > 500);
});

test("a scikit-learn that is not imported costs nothing: scipy.stats waits for who uses it", async () => {
  const asked = `import sys, mlflow.sklearn, skops.io
from sklearn.linear_model import LogisticRegression
sorted({"scipy.stats", "scipy.spatial", "sklearn.gaussian_process", "sklearn.manifold._t_sne"} & set(sys.modules))`;
  const { run } = await openTab();
  assert.equal((await run(asked)).value, "['sklearn.manifold._t_sne']");
  const ranks =
    "import numpy as np\nfrom sklearn.metrics import roc_auc_score\nfloat(roc_auc_score([0, 1, 1], [0.1, 0.4, 0.35]))";
  assert.equal((await run(ranks)).value, "1.0");
});

test("skops trusts the types that it would have computed", async () => {
  const names = science.names();
  const said = await names(`import skops.io._trusted_types as t
from sklearn.utils import all_estimators
from skops.io._utils import get_type_name
computed = [name for _, c in all_estimators() if (name := get_type_name(c)).startswith("sklearn.")]
computed == t.SKLEARN_ESTIMATOR_TYPE_NAMES, len(computed) > 150`);
  assert.equal(said.value ?? said.error, "(True, True)");
});

// Each condition: a program, what it gives, and what it gives once the condition is taken away.

const EVALUATE = (rows: number): string => `import mlflow
from mlflow.genai.scorers import scorer
@scorer
def short(outputs): return len(outputs) < 3
rows = [{"inputs": {"word": "a" * (n % 5)}} for n in range(${rows})]
result = mlflow.genai.evaluate(data=rows, predict_fn=lambda word: word, scorers=[short])
float(result.metrics["short/mean"]), len(result.result_df)`;

test("genai.evaluate: more rows than MLflow has threads", async () => {
  const { run } = await openTab();
  assert.equal((await run(EVALUATE(300))).value, "(0.6, 300)");
  const without = await openTab();
  await without.run("import mlflow.genai.evaluation.harness");
  // A semaphore that would wait for ever says so.
  without.do(`
import os, threading
del os.environ["MLFLOW_GENAI_EVAL_MAX_WORKERS"]
acquire = threading.Semaphore.acquire
def loud(self, blocking=True, timeout=None):
    if not acquire(self, False):
        raise RuntimeError("would wait for ever")
    return True
threading.Semaphore.acquire = loud
`);
  const { value, error, stderr } = await without.run(EVALUATE(300));
  assert.ok(value === undefined || /would wait for ever/.test(stderr), `${value}`);
  assert.match(`${error}${stderr}`, /would wait for ever/);
});

test("genai.evaluate: nothing sleeps between rows", async () => {
  const slept = `import time
import mlflow.genai.evaluation.rate_limiter as limits
naps = []
acquire = limits.RPSRateLimiter.acquire
def counted(self):
    self._sleep = lambda seconds: naps.append(seconds) or time.sleep(seconds)
    acquire(self)
limits.RPSRateLimiter.acquire = counted
${EVALUATE(15)}
len(naps)`;
  const { run } = await openTab();
  assert.equal((await run(slept)).value, "0");
  const without = await openTab();
  without.do("import os; del os.environ['MLFLOW_GENAI_EVAL_PREDICT_RATE_LIMIT']");
  assert.ok(Number((await without.run(slept)).value) > 0);
});

test("genai.evaluate: its threads run inside start", async () => {
  const { run, do: also } = await openTab();
  assert.equal((await run(EVALUATE(3))).value, "(1.0, 3)");
  also("import champion_tab; champion_tab.INLINE = ('mlflow.tracking.',)");
  assert.match((await run(EVALUATE(3))).error ?? "", /can't start new thread/);
});

test("time zones are pytz's", async () => {
  const zone = "import pandas as pd\nstr(pd.Timestamp('2026-07-01', tz='UTC').tz_convert('Europe/Berlin'))";
  const { run } = await openTab();
  assert.equal((await run(zone)).value, "'2026-07-01 02:00:00+02:00'");
  const without = await openTab();
  without.do("import os, zoneinfo; os.environ.pop('PYTHONTZPATH'); zoneinfo.reset_tzpath(to=[])");
  assert.match((await without.run(zone)).error ?? "", /ZoneInfoNotFoundError/);
});

test("matplotlib draws into files", async () => {
  const draw = "import matplotlib.pyplot as plt\nplt.figure().savefig('x.png')\nplt.show()";
  const { run } = await openTab();
  assert.equal((await run(draw)).error, undefined);
  assert.equal((await run("plt.get_backend()")).value, "'agg'");
  const without = await openTab();
  without.do("import os; del os.environ['MPLBACKEND']");
  assert.match((await without.run(draw)).error ?? "", /web_backend/);
});

for (const [part, code] of Object.entries({
  "datasets from pandas":
    "import pandas as pd\nimport mlflow\ntype(mlflow.data.from_pandas(pd.DataFrame({'a': [1.0]}))).__name__",
  "mlflow.models' own names":
    "from mlflow.models import infer_signature\nimport pandas as pd\ninfer_signature(pd.DataFrame({'a': [1.0]})).inputs.input_names()",
  "evaluation of a DataFrame": `import mlflow, pandas as pd
from mlflow.genai.scorers import scorer
@scorer
def yes(outputs): return True
mlflow.genai.evaluate(data=pd.DataFrame({"inputs": [{"a": 1}], "outputs": ["b"]}), scorers=[yes]).metrics["yes/mean"]`,
}))
  test(`MLflow takes notice of numpy and pandas: ${part}`, async () => {
    const { run } = await openTab();
    const with_ = await run(code);
    assert.equal(with_.error, undefined);
    assert.ok(with_.value);
    const without = await openTab();
    without.do("import champion_tab; champion_tab.repair = lambda: None");
    assert.ok((await without.run(code)).error, `${part} needs no repair`);
  });

test("a warm spare remembers nothing of what it did ahead", async () => {
  const state = `import mlflow, os, tempfile
from mlflow.tracking import fluent
from mlflow.tracking._tracking_service import utils
(mlflow.last_active_run(), mlflow.last_logged_model(), mlflow.active_run(), mlflow.get_active_model_id(),
 utils._tracking_uri, os.environ["MLFLOW_TRACKING_URI"], mlflow.get_tracking_uri(), fluent._active_experiment_id,
 len(mlflow.search_experiments()), len(mlflow.search_runs(output_format="list")), len(mlflow.search_registered_models()),
 len(mlflow.search_logged_models(output_format="list")), mlflow.get_last_active_trace_id(), os.getcwd())`;
  const cold = await openTab();
  const warm = await openTab();
  warm.do("import champion_tab; champion_tab.warm_up(['science', 'plot'])");
  assert.deepEqual(warm.unpacked, ["science", "plot"]);
  assert.equal((await warm.run("import sys\n'matplotlib.pyplot' in sys.modules")).value, "True");
  const said = await warm.run(state);
  assert.equal(said.error, undefined);
  assert.equal(said.value, (await cold.run(state)).value);
});

test("what a run draws: its table, and each figure once, and again when it has changed", async () => {
  const { names } = await openTab();
  const run = names();
  const drawn = async (code: string): Promise<string[][]> => {
    const { error, drawn } = await run(code);
    assert.equal(error, undefined);
    return drawn === undefined ? [] : JSON.parse(drawn);
  };
  assert.deepEqual(await drawn("1 + 1"), []);
  const [table] = await drawn("import pandas as pd\npd.DataFrame({'alpha': [1, 2], 'rmse': [0.5, 0.25]})");
  assert.equal(table?.[0], "html");
  assert.match(table?.[1] ?? "", /<td>0\.25<\/td>/);
  assert.equal(table?.[2], "DataFrame, 2 rows and 2 columns");
  assert.deepEqual(await drawn("pd.DataFrame"), []);
  const plot = `import matplotlib.pyplot as plt
figure, axes = plt.subplots()
axes.plot([3, 2, 1])
axes.set(title="Loss", xlabel="epoch", ylabel="loss")
figure.savefig("loss.png")
plt.show()`;
  const [picture, ...more] = await drawn(plot);
  assert.deepEqual([picture?.[0], picture?.[2], more], ["png", "Loss: loss over epoch", []]);
  assert.match(picture?.[1] ?? "", /^iVBORw0KGgo/);
  assert.deepEqual(await drawn("1"), []);
  assert.equal((await drawn("axes.plot([1, 2, 3]); None")).length, 1);
  assert.equal((await drawn("plt.close(figure)\nfigure")).length, 1); // the last value: asked for
  assert.deepEqual(await drawn("plt.figure(); None"), []); // nothing is in it yet
  assert.equal((await drawn("plt.gca().plot([1]); None")).length, 1);
});

test("more than a page can hold is not drawn, and that is said", async () => {
  const { drawn, stderr, value } = await science.run(`class Wide:
    def _repr_html_(self): return "x" * 3_000_000
    def __repr__(self): return "wide"
Wide()`);
  assert.deepEqual([drawn, value], [undefined, "wide"]);
  assert.match(stderr, /1 not shown: more than the page can hold/);
});
