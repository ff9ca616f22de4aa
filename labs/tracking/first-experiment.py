# ---
# jupyter:
#   champion:
#     title: "First experiment: by hand, then autolog"
#     objectives: [mla-1.12, mlp-1.16]
#     builds: "A ridge regression for a clinic, logged twice: once by hand, once by autolog."
#     result: "What the store holds of the run logged by hand and of the one that autolog wrote."
#     minutes: 35
#     tab: full
#     uses: [SQLite store]
#   jupytext:
#     notebook_metadata_filter: champion
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # First experiment: by hand, then autolog
#
# A clinic wants to know how far a patient's diabetes will have progressed in a year. You fit a ridge
# regression to scikit-learn's diabetes data twice. The first time you write every log call yourself.
# The second time autolog writes them. At the end a table, read from the store, shows what each way
# kept and what it missed.
#
# You learn to
#
# - open a run with a name and tags, and come back to it later;
# - log a curve as one metric with steps;
# - log a figure and a JSON file as artifacts;
# - repair a training loop that logs into the wrong place;
# - get test metrics from autolog without a single `log_metric`.
#
# There are five tasks. Your copy of the notebook has the line `# Your code here` where a task wants
# code. The cell after each task checks what your code left in the store, and says in one sentence
# what is missing. If you run the set-up again, run everything below it again.
#
# On its page in the browser it needs nothing more. In a Jupyter of your own you need MLflow 3, scikit-learn 1.4 or
# newer (for `root_mean_squared_error`) and Matplotlib:
#
# ```console
# pip install mlflow scikit-learn matplotlib jupyter
# ```

# %% [markdown]
# ## Set-up
#
# The next cell gives you a fresh folder with an empty SQLite store. If you have set
# `MLFLOW_TRACKING_URI`, the lab writes there instead; on a server that you share, set
# `MLFLOW_EXPERIMENT_NAME` too, to a name of your own.
#
# On Databricks import the `.ipynb` into your workspace. Without `MLFLOW_TRACKING_URI` the lab keeps to its own
# store there too; set it to `databricks` to write to the workspace, where an experiment's name is a path, such as
# `/Users/you@example.com/first-experiment`. (This lab was not tried on Databricks.)
#
# Two helpers read the store for the checks: `newest(name)` finds your latest run of that name,
# `files(run)` lists its artifacts.

# %%
import os
import tempfile
import time

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
os.environ.setdefault("MLFLOW_LOGGING_LEVEL", "ERROR")  # hides MLflow's notices, not its errors

import matplotlib.pyplot as plt
import mlflow
import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge, SGDRegressor
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import train_test_split

if not os.environ.get("MLFLOW_TRACKING_URI"):
    os.chdir(tempfile.mkdtemp(prefix="first-experiment-"))
    mlflow.set_tracking_uri("sqlite:///mlflow.db")

experiment = mlflow.set_experiment(os.environ.get("MLFLOW_EXPERIMENT_NAME", "first-experiment"))
client = mlflow.MlflowClient()
begun = int(time.time() * 1000)  # runs from before this moment belong to an earlier session


def my_runs(condition=""):
    """Runs that you started since the set-up, oldest first, optionally only those that meet a condition."""
    condition = f"start_time >= {begun}" + (f" and {condition}" if condition else "")
    return list(client.search_runs([experiment.experiment_id], condition, order_by=["start_time ASC"]))


def newest(name):
    """Your newest run of that name, as the store has it now."""
    assert mlflow.active_run() is None, (
        "A run is still open, because start_run stands without with or a log call stands outside the block: "
        "call mlflow.end_run() once, then put every log call inside a with block."
    )
    found = my_runs(f"run_name = '{name}'")
    assert found, f"The store has no run named {name} yet: give start_run that run_name."
    return found[-1]


def files(run, folder=None):
    """Paths of all artifacts of a run, those in folders too."""
    entries = client.list_artifacts(run.info.run_id, folder)
    return [path for entry in entries for path in (files(run, entry.path) if entry.is_dir else [entry.path])]


# %% [markdown]
# ## The data
#
# 442 patients, ten measurements each, and a number that says how far the disease had progressed one
# year later. 100 patients are kept for choosing the model (`X_val`) and 100 for the last word
# (`X_test`). All splits and fits share one seed, so that you can get the same numbers again.

