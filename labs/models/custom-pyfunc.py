# ---
# jupyter:
#   champion:
#     title: "A model with its own rules"
#     objectives: [mlp-3.3, mla-4.2, mlp-1.17, gai-4.1]
#     builds: "A price model with a lookup file, a feature from the request and a floor price, logged from code and registered."
#     result: "What the store holds of each of the four models: files, settings and what a caller sends."
#     minutes: 50
#     tab: partly
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
# # A model with its own rules
#
# An estate agency has a regression that estimates what a house will sell for. To use it, somebody has to look up the
# usual price of the district, divide the asking price by the area, and refuse to name less than the price of the ground. At the
# moment each program that calls the model does that for itself, and each a little differently. You put these rules
# into the model.
#
# You learn to
#
# - read a lookup file once, when the model is loaded;
# - compute a feature from the request, so that callers send only what they know;
# - make a setting that whoever loads the model can change;
# - log the model from code, with a module of your own, without a pickle;
# - register it, and test the very text that a server would receive.
#
# There are five tasks. Your copy of the notebook has the line `# Your code here` where a task wants code. The
# cell after each task checks what your code left in the store, and says in one sentence what is missing. You
# may run a task as often as you like: the checks look at the newest model of its name. If you run the set-up
# again, run everything below it again.
#
# On its page in the browser it needs nothing more. In a Jupyter of your own you need MLflow 3 and scikit-learn:
#
# ```console
# pip install mlflow scikit-learn jupyter
# ```

# %% [markdown]
# ## Set-up
#
# The next cell gives you a fresh folder with an empty SQLite store. If you have set `MLFLOW_TRACKING_URI`, the
# lab writes there instead; on a server that you share, set `MLFLOW_EXPERIMENT_NAME` too, to a name of your own.
# The lab's own files are in the folder `work`.
#
# Some helpers serve the checks. `ready(name)` gives your newest logged model of that name, which must be whole;
# `files(model)` lists what is stored with it; `opened` loads it, `answers_of` lets it predict.

# %%
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
os.environ.setdefault("MLFLOW_LOGGING_LEVEL", "ERROR")  # hides MLflow's notices, not its errors

import mlflow
import numpy as np
import pandas as pd
from mlflow.models import convert_input_example_to_serving_input, get_model_info
from sklearn.linear_model import LinearRegression

work = Path(tempfile.mkdtemp(prefix="custom-pyfunc-"))
if not os.environ.get("MLFLOW_TRACKING_URI"):
    os.chdir(work)
    mlflow.set_tracking_uri("sqlite:///mlflow.db")

experiment = mlflow.set_experiment(os.environ.get("MLFLOW_EXPERIMENT_NAME", "house-prices"))
client = mlflow.MlflowClient()
begun = int(time.time() * 1000)  # models from before this moment belong to an earlier session


def my_models():
    """Models that you logged since the set-up, oldest first."""
    return client.search_logged_models(
        [experiment.experiment_id],
        f"creation_timestamp >= {begun}",
        order_by=[{"field_name": "creation_timestamp", "ascending": True}],
    )


def ready(name):
    """Your newest logged model of that name, which must be whole."""
    found = [model for model in my_models() if model.name == name]
    assert found, f"The store has no logged model named {name} yet: hand log_model name={name!r}."
    assert str(found[-1].status) == "READY", (
        f"The newest model named {name} is {found[-1].status}, not READY: "
        "log_model has raised, so read its error, mend the call and log the model again."
    )
    return found[-1]


def files(model):
    """Paths of all files that are stored with a logged model."""
    folder = Path(mlflow.artifacts.download_artifacts(model.model_uri))
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def opened(uri, config=None):
    """The model behind an address; an error of its load_context as a sentence."""
    try:
        return mlflow.pyfunc.load_model(uri, model_config=config)
    except Exception as error:
        raise AssertionError(
            f"The model cannot be loaded, {type(error).__name__}: {error}. Mend load_context, and log the model again."
        ) from None


