"""Which path finds the lookup file where the first copy is gone."""

import json
from pathlib import Path

import mlflow
import pandas as pd


class Fare(mlflow.pyfunc.PythonModel):
    def __init__(self, where):
        self.where = where

    def load_context(self, context):
        self.tariffs = json.loads(Path(self.where(context)).read_text())

    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return (model_input["km"] * model_input["zone"].map(self.tariffs)).tolist()


def outcome(where, **more):
    """The answer of the model after the file has gone, or the error's name."""
    file = Path("data/tariffs.json")
    file.parent.mkdir(exist_ok=True)
    file.write_text('{"city": 2.0}')
    info = mlflow.pyfunc.log_model(
        name="fare", python_model=Fare(where), artifacts={"tariffs": str(file)}, pip_requirements=["pandas"], **more
    )
    file.unlink()
    try:
        return mlflow.pyfunc.load_model(info.model_uri).predict(pd.DataFrame({"km": [4.0], "zone": ["city"]}))
    except (OSError, KeyError) as error:
        return type(error).__name__


def proof():
    assert outcome(lambda _: "data/tariffs.json") == "FileNotFoundError", "what the stem has"
    assert outcome(lambda context: context.artifacts["tariffs"]) == [8.0]
    assert outcome(lambda context: context.artifacts["data/tariffs.json"]) == "KeyError"
    assert outcome(lambda _: "artifacts/tariffs.json") == "FileNotFoundError"
    assert outcome(lambda _: "data/tariffs.json", code_paths=["data/tariffs.json"]) == "FileNotFoundError"