# %%
SEED = 42
X, y = load_diabetes(return_X_y=True, as_frame=True)
X_rest, X_test, y_rest, y_test = train_test_split(X, y, test_size=100, random_state=SEED)
X_train, X_val, y_train, y_val = train_test_split(X_rest, y_rest, test_size=100, random_state=SEED)

guess = np.full(len(y_val), y_train.mean())
print(f"{len(X_train)} patients to train, {len(X_val)} to validate, {len(X_test)} to test")
print(f"validation error of always guessing the mean: {root_mean_squared_error(y_val, guess):.1f}")

# %% [markdown]
# ## Task 1: open a run
#
# A run is one record in the store: one attempt, with everything you log about it.
# `with mlflow.start_run(...) as run:` opens it and closes it at the end of the block, also when the
# code in between fails. `run_name` is what people see in a list of runs, and `tags`, a dictionary of
# texts, is what they search by: whose run it is, on which data. A *param* is different: it says how
# this attempt was made.
#
# **Open a run named `ridge-by-hand`. Give it the tags `team` = `clinic` and `dataset` = `diabetes`
# in the call of `start_run`. Inside the block, log the param `model` with the value `Ridge`.**
# No run may be open afterwards.

# %% tags=["task:open-run"]
# BEGIN SOLUTION
with mlflow.start_run(run_name="ridge-by-hand", tags={"team": "clinic", "dataset": "diabetes"}):
    mlflow.log_param("model", "Ridge")
# END SOLUTION

# %% tags=["check:open-run"]
run = newest("ridge-by-hand")
for key, value in {"team": "clinic", "dataset": "diabetes"}.items():
    assert run.data.tags.get(key) == value, (
        f"The run has no tag {key} with the value {value}: hand both tags to start_run as the dictionary tags=."
    )
assert run.data.params.get("model") == "Ridge", (
    "The run has no param model with the value Ridge: log it with log_param inside the block."
)
assert not my_runs("status = 'RUNNING'"), (
    "The store still counts a run as RUNNING: end it with client.set_terminated(run_id), or open it in a with block."
)
print("Right: one closed run with its name, two tags and a param.")

# %% [markdown]
# ## Task 2: a curve is one metric
#
# How strongly ridge regression shrinks its weights is set by `alpha`. The next cell tries 20 values and keeps
# the validation error of each in the list `curve`. Nothing is logged yet.

# %%
alphas = np.logspace(-3, 2, 20)
curve = []
for alpha in alphas:
    candidate = Ridge(alpha=alpha, random_state=SEED).fit(X_train, y_train)
    curve.append(root_mean_squared_error(y_val, candidate.predict(X_val)))
best_alpha = float(alphas[np.argmin(curve)])
by_hand = newest("ridge-by-hand").info.run_id
print(f"smallest validation error {min(curve):.1f}, at alpha {best_alpha:.3f}")

# %% [markdown]
# A metric is a number with a history. Each `log_metric(name, value, step=...)` adds a point. Its `step` is a
# plain integer, the point's place on the x axis (of a NumPy integer take `int(...)`). So a curve is *one* metric
# with many steps. Twenty metrics with a number in their names could not be drawn as a line.
#
# The block of task 1 has closed the run, but not for ever: `mlflow.start_run(run_id=...)` opens it
# again, and what you log is added to what is there.
#
# **Open the run whose id is in `by_hand` again. Log the 20 values of `curve` as the metric `val_rmse`,
# the first at step 0 and the last at step 19. In the same block log `best_alpha` as the param `alpha`.**
#
# Points stay: MLflow has no call that takes one back. If wrong ones are in, run the cells from task 1
# on again, which gives you a fresh run.

# %% tags=["task:curve"]
# BEGIN SOLUTION
with mlflow.start_run(run_id=by_hand):
    for position, value in enumerate(curve):
        mlflow.log_metric("val_rmse", value, step=position)
    mlflow.log_param("alpha", best_alpha)
# END SOLUTION

