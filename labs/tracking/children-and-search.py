# ---
# jupyter:
#   champion:
#     title: "A hundred runs, one answer"
#     objectives: [mlp-1.15, mla-1.11, mlp-1.16]
#     builds: "Three searches of eight settings each under parent runs, and one query that finds the model to ship."
#     result: "The best and the worst child of each search, as the store tells them."
#     minutes: 40
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
# # A hundred runs, one answer
#
# A wine merchant buys a handheld meter that measures thirteen values of a wine. A model in it shall say from which
# of three cultivars the wine comes. You try three families of models with eight settings each. Such a search soon
# fills an experiment with a hundred runs, so you give it an order from the start: a parent run for each family, a
# child run for each setting. Then you ask the store, and no list of your own, which model to ship.
#
# You learn to
#
# - open child runs inside a parent run;
# - let a child fail and keep the parent;
# - write a filter that finds exactly the runs you mean;
# - get the best child with one call;
# - leave the answer where a reader looks first, on the parent.
#
# There are five tasks. Your copy of the notebook has the line `# Your code here` where a task wants
# code. The cell after each task checks what your code left in the store, and says in one sentence
# what is missing. If you run the set-up again, run everything below it again.
#
# On its page in the browser it needs nothing more. In a Jupyter of your own you need MLflow 3 and scikit-learn:
#
# ```console
# pip install mlflow scikit-learn jupyter
# ```

# %% [markdown]
# ## Set-up
#
# The next cell gives you a fresh folder with an empty SQLite store. If you have set
# `MLFLOW_TRACKING_URI`, the lab writes there instead; on a server that you share, set
# `MLFLOW_EXPERIMENT_NAME` too, to a name of your own.
#
# Three helpers read the store for the checks: `my_runs(condition)` lists your runs, `newest(name)` finds your
# latest run of that name, `children(parent)` lists what hangs below a run.

# %%
import os
import tempfile
import time

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("MLFLOW_LOGGING_LEVEL", "ERROR")  # hides MLflow's notices, not its errors

import mlflow
import pandas as pd
from sklearn.datasets import load_wine
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

if not os.environ.get("MLFLOW_TRACKING_URI"):
    os.chdir(tempfile.mkdtemp(prefix="children-and-search-"))
    mlflow.set_tracking_uri("sqlite:///mlflow.db")

experiment = mlflow.set_experiment(os.environ.get("MLFLOW_EXPERIMENT_NAME", "wine-cultivars"))
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


def children(parent):
    """The runs below a run, oldest first."""
    return my_runs(f"tags.mlflow.parentRunId = '{parent.info.run_id}'")


# %% [markdown]
# ## The data and the models
#
# 178 wines, thirteen measurements each, three cultivars. `make(family, value)` gives you an unfitted model of a
# family with one setting, `f1_of(model)` its F1 score (the mean of three cultivars and of three folds).

# %%
SEED = 7
X, y = load_wine(return_X_y=True, as_frame=True)

SETTINGS = {  # family: the setting that is tuned, and its eight values
    "logistic": ("C", [0.0001, 0.001, 0.003, 0.01, 0.1, 1, 10, 100]),
    "knn": ("n_neighbors", [1, 3, 5, 9, 15, 25, 45, 75]),
    "forest": ("n_estimators", [10, 40, 6, 1, 20, 3, 2, 4]),
}
MODELS = {"logistic": LogisticRegression, "knn": KNeighborsClassifier, "forest": RandomForestClassifier}


def make(family, value):
    """A model of that family with its setting at that value."""
    setting, _ = SETTINGS[family]
    fixed = {"random_state": SEED} if family == "forest" else {}
    return make_pipeline(StandardScaler(), MODELS[family](**{setting: value}, **fixed))


def f1_of(model):
    """How good the model is on wines that it has not seen."""
    return float(cross_val_score(model, X, y, cv=3, scoring="f1_macro").mean())


print(f"{len(X)} wines, {X.shape[1]} measurements, {y.nunique()} cultivars")
print(f"logistic regression as it comes: F1 {f1_of(make('logistic', 1)):.3f}")

