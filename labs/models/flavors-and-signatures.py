# ---
# jupyter:
#   champion:
#     title: "Signatures that catch bad input"
#     objectives: [gai-4.4, mla-1.12, mla-1.14]
#     builds: "A model for a hospital that accepts what it can and refuses what it must."
#     result: "What the store knows of each model that was logged, the failed one too."
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
# # Signatures that catch bad input
#
# A hospital sorts breast tumours with a random forest. Other clinics send it their measurements, each in its
# own way: one swaps the columns, one leaves a column out, one rounds to whole numbers, and some do not know the
# age of every patient. You make the model refuse what it must and accept what it can.
#
# You learn to
#
# - log a random forest, which the default format refuses at first;
# - give a model a signature with inputs and outputs, and an input example;
# - say before the call what a signature lets through;
# - declare a whole number that can be missing;
# - get probabilities from a model that is loaded through pyfunc.
#
# There are five tasks. Your copy of the notebook has the line `# Your code here` where a task wants code. The
# cell after each task checks what your code left in the store, and says in one sentence what is missing. You
# may run a task as often as you like: the checks look at the newest model of its name. If you run the set-up
# again, run everything below it again.
#
# On its page in the browser it needs nothing more. In a Jupyter of your own you need MLflow 3.17 or newer and
# scikit-learn 1.4 or newer (from then on forests take missing values):
#
# ```console
# pip install "mlflow>=3.17" "scikit-learn>=1.4" jupyter
# ```

# %% [markdown]
# ## Set-up
#
# The next cell gives you a fresh folder with an empty SQLite store. If you have set `MLFLOW_TRACKING_URI`, the
# lab writes there instead; on a server that you share, set `MLFLOW_EXPERIMENT_NAME` too, to a name of your own.
#
# On Databricks import the `.ipynb` into your workspace. Without `MLFLOW_TRACKING_URI` the lab keeps to its own
# store there too; set it to `databricks` to write to the workspace, where an experiment's name is a path, such
# as `/Users/you@example.com/signatures`. (This lab was not tried on Databricks.)
#
# The helpers serve the checks. `newest(name)` finds your latest logged model of that name, `ready(name)` wants
# it to be whole, `files(model)` lists what is stored with it, `whole(schema)` tells whether it declares whole
# numbers. `ask(scorer, frame)` gives the answers of a loaded model, or the reason why MLflow refuses the frame.

# %%
import os
import tempfile
import time
import warnings

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
os.environ.setdefault("MLFLOW_LOGGING_LEVEL", "ERROR")  # hides MLflow's notices, not its errors

import mlflow
import numpy as np
import pandas as pd
from mlflow.models import get_model_info, infer_signature
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

warnings.filterwarnings("ignore", message="Hint: Inferred schema contains integer")  # task 4 shows it

if not os.environ.get("MLFLOW_TRACKING_URI"):
    os.chdir(tempfile.mkdtemp(prefix="signatures-"))
    mlflow.set_tracking_uri("sqlite:///mlflow.db")

experiment = mlflow.set_experiment(os.environ.get("MLFLOW_EXPERIMENT_NAME", "signatures"))
client = mlflow.MlflowClient()
begun = int(time.time() * 1000)  # models from before this moment belong to an earlier session


def my_models():
    """Models that you logged since the set-up, oldest first."""
    return client.search_logged_models(
        [experiment.experiment_id],
        f"creation_timestamp >= {begun}",
        order_by=[{"field_name": "creation_timestamp", "ascending": True}],
    )


def newest(name):
    """Your newest logged model of that name, as the store has it now."""
    assert mlflow.active_run() is None, (
        "A run is still open, because start_run stands without with: "
        "call mlflow.end_run() once, then open the run in a with block."
    )
    found = [model for model in my_models() if model.name == name]
    assert found, f"The store has no logged model named {name} yet: hand log_model name={name!r}."
    return found[-1]


def ready(name):
    """Your newest logged model of that name, which must be whole."""
    model = newest(name)
    assert str(model.status) == "READY", (
        f"The newest model named {name} is {model.status}, not READY: "
        "log_model has raised, so read its error, mend the call and log the model again. "
        "(If you ran the cell before task 1 once more, run task 1 once more.)"
    )
    return model