def answers_of(loaded, frame):
    """The answers of a loaded model, one number for each row; an error of its predict as a sentence."""
    try:
        answers = np.asarray(loaded.predict(frame))
    except Exception as error:
        raise AssertionError(
            f"predict raises {type(error).__name__}: {error}. Mend predict, and log the model again."
        ) from None
    assert answers.size == len(frame), (
        f"predict gives an answer of the shape {answers.shape} for {len(frame)} houses: give one price for each."
    )
    return answers.ravel()


# %% [markdown]
# ## The houses
#
# 300 sales, made up with a seed. Of a house that comes to the market the agency knows the district, the area and the
# asking price. `rates.json` holds the usual price per square metre of each district. It is a file, because the
# agency writes it anew each month.
#
# The agency's module `market.py` reads it. It also keeps a list `reads` of the files that it has read, which the
# first check looks at.

# %%
rates = {"harbour": 5200.0, "old town": 4100.0, "hill": 6300.0, "station": 2900.0}
(work / "rates.json").write_text(json.dumps(rates))
(work / "market.py").write_text('''"""What the agency knows of the market."""

import json
from pathlib import Path

reads = []  # the files that were read


def read_rates(path):
    """The usual price per square metre by district."""
    reads.append(str(path))
    return json.loads(Path(path).read_text())
''')
sys.path.insert(0, str(work))
import market

random = np.random.default_rng(7)
sales = pd.DataFrame(
    {"district": random.choice(list(rates), 300), "area": random.integers(30, 200, 300).astype("float64")}
)
usual = sales["district"].map(rates) * sales["area"]
sales["asked"] = (usual * random.uniform(0.8, 1.3, 300)).round(-3)
sold = 0.8 * usual + 12 * sales["asked"] / sales["area"] + random.normal(0, 9000, 300)

trained_on = pd.DataFrame({"usual": usual, "per_m2": sales["asked"] / sales["area"]})
regression = LinearRegression().fit(trained_on, sold)
regression_uri = mlflow.sklearn.log_model(
    regression, name="regression", pip_requirements=["scikit-learn"], serialization_format="skops"
).model_uri

requests = sales.head(10)
expected = regression.predict(trained_on.head(10))


def swapped(model, config=None):
    """The answers of a copy of the model, in whose folder the rates are doubled and a regression gives half."""
    copy = Path(tempfile.mkdtemp()) / "model"
    shutil.copytree(mlflow.artifacts.download_artifacts(model.model_uri), copy)
    held = get_model_info(model.model_uri).flavors["python_function"].get("artifacts") or {}
    if "rates" in held:
        (copy / held["rates"]["path"]).write_text(json.dumps({name: 2 * rate for name, rate in rates.items()}))
    if "regression" in held:
        shutil.rmtree(copy / held["regression"]["path"])
        half = LinearRegression().fit(trained_on, sold / 2)
        mlflow.sklearn.save_model(
            half,
            copy / held["regression"]["path"],
            pip_requirements=["scikit-learn"],
            serialization_format="skops",
        )
    return answers_of(opened(str(copy), config), requests)


other_files = regression.predict(trained_on.head(10).assign(usual=2 * usual.head(10))) / 2  # what a copy must give
requests.head(3)

# %% [markdown]
# ## Task 1: read the lookup file once
#
# A class with `predict` becomes a model: it derives from `mlflow.pyfunc.PythonModel`, and `mlflow.pyfunc.log_model(name=…,
# python_model=…)` logs an object of it. The heads are `load_context(self, context)` and
# `predict(self, context, model_input: pd.DataFrame, params=None)`. `load_context` runs once, when somebody loads the model; `predict` runs for
# every request. An *artifact* is a file that is copied into the model, such as `artifacts={"rates": str(work / "rates.json")}`. Both
# methods get a `context`, and `context.artifacts["rates"]` is the path of that copy. The type hint `model_input: pd.DataFrame` says that requests come as a frame; without any hint MLflow warns.
#
# **Write a class whose `predict` gives the usual price of each house: the rate of its district times its area. Read the
# rates in `load_context` with `market.read_rates`. Log it as the model `usual` with the file `work / "rates.json"` as
# an artifact.** Give `log_model` also `input_example=requests.head(2)` and `pip_requirements=["pandas"]`, here and in the
# tasks below.