# %% [markdown]
# ## Task 1: parents and children
#
# A run that you open inside the block of another one becomes its child if you say so: `start_run(nested=True)`.
# Indentation alone does not do it; without `nested=True` MLflow raises. A child is a whole run: it takes over no
# param, metric or tag of its parent.
#
# **For each of the families `logistic` and `knn` open a parent run named after the family. Inside it open a child run
# for each of the eight values. Log to the child the param `model` with the family, the setting (`C` or
# `n_neighbors`) as a param with its value, and the score as the metric `f1`.** How you name the children is up to you.

# %% tags=["task:nest"]
# BEGIN SOLUTION
for family in ("logistic", "knn"):
    setting, values = SETTINGS[family]
    with mlflow.start_run(run_name=family):
        for value in values:
            with mlflow.start_run(run_name=f"{family}-{value}", nested=True):
                mlflow.log_params({"model": family, setting: value})
                mlflow.log_metric("f1", f1_of(make(family, value)))
# END SOLUTION

# %% tags=["check:nest"]
for family in ("logistic", "knn"):
    setting, values = SETTINGS[family]
    parent = newest(family)
    below = children(parent)
    assert below, (
        f"The run {family} has no children: open the inner runs while its block is open, and with nested=True."
    )
    assert len(below) == len(values), (
        f"The run {family} has {len(below)} children, not {len(values)}: open one child for each value."
    )
    assert all(run.data.params.get("model") == family for run in below), (
        f"A child of {family} has no param model with the value {family}: "
        "a child takes over nothing from its parent, so log it to each child."
    )
    assert {run.data.params.get(setting) for run in below} == {str(value) for value in values}, (
        f"The children of {family} don't hold the eight values as the param {setting}: log it inside the child's block."
    )
    assert all("f1" in run.data.metrics for run in below), (
        f"A child of {family} has no metric f1: log it inside the child's block, after it the parent is the open run."
    )
assert not my_runs("status = 'RUNNING'"), "A run is still RUNNING: open each run in a with block, which ends it."
print("Right: two parents with eight children each.")

# %% [markdown]
# ## Task 2: a child may fail
#
# The meter has little memory: it takes a forest of at most 400 nodes. `fits_meter(forest)` raises `TooBig` for a
# bigger one. Two of the eight forests are too big.

# %%
MOST_NODES = 400


class TooBig(Exception):
    """The model does not fit into the meter."""


def fits_meter(forest):
    """Fit the forest to all wines; raise if it has too many nodes."""
    fitted = forest.fit(X, y)[-1]
    nodes = sum(tree.tree_.node_count for tree in fitted.estimators_)
    if nodes > MOST_NODES:
        raise TooBig(f"{nodes} nodes, at most {MOST_NODES} fit")


# %% [markdown]
# An exception that leaves a `with` block ends its run as `FAILED`. That is what you want for the child: whoever
# reads the list should see that this forest cannot be shipped. It is not what you want for the parent, nor for
# the forests that come after it. So the exception has to pass the end of the child's block, and be caught before it
# leaves the parent's.
#
# **Do the same for the family `forest` (its setting is `n_estimators`). In each child log the params and `f1` first, then
# call `fits_meter`. In the end the parent is `FINISHED` and has eight children: two of them `FAILED`, with their score, and six
# `FINISHED`.**

# %% tags=["task:fail"]
# BEGIN SOLUTION
setting, values = SETTINGS["forest"]
with mlflow.start_run(run_name="forest"):
    for value in values:
        forest = make("forest", value)
        try:
            with mlflow.start_run(run_name=f"forest-{value}", nested=True):
                mlflow.log_params({"model": "forest", setting: value})
                mlflow.log_metric("f1", f1_of(forest))
                fits_meter(forest)
        except TooBig as problem:
            print(f"forest-{value}: {problem}")
# END SOLUTION

# %% tags=["check:fail"]
parent = newest("forest")
below = children(parent)
setting, values = SETTINGS["forest"]
failed = [run for run in below if run.info.status == "FAILED"]
assert parent.info.status == "FINISHED", (
    f"The parent forest is {parent.info.status}, not FINISHED: catch TooBig inside its block, around the child's."
)
assert len(below) == len(values), (
    f"The parent forest has {len(below)} children, not {len(values)}: "
    "catch TooBig inside the loop, and open a child for each value before you call fits_meter."
)
assert failed, (
    "No child is FAILED: let TooBig leave the child's block, that is, put try around the inner with and not inside it."
)
assert len(failed) == 2, f"{len(failed)} children are FAILED, not 2: let only fits_meter fail."
assert {run.data.params.get(setting) for run in below} == {str(value) for value in values}, (
    f"The children don't hold the eight values as the param {setting}: log it before you call fits_meter."
)
assert all(run.data.params.get("model") == "forest" for run in below), (
    "A child has no param model with the value forest: log it to each child, before you call fits_meter."
)
assert all("f1" in run.data.metrics for run in below), (
    "A child has no metric f1: log the score before you call fits_meter, which may raise."
)
print("Right: the parent is FINISHED,", " and ".join(run.info.run_name for run in failed), "are FAILED.")

