# ---
# jupyter:
#   champion:
#     title: "Dependencies, big files, memory"
#     objectives: [gai-4.4, mlp-3.3]
#     builds: "A reader of digits that brings its environment and its module along, weighs little, and a training that reads a large file in chunks."
#     result: "What each model asks for, what it brings along and what it weighs."
#     minutes: 40
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
# # Dependencies, big files, memory
#
# A post office reads the digits of postcodes. The colleague who made the model has left. On her machine it works; on
# every other one it fails, is too large, or was made by a training that does not fit into memory. You get her machine for an hour,
# and make portable what is there. Nobody wants to pay for the training again.
#
# You learn to
#
# - find a wrong requirement in the log, and mend it in the model that exists;
# - send a module of your own along;
# - weigh a model, and keep the training data out of it;
# - train on a large file in chunks, with one point of a metric for each.
#
# There are four tasks. Your copy of the notebook has the line `# Your code here` where a task wants code. The
# cell after each task checks what your code left in the store, and says in one sentence what is missing. You
# may run a task as often as you like. If you run the set-up again, run everything below it again.
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
# The lab's own files are in the folder `work`. What MLflow logs about requirements is kept in the list `said`.
#
# Some helpers serve the checks. `ready(name)` gives your newest logged model of that name, which must be whole;
# `needs(model)` gives the lines of its `requirements.txt`, under the names of the packages; `weight(model)` what it weighs, in MB.
# Within `elsewhere()` the folder `work` is not on Python's path, and the files in it are out of sight, as on another machine.

# %%
import logging
import os
import re
import subprocess
import sys
import tempfile
import time
import tracemalloc
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
os.environ.setdefault("MLFLOW_LOGGING_LEVEL", "ERROR")  # hides MLflow's notices, not its errors

import mlflow
import numpy as np
import pandas as pd
from mlflow.models import Model
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression, SGDRegressor
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

work = Path(tempfile.mkdtemp(prefix="dependencies-"))
if not os.environ.get("MLFLOW_TRACKING_URI"):
    os.chdir(work)
    mlflow.set_tracking_uri("sqlite:///mlflow.db")

experiment = mlflow.set_experiment(os.environ.get("MLFLOW_EXPERIMENT_NAME", "digits"))
client = mlflow.MlflowClient()
begun = int(time.time() * 1000)  # models from before this moment belong to an earlier session

said = []
logger = logging.getLogger("mlflow.utils.requirements_utils")
logger.setLevel(logging.WARNING)
logger.addFilter(lambda record: said.append(record.getMessage()))  # kept, and not shown


def models_named(name):
    """Your logged models of that name since the set-up, oldest first."""
    assert mlflow.active_run() is None, "A run is still open: call mlflow.end_run() once, then use a with block."
    found = client.search_logged_models(
        [experiment.experiment_id],
        f"creation_timestamp >= {begun}",
        order_by=[{"field_name": "creation_timestamp", "ascending": True}],
    )
    return [model for model in found if model.name == name]


def ready(name):
    """Your newest logged model of that name, which must be whole."""
    found = models_named(name)
    assert found, f"The store has no logged model named {name} yet: hand log_model name={name!r}."
    assert str(found[-1].status) == "READY", (
        f"The newest model named {name} is {found[-1].status}, not READY: "
        "log_model has raised, so read its error, mend the call and log the model again."
    )
    return found[-1]


def needs(model):
    """What a logged model asks for: the lines of its requirements.txt, by package."""
    folder = Path(mlflow.artifacts.download_artifacts(model.model_uri))
    lines = (folder / "requirements.txt").read_text().split()
    return {re.split("[=<>~!]", line)[0]: line for line in lines}


def weight(model):
    """What a logged model weighs, in MB."""
    return Model.load(model.model_uri).model_size_bytes / 1e6


@contextmanager
def elsewhere():
    """Python's path and modules without those of the folder work, and the files in it under other names."""
    path, module = list(sys.path), sys.modules.pop("strokes", None)
    sys.path[:] = [entry for entry in path if Path(entry or ".").resolve() != work.resolve()]
    away = {}
    for file in work.iterdir():
        if file.is_file() and not file.name.startswith("mlflow.db"):
            with suppress(OSError):  # Windows keeps the name of a file that is open
                away[file] = file.rename(file.with_name(f"{file.name}.away"))
    try:
        yield
    finally:
        for file, there in away.items():
            there.rename(file)
        sys.path[:] = path
        sys.modules.pop("strokes", None)
        if module is not None:
            sys.modules["strokes"] = module