# %% tags=["check:curve"]
run = newest("ridge-by-hand")
points = client.get_metric_history(run.info.run_id, "val_rmse")
steps = {point.step for point in points}
numbered = [name for name in run.data.metrics if name.startswith("val_rmse") and name != "val_rmse"]
assert not numbered, (
    f"{len(numbered)} metrics have a name that goes on after val_rmse: "
    "keep the name the same in each call and pass the position as step="
)
assert points, (
    "The run ridge-by-hand has no metric val_rmse: "
    "open it with start_run(run_id=by_hand) and call log_metric for each value of curve."
)
assert steps != {0}, "All points are at step 0: pass the position as step=, on a fresh run from task 1."
assert steps == set(range(len(curve))), (
    f"The steps are not the whole numbers 0 to {len(curve) - 1}: "
    "count the values with enumerate(curve), on a fresh run from task 1."
)
assert all(np.isclose(point.value, curve[point.step]) for point in points), (
    "The steps are right but a value is not that of curve at its step: "
    "log curve[0] at step 0, and so on, on a fresh run from task 1."
)
assert run.data.params.get("alpha") == str(best_alpha), (
    "The run has no param alpha with the value of best_alpha: log it once, outside the loop."
)
print(f"Right: one metric with {len(steps)} steps, and the alpha that won.")

# %% [markdown]
# ## Task 3: files belong to the run
#
# Now the model that won meets the patients whom it has never seen. The cell below logs its test error to
# your run and draws the residuals, that is, what it got wrong, over what it predicted.

# %%
ridge = Ridge(alpha=best_alpha, random_state=SEED).fit(X_train, y_train)
y_pred = ridge.predict(X_test)
with mlflow.start_run(run_id=by_hand):
    mlflow.log_metric("test_rmse", root_mean_squared_error(y_test, y_pred))

figure, axes = plt.subplots(figsize=(5, 3), dpi=80, layout="constrained")
axes.scatter(y_pred, y_test - y_pred, s=12)
axes.axhline(0, color="black", linewidth=1)
axes.set(xlabel="predicted progression", ylabel="measured - predicted", title="Residuals, test patients")
plt.close(figure)  # pyplot forgets the figure here; the variable keeps it

# %% [markdown]
# Params, metrics and tags are short, and you can search by them. Everything bigger is a file, an *artifact*.
# You need not write the file yourself: `mlflow.log_figure(figure, "name.png")` takes the figure object,
# `mlflow.log_dict(dictionary, "name.json")` takes a dictionary, and the ending of the name decides the format.
#
# Nobody can draw this figure again without knowing how the data was split, so keep that recipe beside it.
#
# **Open the run `by_hand` again and log the figure as `residuals.png`. Log a file `split.json` that holds
# the seed as `seed` and the numbers of patients as `train`, `validation` and `test`, all four as whole numbers.**

# %% tags=["task:artifacts"]
# BEGIN SOLUTION
with mlflow.start_run(run_id=by_hand):
    mlflow.log_figure(figure, "residuals.png")
    mlflow.log_dict(
        {"seed": SEED, "train": len(X_train), "validation": len(X_val), "test": len(X_test)},
        "split.json",
    )
# END SOLUTION

# %% tags=["check:artifacts"]
run = newest("ridge-by-hand")
for name, call in {"residuals.png": "log_figure", "split.json": "log_dict"}.items():
    assert name in files(run), f"The run has no artifact {name}: hand it to mlflow.{call} while the run is open."
darkest, lightest = mlflow.artifacts.load_image(f"runs:/{by_hand}/residuals.png").convert("L").getextrema()
assert darkest < lightest, (
    "The picture residuals.png is blank: pyplot has let go of the figure, so log the one in the variable figure."
)
try:
    split = mlflow.artifacts.load_dict(f"runs:/{by_hand}/split.json")
except mlflow.MlflowException:
    raise AssertionError("The file split.json is not JSON: hand the dictionary itself to log_dict.") from None
expected = {"seed": SEED, "train": len(X_train), "validation": len(X_val), "test": len(X_test)}
missing = [key for key, number in expected.items() if key not in split or split[key] != number]
assert not missing, f"In split.json {', '.join(missing)} is missing or not the right whole number."
print("Right: the picture, and the split that it was made from.")

# %% [markdown]
# Here is the picture again, as the store gives it back.

# %% alt="The residuals of the test rows as points over the predicted values, around a line at zero."
mlflow.artifacts.load_image(f"runs:/{by_hand}/residuals.png")

# %% [markdown]
# ## Task 4: repair a loop
#
# A colleague trains another model epoch by epoch and wants to see the error fall. The loop below is
# theirs. It stops in its second epoch.

