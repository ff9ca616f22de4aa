# ---
# jupyter:
#   champion:
#     title: "Champion and challenger"
#     objectives: [mla-1.14, mla-1.17, mla-1.18, mlp-2.2, gai-4.5, mla-1.15]
#     builds: "A credit-risk model with three versions, a promotion by alias, and a copy for production."
#     result: "Both registered models: each version with its model, its tags and its aliases."
#     minutes: 45
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
# # Champion and challenger
#
# A bank decides with a model who may borrow. Three people have each built one, and an older script still releases
# models by *stages*. You bring order into it: one registered model with three versions, a tag that says which
# versions passed their test, an alias that says which one is in use, and a copy for production.
#
# You learn to
#
# - register a model from its address and while it is logged;
# - tag a version and take a wrong tag away;
# - promote a version with one call, and load by alias;
# - rewrite a script with stages, so that it would work with Unity Catalog too;
# - copy a version to a production name, and see what comes along.
#
# There are five tasks. Your copy of the notebook has the line `# Your code here` where a task wants code. The
# cell after each task checks what your code left in the registry, and says in one sentence what is missing. You
# may run a task as often as you like. If you run the set-up or task 1 again, run everything below it again.
#
# On its page in the browser it needs nothing more. In a Jupyter of your own you need MLflow 3 and scikit-learn:
#
# ```console
# pip install mlflow scikit-learn jupyter
# ```

# %% [markdown]
# ## Set-up
#
# The lab counts versions from 1, so it keeps to a store of its own: a fresh folder with an empty SQLite file.
# On Databricks the same calls go to Unity Catalog, where the names of this lab are already right: catalog,
# schema, model. (This lab was not tried there.)
#
# The helpers serve the checks. `version(number, name)` reads a version, `aliases(name)` says which version has
# which alias, `model_of(number, name)` gives the id of the logged model behind a version. `start_over(name)`
# deletes a registered model with all its versions, so that its numbers begin at 1 again.

# %%
import os
import tempfile
import warnings

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
os.environ.setdefault("MLFLOW_LOGGING_LEVEL", "ERROR")  # hides MLflow's notices, not its errors

import mlflow
import numpy as np
import pandas as pd
from mlflow.models import get_model_info, infer_signature
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

os.chdir(tempfile.mkdtemp(prefix="register-and-promote-"))
mlflow.set_tracking_uri("sqlite:///mlflow.db")
mlflow.set_registry_uri("sqlite:///mlflow.db")
mlflow.set_experiment("credit-risk")
client = mlflow.MlflowClient()

DEV, PROD = "dev.credit.risk", "prod.credit.risk"


def start_over(name):
    """Delete a registered model with all its versions, if it is there."""
    if client.search_registered_models(f"name = '{name}'"):
        client.delete_registered_model(name)


def numbers(name):
    """The numbers of a registered model's versions, in order."""
    return sorted(int(found.version) for found in client.search_model_versions(f"name = '{name}'"))


def version(number, name=DEV):
    """A version, as the registry has it now."""
    assert number in numbers(name), (
        f"{name} has no version {number}: its versions are {numbers(name) or 'none'}. Run task 1 and all below it again."
    )
    return client.get_model_version(name, str(number))


def aliases(name=DEV):
    """Which version has which alias."""
    found = client.search_registered_models(f"name = '{name}'")
    return {alias: int(number) for alias, number in found[0].aliases.items()} if found else {}


def model_of(number, name=DEV):
    """The id of the logged model that a version points at, through copies too."""
    return get_model_info(f"models:/{name}/{number}").model_id


# %% [markdown]
# ## The data
#
# 3,000 borrowers, made up with a seed. Of each you know the income and the debt in thousands, and how many
# payments came late. The target is 1 if the loan was not paid back. Three scorecards look at more and more of
# this; `log_scorecard` logs one of them in a run of its own and passes further arguments on to `log_model`.

# %%
SEED, ROWS = 7, 3000
rng = np.random.default_rng(SEED)
X = pd.DataFrame(
    {
        "income": rng.normal(40, 12, ROWS).round(1),
        "debt": rng.gamma(2.0, 6.0, ROWS).round(1),
        "late": rng.poisson(0.6, ROWS).astype("float64"),
    }
)
odds = -2.2 + 2.2 * X["debt"] / X["income"].clip(lower=5) + 0.7 * X["late"] - 0.015 * (X["income"] - 40)
y = pd.Series(rng.random(ROWS) < 1 / (1 + np.exp(-odds))).astype("int64")
X_train, X_test, y_train, y_test = X[:2000], X[2000:], y[:2000], y[2000:]