# %% [markdown]
# ## Task 3: say which runs you mean
#
# The experiment holds 27 runs now: three parents and 24 children. A filter picks some of them. It is a text of
# conditions, joined by `and`:
#
# - a metric is compared with a bare number, `metrics.f1 < 0.5`;
# - a param is text, so its value stands in quotes, `params.model = 'knn'`;
# - the status is text too, in upper case.
#
# There is no `or`, and there are no parentheses.
#
# **Put into the variable `condition` a filter that finds the finished children with the model `forest` and an `f1`
# above 0.9, and no other run.**

# %% tags=["task:filter"]
# BEGIN SOLUTION
condition = "status = 'FINISHED' and params.model = 'forest' and metrics.f1 > 0.9"
# END SOLUTION

# %% tags=["check:filter"]
assert isinstance(globals().get("condition"), str), (
    "There is no text in the variable condition: assign the filter to it."
)
try:
    found = {run.info.run_id for run in my_runs(condition)}
except mlflow.MlflowException as problem:
    raise AssertionError(
        f"The store refuses this filter ({problem.message.partition('. ')[0]}): "
        "join conditions by and, write numbers bare and texts in quotes."
    ) from None
good = {run.info.run_id for run in below if run.data.metrics["f1"] > 0.9}
expected = good - {run.info.run_id for run in failed}
assert found, "The filter finds nothing: look at upper and lower case of each name and value."
assert not found & {run.info.run_id for run in failed}, (
    "The filter finds a forest that does not fit into the meter: ask for the status FINISHED as well."
)
assert found <= {run.info.run_id for run in below}, (
    "The filter finds runs that are no forest: ask for the model with params.model."
)
assert found <= expected, "The filter finds a forest with an f1 of 0.9 or less: compare metrics.f1 with >."
assert found == expected, f"The filter finds {len(found)} of {len(expected)} runs: one of its conditions is too strict."
print(f"Right: {len(found)} forests are good enough and fit.")

# %% [markdown]
# ## Task 4: the best child with one call
#
# A search without an order gives the newest run first, which says nothing about quality. `order_by` takes a list,
# such as `["metrics.f1 ASC"]`, and `max_results` says how many runs you want. A filter can name the parent: a child
# carries its parent's id in the tag `mlflow.parentRunId`.
#
# **Find the finished child of the parent in `forest_parent` with the highest `f1`. Do it by one call of
# `mlflow.search_runs` with `output_format="list"` that gives exactly one run, and keep that list in the variable `best`.**

# %%
forest_parent = newest("forest").info.run_id

# %% tags=["task:best"]
# BEGIN SOLUTION
best = mlflow.search_runs(
    filter_string=f"tags.mlflow.parentRunId = '{forest_parent}' and status = 'FINISHED'",
    order_by=["metrics.f1 DESC"],
    max_results=1,
    output_format="list",
)
# END SOLUTION

# %% tags=["check:best"]
best = globals().get("best")
assert best is not None, "There is nothing in the variable best: assign what search_runs returns."
assert isinstance(best, list), 'best is no list: ask for output_format="list", and take no element out of it.'
assert len(best) == 1, f"The search gave {len(best)} runs, not 1: say in max_results how many you want."
scores = {run.info.run_id: run.data.metrics["f1"] for run in below if run.info.status == "FINISHED"}
chosen = best[0].info.run_id
assert chosen not in {run.info.run_id for run in failed}, (
    "The run in best is FAILED, so it does not fit into the meter: filter by the status too."
)
assert chosen in scores, "The run in best is no child of forest: filter by the tag mlflow.parentRunId."
assert scores[chosen] > min(scores.values()), "The run in best has the lowest f1: order descending."
assert scores[chosen] == max(scores.values()), (
    "Another child has a higher f1: order by the metric f1, descending; without an order the newest comes first."
)
print(f"Right: {best[0].info.run_name} with F1 {scores[chosen]:.3f}.")