# %% tags=["task:read-once"]
# BEGIN SOLUTION
class Usual(mlflow.pyfunc.PythonModel):
    def load_context(self, context):
        self.rates = market.read_rates(context.artifacts["rates"])

    def predict(self, context, model_input: pd.DataFrame, params=None):
        return (model_input["district"].map(self.rates) * model_input["area"]).to_numpy()


mlflow.pyfunc.log_model(
    name="usual",
    python_model=Usual(),
    artifacts={"rates": str(work / "rates.json")},
    input_example=requests.head(2),
    pip_requirements=["pandas"],
)
# END SOLUTION

# %% tags=["check:read-once"]
model = ready("usual")
market.reads.clear()
loaded = opened(model.model_uri)
at_load = len(market.reads)
answers = [answers_of(loaded, requests) for _ in range(3)]
assert market.reads, "Nobody has called market.read_rates: read the rates in load_context, when the model is loaded."
assert at_load <= 1 and len(market.reads) == at_load, (
    f"Three predictions read the file {len(market.reads) - at_load} times more: "
    "read it in load_context and keep the rates on self."
)
assert Path(market.reads[0]).resolve() != (work / "rates.json").resolve(), (
    "The model reads the file in your folder, which no server has: take the path from context.artifacts."
)
assert np.allclose(answers[0], usual.head(10)), (
    "The prices are not rate times area: map the column district to the rates, and multiply by area."
)
read = len(market.reads)
assert loaded.metadata.signature, "The model usual has no signature: hand log_model input_example=requests.head(2)."
assert np.allclose(swapped(model), 2 * usual.head(10)), (
    "With other rates in its own file the model gives the same prices: predict takes them from the notebook, not from self."
)
print(f"Right: {read} read for {len(answers)} predictions.")

# %% [markdown]
# ## Task 2: a feature from the request
#
# The regression wants two columns: `usual`, which you have, and `per_m2`, the asking price per square metre. No file
# can hold that: it depends on the house in the request. So `predict` computes it, and the caller sends only
# `district`, `area` and `asked`.
#
# The regression is logged already; its address is in `regression_uri`. Such an address can be the value of an
# artifact: then the folder of that model is copied into yours, and `mlflow.sklearn.load_model` takes its path.
#
# **Log a model `estimate` with two artifacts, `rates` and `regression`. It computes both columns for each house and gives
# what the regression predicts from them.** It needs `pip_requirements=["pandas", "scikit-learn"]`.


# %% tags=["task:request"]
# BEGIN SOLUTION
class Estimate(mlflow.pyfunc.PythonModel):
    def load_context(self, context):
        self.rates = market.read_rates(context.artifacts["rates"])
        self.regression = mlflow.sklearn.load_model(context.artifacts["regression"])

    def predict(self, context, model_input: pd.DataFrame, params=None):
        features = pd.DataFrame(
            {
                "usual": model_input["district"].map(self.rates) * model_input["area"],
                "per_m2": model_input["asked"] / model_input["area"],
            }
        )
        return self.regression.predict(features)


mlflow.pyfunc.log_model(
    name="estimate",
    python_model=Estimate(),
    artifacts={"rates": str(work / "rates.json"), "regression": regression_uri},
    input_example=requests.head(2),
    pip_requirements=["pandas", "scikit-learn"],
)
# END SOLUTION

# %% tags=["check:request"]
model = ready("estimate")
signature = get_model_info(model.model_uri).signature
if signature is None:
    answers_of(opened(model.model_uri), requests)  # says what predict raises, for then MLflow infers no signature
assert signature and signature.inputs and not signature.inputs.is_tensor_spec(), (
    "The model estimate has no signature with named columns: hand log_model input_example=requests.head(2)."
)
assert sorted(signature.inputs.input_names()) == ["area", "asked", "district"], (
    f"A caller has to send {sorted(signature.inputs.input_names())}, not area, asked and district: "
    "declare what is in a request, and compute the rest in predict."
)
stored = files(model)
assert any(path.endswith("model.skops") for path in stored), (
    "The regression is not in the model's folder: give the artifact regression the value regression_uri."
)
answers = answers_of(opened(model.model_uri), requests)
assert not np.allclose(answers, usual.head(10)), (
    "The model gives the usual prices: hand the two columns to the regression."
)
wrong = int((~np.isclose(answers, expected)).sum())
assert not wrong, (
    f"{wrong} of {len(expected)} estimates differ from the regression's own: "
    "per_m2 is the asking price of this house divided by its area, and the order is usual, per_m2."
)
assert np.allclose(swapped(model), other_files), (
    "With other files in its folder the model answers as before: take the rates and the regression from "
    "context.artifacts, not from the notebook or the store."
)
print(f"Right: {len(answers)} estimates equal the reference.")