# %%
EPOCHS = 10

try:
    with mlflow.start_run(run_name="epochs-broken"):
        sgd = SGDRegressor(learning_rate="constant", eta0=0.1, random_state=SEED)
        for epoch in range(EPOCHS):
            sgd.partial_fit(X_train, y_train)
            rmse = root_mean_squared_error(y_val, sgd.predict(X_val))
            print(f"epoch {epoch}: {rmse:.1f}")
            mlflow.log_param("val_rmse", rmse)
except mlflow.MlflowException as problem:
    print(str(problem).partition(".")[0])

print("The run is", newest("epochs-broken").info.status)

# %% [markdown]
# A param is one text for the whole run. Logging the same text again is fine, another one is refused, and
# because the exception left the `with` block, the run is marked as FAILED. What changes while the
# model trains is a metric. What you chose before is a param.
#
# **Write the loop again in a run named `epochs`, so that it comes to its end: the error of each epoch goes
# to the metric `val_rmse` with the epoch (0 to 9) as its step, and the number of epochs to the param `epochs`.**

# %% tags=["task:repair"]
# BEGIN SOLUTION
with mlflow.start_run(run_name="epochs"):
    mlflow.log_param("epochs", EPOCHS)
    sgd = SGDRegressor(learning_rate="constant", eta0=0.1, random_state=SEED)
    for epoch in range(EPOCHS):
        sgd.partial_fit(X_train, y_train)
        rmse = root_mean_squared_error(y_val, sgd.predict(X_val))
        mlflow.log_metric("val_rmse", rmse, step=epoch)
# END SOLUTION

# %% tags=["check:repair"]
run = newest("epochs")
assert run.info.status == "FINISHED", (
    f"The run epochs is {run.info.status}, not FINISHED: "
    "an exception left its block, so read it and run the cell again."
)
assert not any(name.startswith("val_rmse") for name in run.data.params), (
    "The run epochs still keeps the error as a param, which has no history: log it with log_metric."
)
points = client.get_metric_history(run.info.run_id, "val_rmse")
assert points, "The run epochs has no metric val_rmse: call log_metric in each epoch."
assert sorted(point.step for point in points) == list(range(EPOCHS)), (
    f"The metric val_rmse does not have one point at each of the steps 0 to {EPOCHS - 1}: "
    "pass step=epoch in each epoch."
)
errors = {point.step: point.value for point in points}
assert errors[EPOCHS - 1] < errors[0], (
    "The error of the last epoch is not below that of the first: make the model once, before the loop."
)
assert run.data.params.get("epochs") == str(EPOCHS), (
    "The run epochs has no param epochs with the number of epochs: log it once, before the loop."
)
print(f"Right: FINISHED, and the error fell from {errors[0]:.1f} to {errors[EPOCHS - 1]:.1f}.")

# %% [markdown]
# ## Task 5: let autolog write
#
# `mlflow.sklearn.autolog()` puts itself around scikit-learn. From then on `fit` logs all settings of the
# model as params, metrics on the training rows with names that begin with `training_`, a description
# of the training data as a dataset, and the model itself. It uses the open run, or makes one.
#
# Test metrics come from what you do *after* the fit, and they go to the run of that fit. Two ways work:
#
# - `model.score(X_test, y_test)`;
# - a function of `sklearn.metrics` on predictions that you have put into a variable:
#   `y_pred = model.predict(X_test)`, then for example `root_mean_squared_error(y_test, y_pred)`.
#
# Autolog takes the end of the metric's name from your variable, so `X_test` gives `..._X_test`. Hand over
# `X_test.to_numpy()` and it can only write `unknown_dataset`. And a function that was imported before
# `autolog()` was called, as `root_mean_squared_error` was in the set-up, is still the old one: import it again.
#
# **Switch autolog on, open a run named `ridge-autolog` and fit the same model in it: `Ridge` with
# `best_alpha` and `SEED` on `X_train`, `y_train`. Get at least one metric on `X_test` into the run, without
# `log_metric`.** The last line switches autolog off again.

# %% tags=["task:autolog"]
# BEGIN SOLUTION
mlflow.sklearn.autolog()
from sklearn.metrics import root_mean_squared_error