def files(model):
    """Names of the files that are stored with a logged model."""
    return sorted(entry.path for entry in client.list_logged_model_artifacts(model.model_id))


def ask(scorer, frame):
    """The answers and no reason; or None and the reason why MLflow refuses the frame."""
    try:
        return scorer.predict(frame), ""
    except mlflow.MlflowException as error:
        return None, error.message
    except Exception as error:
        raise AssertionError(
            f"The frame passes the signature, and then the model itself raises {type(error).__name__}: "
            "the signature must declare the columns and types that the model needs."
        ) from None


def whole(schema):
    """Whether all that a schema declares are whole numbers."""
    return all("int" in str(kind) or "long" in str(kind) for kind in schema.input_types())


# %% [markdown]
# ## The data
#
# 569 tumours from scikit-learn's breast cancer data, of which you take three measurements. The data hold no
# ages, so the column `age` is made up with a seed. It is a whole number, an `int64`. The target is 1 for a
# malignant tumour and 0 for a benign one. 100 tumours are kept for the test.

# %%
SEED = 42
data = load_breast_cancer(as_frame=True)
X = data.data[["mean radius", "mean texture", "mean concavity"]].copy()
X.columns = ["radius", "texture", "concavity"]
X["age"] = np.random.default_rng(SEED).integers(30, 80, len(X)).astype("int64")
y = (data.target == 0).astype("int64").rename("malignant")
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=100, random_state=SEED)

forest = RandomForestClassifier(n_estimators=10, random_state=SEED).fit(X_train, y_train)
accuracy = forest.score(X_test, y_test)
scored, says = accuracy, forest.predict_proba(X_test)  # for the checks, as is the next line
gappy = X_test.assign(age=X_test["age"].where(np.arange(len(X_test)) % 2 == 0))
unsure = forest.predict_proba(gappy)
print(f"{len(X_train)} tumours to train, {len(X_test)} to test, accuracy {accuracy:.2f}")
X_train.head(3)

# %% [markdown]
# ## Task 1: log a random forest
#
# `mlflow.sklearn.log_model` writes the forest in the *skops* format. Off Databricks this is the default; the
# call below names it, so that it behaves the same everywhere. A pickle file can run any code when it is loaded.
# skops rebuilds only types that it trusts, and so MLflow checks the types while it logs. See what it says of
# your forest.

# %%
try:
    mlflow.sklearn.log_model(forest, name="forest", serialization_format="skops", pip_requirements=["scikit-learn"])
except mlflow.MlflowException as error:
    print(error.message.partition("\n")[0].replace(". ", ".\n"))

refused = newest("forest")
print(f"\nThe model {refused.name} is {refused.status}, its files: {files(refused)}")

# %% [markdown]
# The call has raised, and yet it left something: a logged model is a record of its own, made before the files
# are written. Yours stays in the store as FAILED, without files.
#
# You made the forest yourself a moment ago, so you may trust the type. `skops_trusted_types` takes a list of
# names; copy the one from the message. `pip_requirements` spares MLflow the search for what the model needs.
#
# **Open a run named `screening`. In it log `accuracy` as the metric `test_accuracy`, and the forest as a model
# named `forest`, in the format skops.** The run must be closed afterwards.

# %% tags=["task:log-forest"]
# BEGIN SOLUTION
with mlflow.start_run(run_name="screening"):
    mlflow.log_metric("test_accuracy", accuracy)
    mlflow.sklearn.log_model(
        forest,
        name="forest",
        serialization_format="skops",
        skops_trusted_types=["sklearn.tree._tree.Tree"],
        pip_requirements=["scikit-learn"],
    )
# END SOLUTION