# %% [markdown]
# ## Task 3: a floor that can be moved
#
# The agency names no price below a floor. The floor is a decision of the business, and another branch wants another
# one. So it does not belong into the code: `model_config={"floor": …}` of `log_model` stores it with the model,
# `context.model_config["floor"]` reads it, and `load_model(…, model_config={"floor": …})` sets another value for the
# object that it returns.
#
# **Log a model `floored`, which is `estimate` with a floor of 150,000.0 from `model_config` (`class Floored(Estimate)` takes
# over the rest). Then load it with a floor of
# 400,000.0 and keep what you get in the variable `other_branch`.**


# %% tags=["task:floor"]
# BEGIN SOLUTION
class Floored(Estimate):
    def predict(self, context, model_input: pd.DataFrame, params=None):
        return np.maximum(super().predict(context, model_input), context.model_config["floor"])


floored = mlflow.pyfunc.log_model(
    name="floored",
    python_model=Floored(),
    artifacts={"rates": str(work / "rates.json"), "regression": regression_uri},
    model_config={"floor": 150_000.0},
    input_example=requests.head(2),
    pip_requirements=["pandas", "scikit-learn"],
)
other_branch = mlflow.pyfunc.load_model(floored.model_uri, model_config={"floor": 400_000.0})
# END SOLUTION

# %% tags=["check:floor"]
model = ready("floored")
config = get_model_info(model.model_uri).flavors["python_function"].get("config") or {}
assert config.get("floor") == 150_000, (
    f"The stored model has the settings {config}, not a floor of 150000: hand log_model model_config, with a number."
)
answers = answers_of(opened(model.model_uri), requests)
assert np.allclose(answers, np.maximum(expected, 150_000)), (
    "The stored model does not keep to its floor: give the larger of the estimate and the floor."
)
other_branch = globals().get("other_branch")
assert isinstance(other_branch, mlflow.pyfunc.PyFuncModel), (
    "There is no loaded model in the variable other_branch: assign what mlflow.pyfunc.load_model returns."
)
assert other_branch.metadata.model_id == model.model_id, (
    "The variable other_branch holds another model: load the newest model floored, and log no second one for the branch."
)
assert np.allclose(answers_of(other_branch, requests), np.maximum(expected, 400_000)), (
    "The model other_branch does not keep to 400000: "
    "read the floor from context.model_config in predict, and hand load_model the other value."
)
assert np.allclose(swapped(model, {"floor": 300_000.0}), np.maximum(other_files, 300_000)), (
    "With other files and another floor the stored model answers as before: take the rates and the regression from "
    "context.artifacts, and the floor from context.model_config."
)
print("Right: one stored model, two floors.")

# %% [markdown]
# ## Task 4: from code, with your own module
#
# The three models so far are pickles, files of a Python object, and they load only where `market.py` can be imported. For the version that
# goes to production you log a file instead. It is run when the model is loaded, and its last line hands over the
# object: `mlflow.models.set_model(…)`. `code_paths` copies your module into the model.
#
# **Write the file `work / "pricer.py"` (`write_text` does that), with its own imports of `market`, mlflow, NumPy and pandas, the class of task 3 in
# one piece, because the file does not know the notebook's classes, and `set_model` at its end. Log it as the model `pricer`, with the same artifacts, the same `model_config`, and `market.py` in `code_paths`.**

