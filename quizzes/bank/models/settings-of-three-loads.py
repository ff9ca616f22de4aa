"""What settings at load time change, and for whom."""

import mlflow
import pandas as pd


class Fare(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):  # noqa: ARG002
        rate = context.model_config["rate"]
        fee = context.model_config.get("fee", 0.0)
        return [rate * km + fee for km in model_input["km"]]


def proof():
    info = mlflow.pyfunc.log_model(
        name="fare", python_model=Fare(), model_config={"rate": 2.0, "fee": 1.0}, pip_requirements=["pandas"]
    )
    ride = pd.DataFrame({"km": [10.0]})

    def answer(settings):
        return mlflow.pyfunc.load_model(info.model_uri, model_config=settings).predict(ride)

    assert answer({"rate": 3.0}) == [31.0], "laid over, so the fee stays; not 30.0"
    assert answer({"Fee": 9.0}) == [21.0], "a key that was not logged is ignored; not 29.0"
    assert answer(None) == [21.0], "the stored settings are as before; not 31.0"