# %% [markdown]
# ## Task 5: leave the answer on the parent
#
# Whoever opens the experiment sees the parents first. The parent `forest` shows nothing yet: MLflow sums up nothing
# from the children. What a reader should see there you log yourself.
#
# **Open the run `forest_parent` again. Copy to it all params of the best child, and its score as the metric `best_f1`.** Take
# the values from `best[0]`, and type none of them.

# %% tags=["task:copy"]
# BEGIN SOLUTION
winner = best[0]
with mlflow.start_run(run_id=forest_parent):
    mlflow.log_params(winner.data.params)
    mlflow.log_metric("best_f1", winner.data.metrics["f1"])
# END SOLUTION

# %% tags=["check:copy"]
parent = newest("forest")
winner = best[0]
assert parent.info.run_id == forest_parent, (
    "There is a second run named forest now: open the first one by run_id=forest_parent, then run task 4 again."
)
assert len(my_runs()) == 27, (
    f"The experiment holds {len(my_runs())} runs, not 27: open the parent by run_id=forest_parent, not a new run."
)
assert "best_f1" not in client.get_run(winner.info.run_id).data.metrics, (
    "The metric best_f1 is on the child: open the run forest_parent, not the winner, and run the cells from task 2 again."
)
assert "best_f1" in parent.data.metrics, "The parent has no metric best_f1: log the winner's f1 to it under that name."
assert parent.data.metrics["best_f1"] == winner.data.metrics["f1"], (
    "The best_f1 of the parent is not the winner's f1: take it from best[0].data.metrics."
)
missing = sorted(set(winner.data.params.items()) - set(parent.data.params.items()))
assert not missing, (
    f"The parent has no param {missing[0][0]} with the value {missing[0][1]}: "
    "hand best[0].data.params to log_params, on a fresh run from task 2 if another value is there."
)
assert parent.info.status == "FINISHED", "The parent is not FINISHED: open it again in a with block."
print("Right: the parent says which child won, and how good it is.")

# %% [markdown]
# ## What was stored
#
# The same search for each parent, as a table: its best finished child, its worst, and how many are broken. All of it
# comes from the store.

# %% tags=["result"]
rows = []
for family in SETTINGS:
    tag = f"tags.mlflow.parentRunId = '{newest(family).info.run_id}'"
    ranked = mlflow.search_runs(
        filter_string=f"{tag} and status = 'FINISHED'", order_by=["metrics.f1 DESC"], output_format="list"
    )
    broken = mlflow.search_runs(filter_string=f"{tag} and status = 'FAILED'", output_format="list")
    rows.append(
        {
            "parent": family,
            "best child": ranked[0].info.run_name,
            "best f1": round(ranked[0].data.metrics["f1"], 3),
            "worst child": ranked[-1].info.run_name,
            "worst f1": round(ranked[-1].data.metrics["f1"], 3),
            "broken": len(broken),
        }
    )
pd.DataFrame(rows).set_index("parent")

# %% [markdown]
# So the forest is not what the merchant should ship: another family is better, and needs no memory for trees. One
# search over all parents says so as well.

# %%
finalist = mlflow.search_runs(
    filter_string="status = 'FINISHED' and tags.mlflow.parentRunId IS NOT NULL",
    order_by=["metrics.f1 DESC"],
    max_results=1,
    output_format="list",
)[0]
print(finalist.data.params, f"F1 {finalist.data.metrics['f1']:.3f}")

# %% [markdown]
# To see the runs in MLflow's own pages, give them a home that lasts, because the folder of this lab is
# a temporary one. In the notebook's folder set `MLFLOW_TRACKING_URI=sqlite:///lab.db`, start Jupyter and run the
# lab again. Then run `mlflow server --backend-store-uri sqlite:///lab.db` there and open the address that it
# prints. Look for three things: the children below their parents, the two failed forests, and `best_f1`, which only one
# parent has. Type your `condition` into the search box: it takes the same language.
#
# ## Go further
#
# All scores come from the same 178 wines on which the winner was chosen, so the winner's score is too friendly. Put 50
# wines aside before the search, and log to the finalist how well it does on them, as the metric `f1_unseen`. Is it
# still above 0.95?