# %% tags=["check:log-forest"]
model = ready("forest")
flavor = get_model_info(model.model_uri).flavors.get("sklearn", {})
assert flavor.get("serialization_format") == "skops", (
    f"The model is stored as {flavor.get('serialization_format', 'another flavor')}, not as skops: "
    "log it with that serialization_format, and name the type that you trust."
)
loaded = mlflow.sklearn.load_model(model.model_uri)
assert type(loaded) is RandomForestClassifier, (
    f"What loads back is a {type(loaded).__name__}, not a RandomForestClassifier: log the variable forest."
)
assert hasattr(loaded, "estimators_") and np.array_equal(loaded.predict_proba(X_test), says), (
    "What loads back does not answer like forest: log the forest that is fitted already, the variable forest."
)
assert model.source_run_id, "The model belongs to no run: call log_model inside the with block of start_run."
run = client.get_run(model.source_run_id)
assert run.info.run_name == "screening", (
    f"The run of the model is named {run.info.run_name}, not screening: give start_run that run_name."
)
assert np.isclose(run.data.metrics.get("test_accuracy", -1), scored), (
    "The run of the model has no metric test_accuracy with the value of accuracy: log both in the same block."
)
assert run.info.status == "FINISHED", f"The run screening is {run.info.status}: let its block end without an error."
print("Right: the forest is READY, loads back, and knows the run and the metric that belong to it.")

# %% [markdown]
# What the store has under this name now, and what the whole one consists of:

# %%
for model in my_models():
    print(f"{model.name}: {model.status}, metrics {[metric.key for metric in model.metrics or []]}")
print(files(ready("forest")))

# %% [markdown]
# The metric was logged to the run; because model and metric share the run, the model shows it too.
#
# ## Task 2: write the contract
#
# This forest has no signature. MLflow does not know which columns it takes, so it cannot check a call. From
# here on the settings of task 1 are in a dictionary, to be added to each call as `**settings`.

# %%
settings = {
    "serialization_format": "skops",
    "skops_trusted_types": ["sklearn.tree._tree.Tree"],
    "pip_requirements": ["scikit-learn"],
}
print("signature:", get_model_info(ready("forest").model_uri).signature)

# %% [markdown]
# `infer_signature(inputs, outputs)` reads names and types off data. The inputs are what you fitted on, the
# outputs are what `predict` gives. An *input example* is a frame of a few rows that is stored with the model,
# once as data and once as the JSON that a server would get.
#
# **Log the forest again as `signed`. Give it a signature with the four columns, each of the type that it has in
# `X_train`, and with outputs. Give it an input example that the model itself can answer.**

# %% tags=["task:sign"]
# BEGIN SOLUTION
info = mlflow.sklearn.log_model(
    forest,
    name="signed",
    signature=infer_signature(X_train, forest.predict(X_train)),
    input_example=X_train.head(2),
    **settings,
)
# END SOLUTION

# %% tags=["check:sign"]
model = ready("signed")
signature = get_model_info(model.model_uri).signature
assert signature is not None and signature.inputs is not None, (
    "The model signed has no signature for its inputs: hand log_model what infer_signature gives, "
    "and if you left it to the input example, take one with all four columns."
)
assert not signature.inputs.is_tensor_spec(), (
    "The signature declares an array without names, so swapped columns would pass: infer it from the frame X_train."
)
declared = signature.inputs.input_names()
wanted = infer_signature(X_train).inputs
assert set(declared) == set(X_train.columns), (
    f"The signature and the forest differ in {sorted(map(str, set(declared) ^ set(X_train.columns)))}: "
    "declare the four columns of X_train, no more and no fewer."
)
assert signature.inputs == wanted, f"The signature declares {signature.inputs}, but X_train has {wanted}."
assert signature.outputs is not None, (
    "The signature has no outputs: hand infer_signature a second argument, what the model predicts."
)
assert whole(signature.outputs), (
    f"The signature promises {signature.outputs}, but predict gives a label, which is a whole number: "
    "take the outputs from forest.predict."
)
for name in ["input_example.json", "serving_input_example.json"]:
    assert name in files(model), f"The file {name} is missing: hand log_model a few rows as input_example."
signed = mlflow.pyfunc.load_model(model.model_uri)
_, reason = ask(signed, signed.input_example)
assert not reason, (
    "The model refuses its own input example: take rows of X_train, with all four columns and their types."
)
assert np.array_equal(signed.predict(X_test), says.argmax(axis=1)), (
    "What answers is not the forest of the set-up: log the variable forest as it is."
)
print(f"Right.\ninputs: {signature.inputs}\noutputs: {signature.outputs}")