COLUMNS = {"income": ["income"], "debt": ["income", "debt"], "late": ["income", "debt", "late"]}


def log_scorecard(scorecard, **options):
    """Fit a scorecard and log it with its AUC on the test data; gives what log_model gives."""
    columns = COLUMNS[scorecard]
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X_train[columns], y_train)
    with mlflow.start_run(run_name=scorecard):
        info = mlflow.sklearn.log_model(
            model,
            name=scorecard,
            signature=infer_signature(X_train[columns], model.predict(X_train[columns])),
            pip_requirements=["scikit-learn"],
            **options,
        )
        auc = roc_auc_score(y_test, model.predict_proba(X_test[columns])[:, 1])
        mlflow.log_metric("auc", auc, model_id=info.model_id)
    return info


print(f"{y_test.mean():.0%} of the test loans were not paid back")

# %% [markdown]
# ## Task 1: three versions
#
# A version points at a logged model. You can make one afterwards, with `mlflow.register_model` and the address
# of the logged model, the `.model_uri` of what `log_scorecard` gives; or at once, with `registered_model_name=DEV`, which
# `log_scorecard` passes on. The registry cannot tell later which way you took.
#
# **Give the registered model `DEV` three versions, in this order: version 1 is the scorecard `income`, registered
# from its address; version 2 is `debt`, registered while it is logged; version 3 is `late`, either way.** The
# first line of the cell lets you begin at 1 each time.

# %% tags=["task:register"]
start_over(DEV)
# BEGIN SOLUTION
income = log_scorecard("income")
mlflow.register_model(income.model_uri, DEV)
log_scorecard("debt", registered_model_name=DEV)
late = log_scorecard("late")
mlflow.register_model(late.model_uri, DEV)
# END SOLUTION

# %% tags=["check:register"]
there = numbers(DEV)
assert there, f"There is no registered model {DEV} with a version yet: register the scorecards under that name."
assert there == [1, 2, 3], (
    f"{DEV} has the versions {there}, not 1, 2 and 3: each call of register_model and each registered_model_name "
    "adds one, so register each scorecard once."
)
models = [mlflow.get_logged_model(model_of(number)) for number in there]
assert len({model.model_id for model in models}) == 3, (
    "Two versions point at the same logged model: log three scorecards, and register each from its own address."
)
for number, model, wanted in zip(there, models, COLUMNS, strict=True):
    assert model.name == wanted, (
        f"Version {number} is the scorecard {model.name}, not {wanted}: numbers are given in the order of the calls."
    )
    assert any(metric.key == "auc" for metric in model.metrics or []), (
        f"Version {number} has no metric auc, which decides who passes: log it with log_scorecard."
    )
print("Right: three versions, three logged models.")

# %% [markdown]
# Each version knows its run and, through its source, the logged model with its metrics:

# %%
for number in (1, 2, 3):
    found = version(number)
    model = mlflow.get_logged_model(model_of(number))
    [auc] = [metric.value for metric in model.metrics if metric.key == "auc"]
    print(f"version {number}: run {client.get_run(found.run_id).info.run_name:6} AUC {auc:.2f}")

# %% [markdown]
# ## Task 2: who passed?
#
# The bank lends by a scorecard only if its AUC is 0.65 or more. Somebody was too fast and has approved version 1:

# %%
client.set_model_version_tag(DEV, "1", "validation_status", "approved")
print(version(1).tags)

# %% [markdown]
# **Give each version that passed, by the output above, the tag `validation_status` with the value `approved`. Take the tag away from
# version 1: it must not have the key at all.**

# %% tags=["task:tag"]
# BEGIN SOLUTION
for number in ("2", "3"):
    client.set_model_version_tag(DEV, number, "validation_status", "approved")
client.delete_model_version_tag(DEV, "1", "validation_status")
# END SOLUTION