# %% [markdown]
# ## What she left
#
# `strokes.py` prepares the images. The pipeline uses it, and was logged as `reader`. 300 images are kept for the test.

# %%
(work / "strokes.py").write_text('''"""How the images are prepared."""


def even(images):
    """Each image with the same amount of ink."""
    return images * 300 / images.sum(axis=1, keepdims=True)
''')
sys.path.insert(0, str(work))
import strokes

digits = load_digits()
images, labels = digits.data.astype("float64"), digits.target.astype("int64")
train, test = images[:-300], images[-300:]
pipeline = make_pipeline(FunctionTransformer(strokes.even), LogisticRegression(max_iter=300)).fit(train, labels[:-300])
trusted = {"serialization_format": "skops", "skops_trusted_types": ["strokes.even"]}
pins = [f"numpy=={version('numpy')}", "scikit-learn==1.0.0", "opencv-python==4.5.1", f"scipy=={version('scipy')}"]
reader_id = mlflow.sklearn.log_model(pipeline, name="reader", pip_requirements=pins, **trusted).model_id
print(f"{pipeline.score(test, labels[-300:]):.2f} of the test images are read correctly")
print(", ".join(needs(ready("reader"))))

# %% [markdown]
# ## Task 1: the wrong pin
#
# The server of the post office could not build the environment of `reader`. Nothing here complains: the model is READY and it answers. But when
# MLflow logs a model, and when pyfunc loads it, the requirements are compared with what is installed. What was said:

# %%
said.clear()
mlflow.pyfunc.load_model(ready("reader").model_uri)
print("\n".join(line for line in said[0].splitlines() if line.startswith(" -")))

# %% [markdown]
# `import strokes` is all that the pipeline needs besides scikit-learn and NumPy; nobody has ever used OpenCV in it.
# `mlflow.models.update_model_requirements(uri, "add" or "remove", […])` rewrites the list of a logged model, here `ready("reader").model_uri`. It
# takes a list of lines, and `"add"` replaces the line of the same package. `version("scikit-learn")`, which is
# imported above, gives the version that is installed, the one that the pipeline was trained with.
#
# **Repair the list of the model `reader` that is there: scikit-learn pinned to the installed version, no OpenCV, the other lines as they are. Log no
# second model.**

# %% tags=["task:pin"]
# BEGIN SOLUTION
uri = ready("reader").model_uri
mlflow.models.update_model_requirements(uri, "add", [f"scikit-learn=={version('scikit-learn')}"])
mlflow.models.update_model_requirements(uri, "remove", ["opencv-python"])
# END SOLUTION

# %% tags=["check:pin"]
assert len(models_named("reader")) == 1, (
    f"There are {len(models_named('reader'))} models named reader, and the first one still has its old list: "
    "run the set-up and the cell after it again, then repair the model that is there."
)
assert ready("reader").model_id == reader_id, (
    "The model reader that was there is gone, and this is another one: run the set-up and the cell after it again, "
    "then repair the model that is there."
)
listed = needs(ready("reader"))
assert "scikit-learn" in listed, (
    "The model does not ask for scikit-learn any more, so a built environment lacks it: add the installed version."
)
assert listed["scikit-learn"] == f"scikit-learn=={version('scikit-learn')}", (
    f"The model asks for {listed['scikit-learn']}, and installed is {version('scikit-learn')}: pin exactly that one."
)
assert "opencv-python" not in listed, "The model still asks for opencv-python, which nobody uses: remove it."
assert {"mlflow", "numpy", "scipy"} <= listed.keys(), (
    f"The model asks for {sorted(listed)} only: numpy and scipy were right, so put them back."
)
right = {re.split("==", line)[0]: line for line in pins}
for name in ("numpy", "scipy"):
    assert listed[name] == right[name], f"The model asks for {listed[name]}, and {right[name]} was right: put it back."
assert len(listed) == 4, f"The model asks for {sorted(listed)}: take away what you have added."
conda = (Path(mlflow.artifacts.download_artifacts(ready("reader").model_uri)) / "conda.yaml").read_text()
assert all(f"- {line}\n" in conda for line in listed.values()) and "opencv" not in conda, (
    "conda.yaml says something else than requirements.txt: let update_model_requirements rewrite both."
)
said.clear()
mlflow.pyfunc.load_model(ready("reader").model_uri)
assert not said, f"Loading still warns: {said[0].splitlines()[1]}"
print("Right:", ", ".join(sorted(listed)), "- and loading says nothing more.")