# %% [markdown]
# A shorter way leads to the same end: with `input_example` alone `log_model` infers the signature itself,
# inputs and outputs. But if predict fails on the example, the model is logged all the same, without a
# signature, and with no more than a warning.
#
# ## Task 3: what will pass?
#
# The signature acts when the model is loaded with `mlflow.pyfunc.load_model` and `predict` is called. (pyfunc is MLflow's general way to load: whatever
# library a model is of, what you get has `predict`, as on a server.) These six
# frames come from six clinics. They hold the same three tumours, each in its own form.

# %%
rows = X_test.head(3)
known = [True, False, True]  # in two frames the second tumour has a gap
payloads = {
    "other order": rows[["age", "concavity", "texture", "radius"]],
    "no age": rows.drop(columns="age"),
    "extra column": rows.assign(clinic="north"),
    "whole radius": rows.round({"radius": 0}).astype({"radius": "int64"}),
    "gap in radius": rows.assign(radius=rows["radius"].where(known)),
    "gap in age": rows.assign(age=rows["age"].where(known)),
}
for case, frame in payloads.items():
    print(f"{case:14}", ", ".join(f"{name} {kind}" for name, kind in frame.dtypes.items()))

# %% [markdown]
# Read the types of each frame and compare them with the inputs of the signature. Decide before you run
# anything.
#
# **Put into `passes` for each of the six cases `True` if the model `signed` answers the frame, and `False` if
# MLflow refuses it.**

# %% tags=["task:predict-by-hand"]
passes = dict.fromkeys(payloads)  # {"other order": None, ...}
# BEGIN SOLUTION
passes["other order"] = True
passes["no age"] = False
passes["extra column"] = True
passes["whole radius"] = False
passes["gap in radius"] = True
passes["gap in age"] = False
# END SOLUTION

# %% tags=["check:predict-by-hand"]
assert isinstance(passes, dict) and set(passes) == set(payloads), (
    f"Leave passes a dictionary with exactly these keys: {', '.join(payloads)}."
)
open_cases = [case for case, guess in passes.items() if not isinstance(guess, (bool, np.bool_))]
assert not open_cases, f"These cases have no answer yet: {', '.join(open_cases)}. Put True or False for each."
signed = mlflow.pyfunc.load_model(ready("signed").model_uri)
observed = {case: ask(signed, frame) for case, frame in payloads.items()}
because = {
    "other order": "columns are found by name and put into the declared order",
    "extra column": "a column that is not declared is dropped",
    "gap in radius": "NaN is a value like others for a double, and the forest takes it",
}
for case, (answers, reason) in observed.items():
    assert not (passes[case] and reason), (
        f"You expect {case} to pass, but it is refused: {reason.rpartition('Error: ')[2].partition(' Hint')[0]}"
    )
    assert passes[case] or reason, f"You expect {case} to be refused, but it is answered: {because[case]}."
print("Right: all six.")

# %% [markdown]
# Here is what happened to each:

# %%
for case, (answers, reason) in observed.items():
    why = reason.rpartition("Error: ")[2].partition(" Hint")[0].rpartition("types for ")[2]
    print(f"{case:14} {'REFUSED, ' + why if reason else f'answered, {answers}'}")

# %% [markdown]
# "Whole radius" is the one that tempts most. A large `int64` would lose digits as a `double`, so MLflow refuses
# the type, also where the numbers are small. Only a column of nothing but zeros and ones passes. The clinic has
# to send `12.0`.
#
# A gap is fine in `radius` and not in `age`. That is the next task.
#
# ## Task 4: a whole number that can be missing
#
# Some clinics do not know the age of every patient. The forest can take the gap. The signature cannot: a pandas
# column of integers has no place for `NaN`, so one gap turns the column into `float64`, and `long` refuses
# that. MLflow has warned you each time that you inferred a signature; the set-up hid it. This is what it says:

# %%
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    infer_signature(X_train)
print(str(caught[0].message).replace(". ", ".\n").rpartition("\n")[0])

# %% [markdown]
# Beware of the first way that it names. From data with gaps MLflow concludes that the column is *optional*, and then a frame
# without the column passes as well. Take the second.
#
# **Log the forest as `gaps`. Its signature names the four columns, has outputs too, and with it**
#
# - **a frame with a gap in `age` is answered,**
# - **a frame without the column `age`, and one with text in it, are still refused by MLflow.**
#
# You need not fit again: a tree takes integers and floats alike. If you cast a column, cast a copy of the data.

