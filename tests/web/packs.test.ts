// The small layers, each for a single subject: an import brings them, and they do what lessons ask of them.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { manifest, openTab } from "./tab.ts";

const smoke = (name: string) => fs.readFileSync(new URL(`../../web/python/smoke_${name}.py`, import.meta.url), "utf8");
const ON: Record<string, string[]> = {
  optuna: ["science", "optuna"],
  hyperopt: ["science", "optuna", "hyperopt"],
  openai: ["science", "openai"],
  server: ["science", "server"],
  databricks: ["science", "databricks"],
};

for (const [name, layers] of Object.entries(ON))
  test(`${name}: what lessons do with it`, async () => {
    const { run, unpacked, tab } = await openTab();
    assert.deepEqual(tab.layers.needed(smoke(name)).toJs(), layers);
    const { error, stdout, stderr } = await run(smoke(name));
    assert.equal(error, undefined);
    assert.doesNotMatch(stderr, /can't start new thread/);
    assert.match(stdout, /^smoke ok, /m);
    assert.deepEqual(unpacked, layers);
  });

test("all small layers are tried here, and each is small", () => {
  const { layers, files } = manifest();
  const small = Object.keys(layers).filter((name) => !["science", "plot", "rest"].includes(name));
  assert.deepEqual(small.sort(), Object.keys(ON).sort());
  for (const name of small) assert.ok((files[name]?.bytes ?? 0) < 2_500_000, `${name}: ${files[name]?.bytes} bytes`);
});

test("the Databricks client comes to code that names it, and not to MLflow, which only looks whether it is there", async () => {
  const { run, unpacked } = await openTab();
  const looks = await run(
    "try:\n    exec('import databricks.sdk')\nexcept ModuleNotFoundError as error:\n    print(error)",
  );
  assert.equal(looks.stdout, "No module named 'databricks.sdk'\n");
  assert.deepEqual(unpacked, []);
  assert.equal(
    (await run("from databricks.sdk import WorkspaceClient\nWorkspaceClient.__name__")).value,
    "'WorkspaceClient'",
  );
  assert.deepEqual(unpacked, ["science", "databricks"]);
  const google = "import google.auth\ngoogle.auth.default()";
  assert.match((await run(google)).error ?? "", /can't sign in to Google's cloud: use the lab's notebook/);
});

test("Optuna's trials are in the store at once, without the thread that writes them", async () => {
  const trial = `import mlflow, optuna
from mlflow.optuna.storage import MlflowStorage
storage = MlflowStorage(experiment_id="0")
study = optuna.create_study(study_name="s", storage=storage)
study.optimize(lambda trial: trial.suggest_float("x", 0, 1), n_trials=1)
[run.data.params.keys() >= {"x"} for run in mlflow.search_runs(output_format="list", filter_string="tags.mlflow.parentRunId != ''")]`;
  const { run } = await openTab();
  assert.equal((await run(trial)).value, "[True]");
  const without = await openTab();
  without.do("import champion_tab; champion_tab.FLUSHED = 'nobody'");
  assert.match((await without.run(trial)).error ?? "", /can't start new thread/);
});

test("progress bars, which rewrite their line, are off", async () => {
  const bar = "import optuna, tqdm\nfor _ in tqdm.tqdm(range(3)): pass";
  assert.deepEqual(await (await openTab()).run(bar).then(({ error, stderr }) => [error, stderr]), [undefined, ""]);
  const without = await openTab();
  without.do("import os; del os.environ['TQDM_DISABLE']");
  assert.match((await without.run(bar)).stderr, /3\/3 \[/);
});