# %% tags=["check:tag"]
for number in (2, 3):
    value = version(number).tags.get("validation_status")
    assert value == "approved", (
        f"Version {number} has validation_status = {value!r}, not 'approved': set the tag on the version, "
        "with exactly this key and value."
    )
value = version(1).tags.get("validation_status")
assert value is None, (
    f"Version 1 still has validation_status = {value!r}: another value does not take a tag away, "
    "delete_model_version_tag does."
)
found = client.search_model_versions(f"name = '{DEV}' AND tags.validation_status = 'approved'")
print("Right. A search for approved versions finds", sorted(int(one.version) for one in found))

# %% [markdown]
# ## Task 3: promote
#
# Two versions are approved, one can be in use. Version 2 is the champion, version 3 wants its place. The job
# that scores new customers knows neither number: it loads `models:/dev.credit.risk@champion`. The first two lines
# of the cell set that up, each time that you run it.
#
# **Make the version that is the challenger the champion. Then load the champion by alias, through
# `mlflow.pyfunc`, into the variable `served`.** Don't type the number: ask the registry which version is the
# challenger (`client.get_model_version_by_alias`). The alias `challenger` may stay. (The check sees which model you have loaded, not by
# which address.)

# %% tags=["task:promote"]
client.set_registered_model_alias(DEV, "champion", "2")
client.set_registered_model_alias(DEV, "challenger", "3")
# BEGIN SOLUTION
challenger = client.get_model_version_by_alias(DEV, "challenger")
client.set_registered_model_alias(DEV, "champion", challenger.version)
served = mlflow.pyfunc.load_model(f"models:/{DEV}@champion")
# END SOLUTION

# %% tags=["check:promote"]
now = aliases()
assert "champion" in now, f"{DEV} has no alias champion any more, only {sorted(now)}: set it with that spelling."
assert now["champion"] == 3, (
    f"champion points at version {now['champion']}, not at 3: set_registered_model_alias moves it to the challenger."
)
assert now.get("challenger", 3) == 3, (
    f"challenger points at version {now['challenger']} now: leave it on 3, or delete it, but don't swap the two."
)
loaded = globals().get("served")
assert isinstance(loaded, mlflow.pyfunc.PyFuncModel), (
    "served is no model that was loaded through pyfunc: assign to it what mlflow.pyfunc.load_model gives."
)
assert loaded.metadata.model_id == model_of(3), (
    "served is not the model of version 3: an alias is looked up when a model is loaded, so load after the move."
)
print("Right: the champion is version 3, and served is its model:", loaded.predict(X_test.head(5)).tolist())

# %% [markdown]
# ## Task 4: no more stages
#
# The bank's release script is older. It moves a version to the *stage* Production, archives what was there, and
# loads by stage:


# %%
def old_release(number):
    client.transition_model_version_stage(DEV, str(number), "Production", archive_existing_versions=True)
    return mlflow.pyfunc.load_model(f"models:/{DEV}/Production")


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for number in (3, 2):
        old_release(number)
said = [
    str(one.message) for one in caught if one.category is FutureWarning and "stages will be removed" in str(one.message)
]
print(f"{len(said)} warnings, the first:", ". ".join(said[0].replace("``", "").split(". ")[:2]))
print({number: version(number).current_stage for number in (1, 2, 3)})

# %% [markdown]
# Here it only warns. With Unity Catalog as registry the client refuses both lines: there are no stages.
#
# **Write a function `release(number)` that does the work with aliases. The version becomes the `champion`; the
# version that was the champion until then becomes `previous`, so that a rollback is one call; the function
# returns the champion, loaded through pyfunc by its alias.** The function does not touch the stages. The check calls it for each version in turn.


# %% tags=["task:release"]
# BEGIN SOLUTION
def release(number):
    before = client.get_registered_model(DEV).aliases.get("champion")
    if before is not None:
        client.set_registered_model_alias(DEV, "previous", before)
    client.set_registered_model_alias(DEV, "champion", str(number))
    return mlflow.pyfunc.load_model(f"models:/{DEV}@champion")


# END SOLUTION