# %% tags=["task:gaps"]
# BEGIN SOLUTION
X_float = X_train.astype({"age": "float64"})
info = mlflow.sklearn.log_model(
    forest,
    name="gaps",
    signature=infer_signature(X_float, forest.predict(X_float)),
    input_example=X_float.head(2),
    **settings,
)
# END SOLUTION

# %% tags=["check:gaps"]
gaps = mlflow.pyfunc.load_model(ready("gaps").model_uri)
signature = gaps.metadata.signature
assert signature is not None and signature.inputs is not None, (
    "The model gaps has no signature for its inputs, so it refuses nothing: "
    "infer one from the columns with age as a float."
)
assert not signature.inputs.is_tensor_spec(), (
    "The signature declares an array without names, so swapped columns would pass: infer it from a frame."
)
answers, reason = ask(gaps, payloads["gap in age"])
assert not reason, (
    "The frame with a gap in age is still refused: declare age as a double, which is what a float64 column gives."
)
assert len(answers) == len(payloads["gap in age"]), "There is not one answer for each row: a row with a gap counts too."
assert "age" not in signature.inputs.optional_input_names(), (
    "The column age is optional, so MLflow lets a frame without it pass: a double that is required takes gaps too."
)
for case, frame in {"no age": payloads["no age"], "text in age": rows.astype({"age": "str"})}.items():
    _, reason = ask(gaps, frame)
    assert reason, f"MLflow does not refuse the frame with {case}: declare age as a double that is required."
assert signature.outputs is not None, "The signature has no outputs: hand infer_signature what the model predicts too."
assert len(signature.outputs) == 1 and whole(signature.outputs), (
    f"The signature promises {signature.outputs}, but predict gives a label, which is a whole number: "
    "take the outputs from forest.predict."
)
assert str(X_train["age"].dtype) == "int64", (
    "You have cast X_train itself: run the cell that loads the data again, then cast a copy."
)
assert signature.inputs == infer_signature(X_train.astype({"age": "float64"})).inputs, (
    f"The signature declares {signature.inputs}: take the four columns of X_train, all required, and all double."
)
assert np.array_equal(gaps.predict(gappy), unsure.argmax(axis=1)), (
    "What answers is not the forest of the set-up: log the variable forest as it is."
)
print(f"Right: three tumours, one of them without an age, and three answers: {np.asarray(answers).tolist()}")

# %% [markdown]
# The price is paid by the callers. On a day without gaps their column is `int64` again, and a `double` refuses
# that. Who sends the frame has to cast it.

# %%
for label, frame in {"as it came": rows, "cast": rows.astype({"age": "float64"})}.items():
    answers, reason = ask(gaps, frame)
    print(f"{label:11}", reason.rpartition("Error: ")[2] or f"answered, {answers}")

# %% [markdown]
# ## Task 5: probabilities
#
# A doctor wants to know how sure the forest is. `predict` of a model that is loaded through pyfunc calls the
# method `predict` of the estimator, which gives labels. Its `predict_proba` gives two columns, benign and
# malignant. The argument `pyfunc_predict_fn` of `log_model` takes the name of the method that pyfunc shall
# call.
#
# The signature must keep step. If you give an input example only, MLflow infers the outputs from `predict`,
# also when pyfunc will call another method. So infer the outputs from the probabilities yourself.
#
# **Log a model named `probabilities`. Through pyfunc its `predict` gives two columns that sum to 1. Its
# signature has the inputs of task 4, so that a gap in `age` is answered, and outputs that say what `predict` really gives: two columns
# of floats.**

# %% tags=["task:probabilities"]
# BEGIN SOLUTION
info = mlflow.sklearn.log_model(
    forest,
    name="probabilities",
    pyfunc_predict_fn="predict_proba",
    signature=infer_signature(X_float, forest.predict_proba(X_float)),
    input_example=X_float.head(2),
    **settings,
)
# END SOLUTION