with mlflow.start_run(run_name="ridge-autolog"):
    ridge = Ridge(alpha=best_alpha, random_state=SEED).fit(X_train, y_train)
    ridge.score(X_test, y_test)
    y_pred = ridge.predict(X_test)
    root_mean_squared_error(y_test, y_pred)
# END SOLUTION
mlflow.sklearn.autolog(disable=True)

# %% tags=["check:autolog"]
run = newest("ridge-autolog")
metrics = run.data.metrics
assert any(name.startswith("training_") for name in metrics), (
    "The run has no training_ metrics: call mlflow.sklearn.autolog() before fit, and fit inside the block."
)
assert run.data.params.get("alpha") == str(best_alpha), "It is not the same fit: give Ridge alpha=best_alpha."
on_test = sorted(name for name in metrics if name.endswith("_X_test"))
assert on_test or not any(name.endswith("_unknown_dataset") for name in metrics), (
    "There is a metric after the fit, but autolog could only call its data unknown_dataset: "
    "hand over the variable X_test itself."
)
assert on_test, (
    "No metric of the run ends in _X_test: after the fit call score(X_test, y_test), "
    "or a metric function that you imported after autolog() on predictions kept in a variable."
)
print("Right:", ", ".join(on_test))

# %% [markdown]
# ## What each way kept
#
# The same model, twice. Both columns are counted from the store.


# %% tags=["result"]
def kept(run):
    """How much of each kind the store holds for a run."""
    names = list(run.data.metrics)
    curve_points = client.get_metric_history(run.info.run_id, "val_rmse")
    return {
        "your tags": len({"team", "dataset"} & set(run.data.tags)),
        "params": len(run.data.params),
        "metrics on training rows": len([name for name in names if name.startswith("training_")]),
        "metrics on test rows": len([name for name in names if "test" in name]),
        "steps of the validation curve": len({point.step for point in curve_points}),
        "your artifacts": len({"residuals.png", "split.json"} & set(files(run))),
        "datasets": len(run.inputs.dataset_inputs),
        "models": len(run.outputs.model_outputs),
    }


pd.DataFrame({"by hand": kept(newest("ridge-by-hand")), "autolog": kept(newest("ridge-autolog"))})

# %% [markdown]
# By hand you kept what only you knew: whose run it is, why this `alpha` was chosen, how the data was
# split, what the errors look like. You missed the settings that you never touched, the training
# metrics, the datasets and the model, because nobody wrote those lines.
#
# Autolog forgot none of those, and none of yours can come from it: it sees calls of scikit-learn, not
# reasons. The two add up. In real work, switch autolog on and log by hand what it cannot know, in the same run.

# %% [markdown]
# ## What was stored
#
# These are the runs of this session. The broken one is still there: a failed run is a record too.

# %%
pd.DataFrame(
    [
        {
            "run": run.info.run_name,
            "status": run.info.status,
            "params": len(run.data.params),
            "metrics": len(run.data.metrics),
            "artifacts": len(files(run)),
        }
        for run in my_runs()
    ]
).set_index("run")

# %% [markdown]
# And these are the files. Those of the model lie apart from those of the run: since MLflow 3 a model is a
# record of its own, to which the run only points.

# %%
for name in ["ridge-by-hand", "ridge-autolog"]:
    run = newest(name)
    print(f"{name}:", ", ".join(files(run)))
    for output in run.outputs.model_outputs:
        entries = client.list_logged_model_artifacts(output.model_id)
        print(f"model of {name}:", ", ".join(sorted(entry.path for entry in entries)))

# %% [markdown]
# To see the same records in MLflow's own pages, give them a home that lasts, because the folder of this lab is
# a temporary one. In the notebook's folder set `MLFLOW_TRACKING_URI=sqlite:///lab.db`, start Jupyter and run the
# lab again. Then run `mlflow server --backend-store-uri sqlite:///lab.db` there and open the address that it
# prints. Look for four things: the tags in the list of runs, the line of `val_rmse`, the picture among the
# artifacts, and the model that only one of the two ridge runs has.
#
# ## Go further
#
# Close the gap in the table: open the run `by_hand` once more and log the model yourself with
# `mlflow.sklearn.log_model(ridge, name="ridge", input_example=X_test.head(2))`. Run the table and the list of
# files again. Which count has changed, and which has not?
#
# The count of models has: it is 1 now, as with autolog. The count of artifacts has not, because the model's files lie
# with the model and not with the run.