# %% tags=["task:from-code"]
# BEGIN SOLUTION
(work / "pricer.py").write_text("""
import market
import mlflow
import numpy as np
import pandas as pd


class Pricer(mlflow.pyfunc.PythonModel):
    def load_context(self, context):
        self.rates = market.read_rates(context.artifacts["rates"])
        self.regression = mlflow.sklearn.load_model(context.artifacts["regression"])

    def predict(self, context, model_input: pd.DataFrame, params=None):
        features = pd.DataFrame(
            {
                "usual": model_input["district"].map(self.rates) * model_input["area"],
                "per_m2": model_input["asked"] / model_input["area"],
            }
        )
        return np.maximum(self.regression.predict(features), context.model_config["floor"])


mlflow.models.set_model(Pricer())
""")
mlflow.pyfunc.log_model(
    name="pricer",
    python_model=str(work / "pricer.py"),
    code_paths=[str(work / "market.py")],
    artifacts={"rates": str(work / "rates.json"), "regression": regression_uri},
    model_config={"floor": 150_000.0},
    input_example=requests.head(2),
    pip_requirements=["pandas", "scikit-learn"],
)
# END SOLUTION

# %% tags=["check:from-code"]
model = ready("pricer")
stored = files(model)
assert "python_model.pkl" not in stored, (
    "The model holds a pickle: hand python_model the path of the file pricer.py, not an object."
)
assert not [path for path in stored if path.startswith("code/") and path.count("/") > 1], (
    "code_paths has taken a whole folder along: name the file market.py alone."
)
assert "pricer.py" in stored, "The file pricer.py is not in the model: hand python_model its path as text."
assert "code/market.py" in stored, (
    "The module market is not in the model, so it loads on your machine only: name market.py in code_paths."
)
written = (Path(mlflow.artifacts.download_artifacts(model.model_uri)) / "pricer.py").read_text()
assert "set_model(" in written, "The file pricer.py hands over no object: call mlflow.models.set_model at its end."
loaded = opened(model.model_uri)
assert type(loaded.unwrap_python_model()).__module__ != "__main__", (
    "The object in the model comes from this notebook: define the class in the file and call set_model there."
)
answers = answers_of(loaded, requests)
assert loaded.metadata.signature, "The model pricer has no signature: hand log_model input_example=requests.head(2)."
assert np.allclose(answers, np.maximum(expected, 150_000)), (
    "The model pricer does not answer like floored: take over both columns, the regression and the floor."
)
config = get_model_info(model.model_uri).flavors["python_function"].get("config") or {}
assert config.get("floor") == 150_000, (
    f"The model pricer has the settings {config}, not a floor of 150000: hand log_model the same model_config."
)
assert np.allclose(swapped(model, {"floor": 300_000.0}), np.maximum(other_files, 300_000)), (
    "With other files and another floor the model pricer answers as before: take the rates and the regression from "
    "context.artifacts, the floor from context.model_config, and write none of them into the file."
)
print("Right:", ", ".join(path for path in stored if path.endswith(".py")))

# %% [markdown]
# Does it load elsewhere? A process that knows neither your folder nor your notebook tells.

# %% tags=["local"] why="It starts a process of its own."
ask = """
import sys
import mlflow, numpy as np, pandas as pd

loaded = mlflow.pyfunc.load_model(sys.argv[1])
house = pd.DataFrame({"district": ["hill"], "area": [80.0], "asked": [480000.0]})
print(np.asarray(loaded.predict(house)).ravel().round(-3))
"""
model = ready("pricer")
folder = Path(mlflow.artifacts.download_artifacts(model.model_uri)).resolve()
elsewhere = subprocess.run(
    [sys.executable, "-c", ask, str(folder)], cwd=tempfile.mkdtemp(), capture_output=True, text=True
)
assert elsewhere.returncode == 0, (
    f"Elsewhere the model does not load or answer: {elsewhere.stderr.strip().splitlines()[-1]}. "
    "Look in pricer.py for what only your folder or your store has."
)
print(elsewhere.stdout)

# %% [markdown]
# ## Task 5: register it, and send what a server receives
#
# A server gets neither a frame nor an object, but text.
# `convert_input_example_to_serving_input(frame)` writes a frame as such a text, and
# `mlflow.models.predict(uri, input_path=…, output_path=…, content_type="json", env_manager="local")` reads the text from a
# file, calls the model and writes the answer to a file. No server is needed; `"local"` takes the environment that you are in.
#
# **Register the model `pricer` under the name in `registered`. Write the payload for `requests` to `work / "payload.json"`,
# and let your newest version, at first `models:/house-pricer/1`, answer it into `work / "answer.json"`.**

