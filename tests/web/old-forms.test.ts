import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { type OldForm, oldForms } from "../../web/src/live-code/old-forms.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** How code writes a form by this name, if it does. */
function written(code: string, ...names: string[]): string | undefined {
  return oldForms(code, [{ id: "one", title: "One", names, now: "another" }])[0]?.written;
}

test("a function of a module, by its whole name", () => {
  assert.equal(written("with mlflow.start_trace('x'):", "mlflow.start_trace"), "mlflow.start_trace");
  for (const code of ["mlflow.start_traces()", "my.mlflow.start_trace()", "start_trace()", "mlflow.x.start_trace()"])
    assert.equal(written(code, "mlflow.start_trace"), undefined, code);
});

test("a method, of whatever object", () => {
  assert.equal(written("a = client.list_experiments()", ".list_experiments"), "client.list_experiments");
  assert.equal(written("MlflowClient().list_experiments()", ".list_experiments"), ".list_experiments");
  assert.equal(written("client \\\n  .list_experiments()", ".list_experiments"), ".list_experiments");
  assert.equal(written("list_experiments = 1", ".list_experiments"), undefined);
});

test("an argument, of that call only", () => {
  const name = "log_model(artifact_path)";
  assert.equal(written('mlflow.sklearn.log_model(m, artifact_path="model")', name), "log_model(artifact_path=…)");
  assert.equal(written("log_model(\n  f(a, [1]),\n  artifact_path = x)", name), "log_model(artifact_path=…)");
  for (const code of [
    'log_artifacts("d", artifact_path="x")',
    'log_model(m, name=f(artifact_path="x"))',
    "log_model(m, artifact_path == x)",
    'log_model(m)\nlog_artifact("f", artifact_path="x")',
    "log_model(m, name=artifact_path)",
  ])
    assert.equal(written(code, name), undefined, code);
});

test("an address, in a text of any kind", () => {
  const name = "models:/*/Production";
  assert.equal(written('load_model("models:/churn/Production")', name), "models:/churn/Production");
  assert.equal(written("load_model(f'models:/{name}/Production')", name), "models:/{name}/Production");
  assert.equal(written('load_model("models:/churn@champion")', name), undefined);
  assert.equal(written('load_model("models:/churn/Production/x")', name), undefined);
});

test("a name in a comment or a text is none", () => {
  for (const code of [
    "x = 1  # mlflow.start_trace",
    '"mlflow.start_trace"',
    "r'''\nmlflow.start_trace\n'''",
    'f"""mlflow.start_trace \\""" mlflow.start_trace"""',
    '"never closed mlflow.start_trace',
  ])
    assert.equal(written(code, "mlflow.start_trace"), undefined, code);
  assert.ok(written('"never closed\nmlflow.start_trace()', "mlflow.start_trace"));
  assert.ok(written("x = '#'; mlflow.start_trace()", "mlflow.start_trace"));
});

test("each form of the site is found in its old code, by each of its names, and not in its new one", () => {
  const python = process.env.PYTHON ?? path.join(ROOT, ".venv/bin/python");
  const source = "import json; from tools.facts import forms; print(json.dumps(forms()))";
  const said = execFileSync(python, ["-c", source], { cwd: ROOT, encoding: "utf8" });
  const forms = (JSON.parse(said) as (OldForm & { old: string; new: string })[]).filter(({ names }) => names);
  assert.ok(forms.length > 0, "no form has names");
  for (const form of forms) {
    for (const name of form.names) assert.ok(written(form.old, name), `${form.id}: ${name}`);
    assert.deepEqual(oldForms(form.new, forms), [], form.id);
  }
});