# %% [markdown]
# ## Task 2: the module that stays at home
#
# The list is right now, and the next server still cannot load the model:

# %%
with elsewhere():
    try:
        mlflow.sklearn.load_model(ready("reader").model_uri)
    except ModuleNotFoundError as error:
        print(error)

# %% [markdown]
# The model has the *name* of the function `strokes.even`, not its code. On this machine the file can be found, so you can load the fitted pipeline here and log
# it once more. `code_paths` takes a list with the paths of files that shall come along, here `work / "strokes.py"`. The format of the file, skops, has
# to be told which function it may trust: hand on `**trusted`.
#
# **Log the pipeline as `portable`, so that it loads where `strokes.py` has never been. Ask for scikit-learn in the installed version.** There is no
# need to train anything.

# %% tags=["task:module"]
# BEGIN SOLUTION
fitted = mlflow.sklearn.load_model(ready("reader").model_uri)
mlflow.sklearn.log_model(
    fitted,
    name="portable",
    code_paths=[str(work / "strokes.py")],
    pip_requirements=[f"scikit-learn=={version('scikit-learn')}"],
    **trusted,
)
# END SOLUTION

# %% tags=["check:module"]
model = ready("portable")
listed = needs(model)
assert "sklearn" in Model.load(model.model_uri).flavors, (
    "The model portable is none of scikit-learn: log the pipeline itself, with mlflow.sklearn.log_model."
)
try:
    with elsewhere():
        loaded = mlflow.sklearn.load_model(model.model_uri)
        answers = loaded.predict(test[:20])
        sure = loaded.predict_proba(test)
except ModuleNotFoundError as error:
    inside = Path(mlflow.artifacts.download_artifacts(model.model_uri)) / "code"
    advice = "Name the file strokes.py in code_paths."
    if "strokes" in listed:
        advice = "pip has no package of that name that is yours: name the file in code_paths."
    if list(inside.rglob("strokes.py")):
        advice = "In code_paths name the file itself, not its folder: a folder comes along as a folder."
    raise AssertionError(f"Elsewhere the model cannot be loaded: {error.msg}. {advice}") from None
assert isinstance(loaded, Pipeline) and len(loaded) == 2, (
    "The model portable has not both steps of the pipeline: log the whole pipeline, which evens out the ink first."
)
assert np.array_equal(loaded[-1].coef_, pipeline[-1].coef_), (
    "The coefficients differ from those of the reader: load the fitted pipeline and log that, without a training."
)
assert np.allclose(sure, pipeline.predict_proba(test)), "The model portable reads other digits: log the whole pipeline."
assert listed.get("scikit-learn") == f"scikit-learn=={version('scikit-learn')}", (
    f"The model portable asks for {listed.get('scikit-learn', 'no scikit-learn')}: "
    f"pin the installed {version('scikit-learn')} in pip_requirements."
)
assert not {"strokes", "opencv-python"} & listed.keys(), (
    f"The model portable asks for {sorted(listed)}: strokes comes along as a file, and OpenCV is not needed."
)
print(f"Right: elsewhere it reads {''.join(map(str, answers))}.")

# %% [markdown]
# A process of its own knows neither your folder nor your notebook. It tells for certain.

# %% tags=["local"] why="It starts a process of its own."
ask = """
import sys
import mlflow, numpy as np

images = np.load(sys.argv[2])
print(mlflow.sklearn.load_model(sys.argv[1]).predict(images))
"""
np.save(work / "images.npy", test[:20])
folder = Path(mlflow.artifacts.download_artifacts(model.model_uri)).resolve()
fresh = subprocess.run(
    [sys.executable, "-c", ask, str(folder), str(work / "images.npy")],
    cwd=tempfile.mkdtemp(),
    capture_output=True,
    text=True,
)
assert fresh.returncode == 0, fresh.stderr[-1000:]
print(fresh.stdout)

# %% [markdown]
# ## Task 3: 18 MB for a mean
#
# Her second model says how unusual an image is: how far it is, pixel by pixel, from the mean of all images that she had
# trained with, 24 copies of each, blurred by noise. She kept them all, "for the analysis of errors".