# %% tags=["check:probabilities"]
model = ready("probabilities")
assert "python_function" in get_model_info(model.model_uri).flavors, (
    "The model cannot be loaded through pyfunc: pyfunc_predict_fn must be the exact name of a method of the forest."
)
probabilities = mlflow.pyfunc.load_model(model.model_uri)
answers, reason = ask(probabilities, payloads["gap in age"])
assert not reason, "A frame with a gap in age is refused: take the inputs of task 4, with age as a double."
answers = np.asarray(answers)
assert answers.shape == (len(rows), 2), (
    f"For {len(rows)} tumours the answer has the shape {answers.shape}, not {(len(rows), 2)}: "
    "let pyfunc call predict_proba, and keep both columns."
)
assert np.allclose(answers.sum(axis=1), 1), (
    "The two columns do not sum to 1, so they are no probabilities: let pyfunc call predict_proba."
)
signature = probabilities.metadata.signature
assert signature is not None and signature.outputs is not None, (
    "The model probabilities has no signature with outputs: infer it from the inputs and from forest.predict_proba."
)
outputs = signature.outputs
width = outputs.inputs[0].shape[-1] if outputs.is_tensor_spec() else len(outputs)
assert width == 2 and not whole(outputs), (
    f"The signature promises {outputs}, but predict gives two columns of floats: "
    "infer the outputs from forest.predict_proba."
)
assert ask(probabilities, payloads["no age"])[1], (
    "MLflow does not refuse a frame without age: take the inputs of task 4, all four columns required."
)
assert outputs.is_tensor_spec() or not any(
    "long" in str(kind) or "int" in str(kind) for kind in outputs.input_types()
), f"The signature promises {outputs}, but both columns are floats: infer the outputs from forest.predict_proba."
assert not outputs.has_input_names() or outputs.input_names() == ["benign", "malignant"], (
    f"The outputs are named {outputs.input_names()}, but the columns are benign and malignant, in this order."
)
assert np.allclose(np.asarray(probabilities.predict(gappy)), unsure), (
    "The two columns are not what the forest of the set-up says: log the variable forest, and let pyfunc call predict_proba."
)
print(f"Right. Benign and malignant, for three tumours:\n{answers}")

# %% [markdown]
# ## What was stored
#
# One forest, five records, or more if you ran a task twice. The table is read from the store.


# %% tags=["result"]
def kept(model):
    """What the store holds of a logged model, and what its signature says of two things."""
    row = {"model": model.name, "status": str(model.status), "files": len(files(model)), "age": "-", "gives": "-"}
    if str(model.status) == "READY":
        signature = get_model_info(model.model_uri).signature
        if signature and signature.inputs and not signature.inputs.is_tensor_spec():
            types = dict(zip(signature.inputs.input_names(), signature.inputs.input_types()))
            row["age"] = str(types.get("age", "-")).removeprefix("DataType.")
            row["gives"] = str(signature.outputs)
    return row


pd.DataFrame([kept(model) for model in my_models()]).set_index("model")

# %% [markdown]
# The signature stands in the file `MLmodel`, as text. The example lies beside it, in the form in which a server
# takes it:

# %%
folder = ready("signed").artifact_location
print(mlflow.artifacts.load_text(f"{folder}/serving_input_example.json"))
said = mlflow.artifacts.load_text(f"{folder}/MLmodel")
print(said[said.index("signature:") : said.index("type_hint_from_example")])

# %% [markdown]
# To see the same records in MLflow's own pages, give them a home that lasts, because the folder of this lab is
# a temporary one. In the notebook's folder set `MLFLOW_TRACKING_URI=sqlite:///lab.db`, start Jupyter and run
# the lab again. Then run `mlflow server --backend-store-uri sqlite:///lab.db` there and open the address that
# it prints. Look in the experiment `signatures` for three things: the two models `forest`, of which one has
# failed; the metric on the page of the other one; and the two files of the example in the tab Artifacts of the
# model `signed`.
#
# ## Go further
#
# Register two of your models from code: `mlflow.register_model(ready("forest").model_uri, "screening")`, then
# the same for `probabilities`. Which of the two calls would fail in Unity Catalog?
#
# In the lab's own store both succeed and give the versions 1 and 2. Unity Catalog takes only a model whose
# signature has inputs and outputs ([MLflow documentation](https://mlflow.org/docs/latest/ml/model/signatures)),
# so it would refuse `forest`. There the name has three parts, as in `main.clinic.screening`.
#
# Then tidy up: `client.delete_logged_model(refused.model_id)` takes the FAILED record away. Run the table
# again. How many rows are left?
#
# One fewer: the others stay as they are.