# %% tags=["check:release"]
assert callable(globals().get("release")), "There is no function release yet: write def release(number)."
client.set_registered_model_alias(DEV, "champion", "3")
stages = {number: version(number).current_stage for number in (1, 2, 3)}
for number, before in ((1, 3), (2, 1), (3, 2)):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        loaded = release(number)
    assert not [one for one in caught if "stages will be removed" in str(one.message)], (
        "release still warns that stages will be removed: neither move to a stage nor load by one."
    )
    assert {number: version(number).current_stage for number in (1, 2, 3)} == stages, (
        "release has changed the stage of a version: leave stages alone."
    )
    now = aliases()
    assert now.get("champion") == number, (
        f"After release({number}) champion points at {now.get('champion')}: set the alias to the number that was given."
    )
    assert now.get("previous") == before, (
        f"After release({number}) previous points at {now.get('previous')}, not at {before}, which was the champion "
        "until then: read the alias before you move it."
    )
    assert isinstance(loaded, mlflow.pyfunc.PyFuncModel), (
        "release returns no model: return what mlflow.pyfunc.load_model gives."
    )
    assert loaded.metadata.model_id == model_of(number), (
        f"release({number}) returns another model than that of version {number}: load champion after you moved it."
    )
print("Right: no warning, the right model each time, and a way back:", aliases())

# %% [markdown]
# ## Task 5: to production
#
# In production the model has another name, `PROD`. In Unity Catalog that is another catalog, with grants of its
# own: developers may read it, a release job may write. `client.copy_model_version` takes the address of a
# version, by number or by alias, and the name to copy to.
#
# **Copy the champion of `DEV` to `PROD`, and give the copy the alias `champion` there.** The first line of the
# cell removes an earlier try.

# %% tags=["task:copy"]
start_over(PROD)
# BEGIN SOLUTION
copy = client.copy_model_version(f"models:/{DEV}@champion", PROD)
client.set_registered_model_alias(PROD, "champion", copy.version)
# END SOLUTION

# %% tags=["check:copy"]
there = numbers(PROD)
assert there, f"There is no registered model {PROD} with a version yet: copy_model_version makes both."
now = aliases()
assert now.get("champion") == 3, (
    f"champion of {DEV} points at {now.get('champion')} now, not at 3: set it back there, and {PROD} has an alias of its own."
)
source, copied = version(3), version(there[-1], PROD)
origin = "a logged model" if copied.source.startswith("models:/m-") else copied.source
assert copied.source == f"models:/{DEV}/{source.version}", (
    f"The newest version of {PROD} comes from {origin}, not from version {source.version} of {DEV}: "
    "copy the champion with copy_model_version."
)
assert copied.run_id == source.run_id, (
    "The copy names another run than its source, or none: copy the version, don't register anew."
)
assert copied.tags.get("validation_status") == "approved", (
    "The copy has no tag validation_status = 'approved': the champion must carry it before it is copied (task 2)."
)
now = aliases(PROD)
assert now.get("champion") == there[-1], (
    f"{PROD} has the aliases {now}: an alias does not come along with a copy, so set champion on the new version there."
)
print("Right: production has its own champion, with the tag and the run of its source.")

# %% [markdown]
# ## What is stored
#
# Both registered models, version by version. A row of `search_model_versions` has no aliases, so the table asks
# the registered model for them.

# %% tags=["result"]
rows = []
for name in (DEV, PROD):
    for number in numbers(name):
        found, model = version(number, name), mlflow.get_logged_model(model_of(number, name))
        rows.append(
            {
                "registered model": name,
                "version": number,
                "scorecard": model.name,
                "AUC": round(next(metric.value for metric in model.metrics if metric.key == "auc"), 2),
                "validation_status": found.tags.get("validation_status", ""),
                "aliases": ", ".join(alias for alias, holder in aliases(name).items() if holder == number),
            }
        )
pd.DataFrame(rows)

# %% [markdown]
# The copy in production and version 3 lead to the same logged model. No file was copied, and the application in
# production needs nothing but `models:/prod.credit.risk@champion`.
#
# ## Go further
#
# - Roll production back: copy version 2 of `DEV` as well, move `champion` there and back.
# - Delete version 3 of `DEV` with `client.delete_model_version`. Does `models:/prod.credit.risk@champion` still
#   load? Which number gets the next version of `DEV`?
# - After `release(3)` twice, which version is `previous`? Let the second call change nothing.
# - Let `release` refuse a version without `validation_status = approved`: then the gate stands where the alias
#   is moved, and nowhere else.