# %%
noise = np.random.default_rng(3)
many = np.concatenate([train + noise.normal(0, 1, train.shape) for _ in range(24)])


class Unusual(mlflow.pyfunc.PythonModel):
    def __init__(self, seen):
        self.seen = seen

    def predict(self, context, model_input: np.ndarray, params=None):
        return np.abs(model_input - self.seen.mean(axis=0)).mean(axis=1)


reference = Unusual(many).predict(None, test[:20])
mlflow.pyfunc.log_model(name="unusual", python_model=Unusual(many), pip_requirements=["numpy"])
print(f"{len(many)} images, {weight(ready('unusual')):.1f} MB")

# %% [markdown]
# Each worker of a server loads that, and holds it as long as it lives.
#
# **Log a model `slim` that gives the same answers, on any machine, and weighs less than 1 MB.** It needs `pip_requirements=["numpy"]`.


# %% tags=["task:size"]
# BEGIN SOLUTION
class Slim(mlflow.pyfunc.PythonModel):
    def __init__(self, mean):
        self.mean = mean

    def predict(self, context, model_input: np.ndarray, params=None):
        return np.abs(model_input - self.mean).mean(axis=1)


mlflow.pyfunc.log_model(name="slim", python_model=Slim(many.mean(axis=0)), pip_requirements=["numpy"])
# END SOLUTION

# %% tags=["check:size"]
model = ready("slim")
heavy = weight(model)
inside = Model.load(model.model_uri).flavors["python_function"].get("artifacts")
assert heavy < 1 or not inside, (
    f"The model weighs {heavy:.1f} MB: the images have moved into artifacts, which count as well. "
    "Keep what predict needs of them."
)
assert heavy < 1, (
    f"The model weighs {heavy:.1f} MB, so it still has the images: on self, or because predict uses a variable of the "
    "notebook. Keep what predict needs of them, 64 numbers."
)
try:
    with elsewhere():
        answers = np.asarray(mlflow.pyfunc.load_model(model.model_uri).predict(test[:20])).ravel()
except OSError as error:
    raise AssertionError(
        f"On another machine the model cannot answer: {error}. Keep what predict needs in the model itself."
    ) from None
assert answers.shape == reference.shape, f"The model gives {answers.shape} numbers for 20 images: give one for each."
assert np.allclose(answers, reference, atol=1e-6), (
    "The answers differ from those of unusual: take the mean of all the images in many before you log, "
    "and not once more in predict."
)
print(f"Right: {heavy * 1000:.0f} kB, and the same answers.")

# %% [markdown]
# ## Task 4: two million rows
#
# The third thing that she left is a file: how fast and how hard a pen moved, and how wide the stroke became. Two
# million rows: 400,000 made up with a seed and repeated, which for the memory is no difference.

# %%
ROWS, CHUNK = 2_000_000, 100_000
strokes_file = work / "strokes.csv"
random = np.random.default_rng(5)
blocks = []
for _ in range(4):
    pressure, speed = random.integers(0, 1000, (2, CHUNK))
    width = 3 * pressure - speed + random.integers(-50, 51, CHUNK)
    rows = pd.DataFrame({"pressure": pressure, "speed": speed, "width": width})
    blocks.append(rows.to_csv(header=False, index=False))
