"""Whose count it is when a model counts in self."""

import mlflow
import pandas as pd


class Counter(mlflow.pyfunc.PythonModel):
    def load_context(self, context):  # noqa: ARG002
        self.rides = 0

    def predict(self, context, model_input, params=None):  # noqa: ARG002
        self.rides += len(model_input)
        return self.rides


def proof():
    info = mlflow.pyfunc.log_model(name="counter", python_model=Counter(), pip_requirements=["pandas"])
    ride = pd.DataFrame({"km": [4.0]})
    first = mlflow.pyfunc.load_model(info.model_uri)
    assert [first.predict(ride), first.predict(ride)] == [1, 2], "not reset per request"
    second = mlflow.pyfunc.load_model(info.model_uri)
    assert second.predict(ride) == 1, "nothing is shared"
    assert first.predict(ride) == 3, "the second load leaves the first alone"
