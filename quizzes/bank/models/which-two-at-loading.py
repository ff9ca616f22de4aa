"""What load_context can know, and how long it stays so."""

import inspect
import json
import time
from pathlib import Path

import mlflow
import pandas as pd

KM = pd.DataFrame({"km": [2.0]})


class Inner(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return (model_input["km"] * 2.0).tolist()


class Outer(mlflow.pyfunc.PythonModel):
    def load_context(self, context):
        self.now = time.monotonic()
        self.zones = json.loads(Path(context.artifacts["zones"]).read_text())
        self.inner = mlflow.pyfunc.load_model(context.artifacts["inner"])

    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return [price + self.zones["city"] for price in self.inner.predict(model_input)]


def proof():
    Path("zones.json").write_text('{"city": 1.0}')
    inner = mlflow.pyfunc.log_model(name="inner", python_model=Inner(), pip_requirements=["pandas"])
    outer = mlflow.pyfunc.log_model(
        name="outer",
        python_model=Outer(),
        artifacts={"zones": "zones.json", "inner": inner.model_uri},
        pip_requirements=["pandas"],
    )
    model = mlflow.pyfunc.load_model(outer.model_uri)
    now = model.unwrap_python_model().now
    assert [model.predict(KM), model.predict(KM)] == [[5.0], [5.0]], "zones and regression serve all requests"
    assert model.unwrap_python_model().now == now < time.monotonic(), "the clock stands still"
    assert list(inspect.signature(mlflow.pyfunc.PythonModel.load_context).parameters) == ["self", "context"], (
        "no request"
    )
