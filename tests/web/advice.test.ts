// What the tab's Python says of an error beyond its trace: once, by Python itself or by web/python/champion_advice.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openTab } from "./tab.ts";

const tab = await openTab();
const error = async (code: string): Promise<string> => (await tab.names()(code)).error ?? "";
await tab.run("import mlflow.sklearn, sklearn.metrics");

test("Python's own suggestion stands alone", async () => {
  for (const [code, meant] of [
    ["mlflow.log_metrics_", "'log_metrics'"],
    ["mlflow.skleran.log_model", "'sklearn'"],
    ["mlflow.log_metric('a', 1, steps=2)", "'step'"],
    ["from mlflow import MlflowCleint", "'MlflowClient'"],
  ] as const) {
    const said = await error(`import mlflow\n${code}`);
    assert.equal(said.split("Did you mean").length, 2, said);
    assert.ok(said.includes(meant) && said.endsWith("?\n"), said);
  }
});

test("what Python does not see, or guesses wrong, is said after the trace", async () => {
  for (const [code, sentence] of [
    ["mlflow.get_metric_history('r', 'm')", "`get_metric_history` is a method of the client"],
    ["mlflow.MlflowClient().start_run()", "`start_run` is a function of the module"],
    ["mlflow.start_run().run_id", "`run_id` is one level down: `.info.run_id`."],
    ["mlflow.sklearn.log_model(1, namex='m')", "Did you mean `name`?"],
    ["mlflow.log_metric('a', 1, epoch=2)", "`log_metric` takes `key`, `value`, `step`, "],
    ["log_metric('a', 1)", "Did you mean `mlflow.log_metric`?"],
    ["mean_squared_error([1], [2])", "Is an import missing? `from sklearn.metrics import mean_squared_error`"],
    ["pd.DataFrame()", "Is an import missing? `import pandas as pd`"],
    ["from mlflow.modelz import infer_signature", "Did you mean `mlflow.models`?"],
  ] as const) {
    const said = await error(`import mlflow\n${code}\n`);
    assert.ok(said.split("\n\n").at(-1)?.startsWith(sentence), said);
    assert.match(said, /line 2, in <module>/);
  }
});

test("an error that explains itself stays as it is, and so does one of the learner's own", async () => {
  assert.match(await error("1 / 0"), /ZeroDivisionError: division by zero\n$/);
  assert.match(await error("class Lost(NameError): pass\nraise Lost('accuracyx', name='pd')"), /Lost: accuracyx\n$/);
});

test("a program that is checked gets the same words", async () => {
  const alone = await openTab();
  const check = "def check(store, names, output):\n    pass\n";
  const { says, error } = JSON.parse(await alone.tab.check("import mlflow\nlog_metric('a', 1)", check));
  assert.equal(says, "Your program stopped: NameError: name 'log_metric' is not defined");
  assert.match(error, /line 2, in <module>[\s\S]*\n\nDid you mean `mlflow\.log_metric`\?\n$/);
});
