"""How often each part of a custom model runs."""

from pathlib import Path

import mlflow
import pandas as pd


def note(word):
    with Path("run.txt").open("a") as file:
        file.write(f"{word} ")


def run():
    return Path("run.txt").read_text().split()


class Fare(mlflow.pyfunc.PythonModel):
    def __init__(self):
        note("made")

    def load_context(self, context):  # noqa: ARG002
        note("loaded")

    def predict(self, context, model_input, params=None):  # noqa: ARG002
        note("asked")
        return (model_input["km"] * 2.0).tolist()


def proof():
    info = mlflow.pyfunc.log_model(name="fare", python_model=Fare(), pip_requirements=["pandas"])
    assert run() == ["made"], "logging does not load"
    model = mlflow.pyfunc.load_model(info.model_uri)
    assert run() == ["made", "loaded"], "loading does not make another object by __init__"
    for km in (3.0, 8.0):
        model.predict(pd.DataFrame({"km": [km]}))
    assert run() == ["made", "loaded", "asked", "asked"], "load_context is not run per request"
