"""Where a connection may be opened."""

import sqlite3
from pathlib import Path

import mlflow
import pandas as pd

ASKED = pd.DataFrame({"zone": ["city"]})


def connect(path):
    with Path("opened.txt").open("a") as file:
        file.write("x")
    return sqlite3.connect(path)


class Maker(mlflow.pyfunc.PythonModel):
    def __init__(self):
        self.zones = connect("zones.db")

    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return [0.0]


class Query(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):  # noqa: ARG002
        zones = connect(context.artifacts["zones"])
        return [
            zones.execute("SELECT rate FROM zone WHERE name = ?", [name]).fetchone()[0] for name in model_input["zone"]
        ]


class Loader(mlflow.pyfunc.PythonModel):
    def load_context(self, context):
        self.zones = connect(context.artifacts["zones"])

    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return [
            self.zones.execute("SELECT rate FROM zone WHERE name = ?", [name]).fetchone()[0]
            for name in model_input["zone"]
        ]


def logged(model, **more):
    try:
        return mlflow.pyfunc.log_model(
            name="zones", python_model=model, pip_requirements=[], **{"artifacts": {"zones": "zones.db"}, **more}
        )
    except Exception as error:
        return type(error).__name__


def opened(model):
    """How often a connection is opened for a load and three requests, which are answered."""
    info = logged(model)
    Path("opened.txt").write_text("")
    loaded = mlflow.pyfunc.load_model(info.model_uri)
    assert [loaded.predict(ASKED) for _ in range(3)] == [[2.0]] * 3
    return len(Path("opened.txt").read_text())


def proof():
    with sqlite3.connect("zones.db") as zones:
        zones.execute("CREATE TABLE zone (name TEXT, rate REAL)")
        zones.execute("INSERT INTO zone VALUES ('city', 2.0)")
    zones.close()
    assert logged(Maker()) == "MlflowException", "a connection cannot be stored"
    assert opened(Loader()) == 1
    assert opened(Query()) == 3, "once per request"
    connection = sqlite3.connect("zones.db")
    assert isinstance(logged(Query(), artifacts={"zones": connection}), str), "no address"
    assert isinstance(logged(Query(), model_config={"zones": connection}), str), "no text"
    connection.close()