with strokes_file.open("w") as file:
    file.write("pressure,speed,width\n")
    for number in range(ROWS // CHUNK):
        file.write(blocks[number % len(blocks)])
last = rows  # the file ends with these
del blocks, rows, pressure, speed, width


def parts(frame):
    """Inputs and target of some rows, both scaled."""
    return frame[["pressure", "speed"]] / 1000, frame["width"] / 1000


print(f"{strokes_file.stat().st_size / 1e6:.0f} MB")

# %% [markdown]
# Read at once, the rows take more than 60 MB. `pd.read_csv(strokes_file, chunksize=CHUNK)` gives one frame
# of 100,000 rows after the other, `parts(chunk)` gives its inputs and its target, both scaled, and `partial_fit` learns from them and keeps what it has
# learned before. The first two lines of the cell let Python note how much memory is in use, anew each time.
#
# **In a run named `chunks` train an `SGDRegressor(random_state=0)` on all rows, in twenty chunks. After `partial_fit` on a chunk log the metric `mae`, the mean
# absolute error on this chunk, with the number of the chunk, 0 to 19, as its step. At the end log the regressor in the same run, as the model `width` with
# `pip_requirements=["scikit-learn"]`. At no time may more than 24 MB be in use.**

# %% tags=["task:chunks"]
tracemalloc.start()
tracemalloc.reset_peak()
# BEGIN SOLUTION
regressor = SGDRegressor(random_state=0)
with mlflow.start_run(run_name="chunks"):
    for step, chunk in enumerate(pd.read_csv(strokes_file, chunksize=CHUNK)):
        inputs, target = parts(chunk)
        regressor.partial_fit(inputs, target)
        mlflow.log_metric("mae", float((regressor.predict(inputs) - target).abs().mean()), step=step)
    mlflow.sklearn.log_model(regressor, name="width", pip_requirements=["scikit-learn"])
# END SOLUTION

# %% tags=["check:chunks"]
assert tracemalloc.is_tracing(), "Nobody notes the memory any more: run the task's cell again."
peak = tracemalloc.get_traced_memory()[1] / 1e6
model = ready("width")
assert model.source_run_id, "The model width belongs to no run: call log_model inside the with block of start_run."
run = client.get_run(model.source_run_id)
assert run.info.run_name == "chunks", f"The run of width is named {run.info.run_name}, not chunks: give it that name."
loaded = mlflow.sklearn.load_model(model.model_uri)
rows = int(getattr(loaded, "t_", 1)) - 1
assert peak < 24, (
    f"Up to {peak:.0f} MB were in use, more than 24: read the file with chunksize, and keep no chunk, "
    "neither in a list nor in a frame from an earlier try, which del takes away. Then run the task again."
)
assert rows == ROWS, (
    f"The regressor has learned from {rows} rows, not from {ROWS}: give each chunk to partial_fit, once."
)
history = client.get_metric_history(run.info.run_id, "mae")
steps = [point.step for point in sorted(history, key=lambda point: point.step)]
assert steps, "The run has no metric mae: log it after each chunk."
assert steps == list(range(ROWS // CHUNK)), (
    f"The metric mae has {len(steps)} points with the steps {steps[0]} to {steps[-1]}, not one for each chunk from 0 to 19: "
    "log it in the loop, with step."
)
assert max(point.value for point in history) < 0.2, (
    "The error is larger than the scaled widths allow: compare the predictions with the target of the same chunk, "
    "both as parts(chunk) gives them."
)
assert loaded.get_params() == SGDRegressor(random_state=0).get_params(), (
    f"The regressor is {loaded}: take SGDRegressor(random_state=0), and nothing else."
)
inputs, target = parts(last)
error, told = float((loaded.predict(inputs) - target).abs().mean()), client.get_run(run.info.run_id).data.metrics["mae"]
assert np.isclose(error, told), (
    f"The last point of mae is {told:.4f}, and on the last chunk the regressor's mean absolute error is {error:.4f}: "
    "take the mean of the absolute differences, after partial_fit."
)
print(f"Right: {len(steps)} points, {rows} rows, and at most {peak:.0f} MB in use.")

# %%
tracemalloc.stop()

# %% [markdown]
# ## What was stored
#
# All five models, as the store tells them: what each asks for, whether it brings code along, and what it weighs.


# %% tags=["result"]
def kept(name):
    """What the store holds of your newest model of that name."""
    model = ready(name)
    folder = Path(mlflow.artifacts.download_artifacts(model.model_uri))
    return {
        "model": name,
        "asks for": ", ".join(sorted(needs(model).keys() - {"mlflow"})),
        "own modules": ", ".join(path.name for path in sorted(folder.glob("code/*.py"))) or "-",
        "MB": f"{weight(model):.2f}",
    }


pd.DataFrame([kept(name) for name in ("reader", "portable", "unusual", "slim", "width")]).set_index("model")

# %% [markdown]
# To see the same in MLflow's own pages, give the records a home that lasts, because the folder of this lab is
# a temporary one. In the notebook's folder set `MLFLOW_TRACKING_URI=sqlite:///lab.db`, start Jupyter and run
# the lab again. Then run `mlflow server --backend-store-uri sqlite:///lab.db` there and open the address that
# it prints. Look on the page of the model `portable`, in the tab Artifacts, for `requirements.txt` and `code`, and in the run `chunks` for
# the curve of `mae`.
#
# ## Go further
#
# The error of task 4 is measured on rows that the regressor has just learned from. Measure it *before* `partial_fit`
# instead, from the second chunk on: then each chunk is a test on rows that are new. How far are the two curves apart, and from which
# step on?
