"""Which arguments pyfunc's log_model takes, and where."""

import mlflow
import pandas as pd


class Fare(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return (model_input["km"] * 2.0).tolist()


def outcome(*given, **named):
    try:
        info = mlflow.pyfunc.log_model(*given, **named, pip_requirements=["pandas"])
    except Exception as error:
        return type(error).__name__
    return info.name, mlflow.pyfunc.load_model(info.model_uri).predict(pd.DataFrame({"km": [4.0]}))


def proof():
    fare = Fare()
    assert outcome(fare, "fare") == "TypeError"
    assert outcome(name="fare", python_model=fare) == ("fare", [8.0])
    assert isinstance(outcome("fare", fare), str)
    assert outcome(name="fare", pyfunc_model=fare) == "TypeError"
    assert outcome(fare, name="fare") == "MlflowException"