# %%
registered = "house-pricer"

# %% tags=["task:register"]
# BEGIN SOLUTION
version = mlflow.register_model(ready("pricer").model_uri, registered)
(work / "payload.json").write_text(convert_input_example_to_serving_input(requests))
mlflow.models.predict(
    f"models:/{registered}/{version.version}",
    input_path=str(work / "payload.json"),
    output_path=str(work / "answer.json"),
    content_type="json",
    env_manager="local",
)
# END SOLUTION

# %% tags=["check:register"]
model = ready("pricer")
versions = client.search_model_versions(f"name = '{registered}'", order_by=["version_number DESC"])
assert versions, f"There is no version of {registered} in the registry: call mlflow.register_model with that name."
assert model.model_id in versions[0].source, (
    f"Version {versions[0].version} of {registered} does not come from the newest model pricer: register its model_uri."
)
assert (work / "payload.json").is_file(), "There is no file payload.json in work: write the payload there."
try:
    payload = json.loads((work / "payload.json").read_text())
except json.JSONDecodeError:
    raise AssertionError("The file payload.json holds no JSON: write what the converter returns as it is.") from None
assert not isinstance(payload, str), (
    "The payload is a text within a text: the converter gives JSON, so leave out json.dumps."
)
assert isinstance(payload, dict) and "dataframe_split" in payload, (
    "The payload has no key dataframe_split: let convert_input_example_to_serving_input write it."
)
assert (work / "answer.json").is_file(), "There is no file answer.json in work: name it as the output_path of predict."
answered = json.loads((work / "answer.json").read_text())
answers = pd.DataFrame(answered["predictions"] if "predictions" in answered else []).to_numpy().ravel()
assert len(answers) == len(requests), (
    f"The answer has {len(answers)} prices, not {len(requests)}: send all of requests."
)
assert np.allclose(answers, np.maximum(expected, 150_000)), (
    "The prices in the answer are not those of the model pricer: send the requests as they are to your newest version."
)
assert payload["dataframe_split"]["data"] == requests.values.tolist(), (
    "The file payload.json does not hold the ten requests: write it anew, and let the model answer it."
)
print(f"Right: version {versions[0].version} answers {len(answers)} houses.")

# %% [markdown]
# ## What was stored
#
# Your models, as the store tells them. All take the same three columns or fewer, and only `pricer` loads where nobody has `market.py`.


# %% tags=["result"]
def kept(name):
    """What the store holds of your newest model of that name."""
    stored = files(ready(name))
    info = get_model_info(ready(name).model_uri)
    return {
        "model": name,
        "object": "pickle" if "python_model.pkl" in stored else "code",
        "own modules": ", ".join(path for path in stored if path.startswith("code/")) or "-",
        "artifacts": ", ".join(sorted(info.flavors["python_function"]["artifacts"])),
        "floor": (info.flavors["python_function"].get("config") or {}).get("floor", "-"),
        "files": len(stored),
    }


pd.DataFrame([kept(name) for name in ("usual", "estimate", "floored", "pricer")]).set_index("model")

# %% [markdown]
# And this is the beginning of the text that the model was sent:

# %%
print((work / "payload.json").read_text()[:120])

# %% [markdown]
# To see the same in MLflow's own pages, give the records a home that lasts, because the folder of this lab is
# a temporary one. In the notebook's folder set `MLFLOW_TRACKING_URI=sqlite:///lab.db`, start Jupyter and run
# the lab again. Then run `mlflow server --backend-store-uri sqlite:///lab.db` there and open the address that
# it prints. Look on the page of the model `pricer`, in the tab Artifacts, for `pricer.py`, `code` and `artifacts`.
#
# ## Go further
#
# What does the model say of a house in a district that `rates.json` does not have? Try
# `requests.head(1).assign(district="airport")`. Decide what it should do, raise an error with a sentence or
# take the mean of all rates, and write it into `pricer.py`. Then log and register it: version 2 has the rule, version
# 1 still behaves as before.
