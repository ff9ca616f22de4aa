"""What one function for the feature guards against, and the other three ways don't."""

import mlflow
import pandas as pd
from mlflow.models import infer_signature

PAST = pd.DataFrame({"begin": ["2026-03-01 22:30", "2026-03-01 10:00"]})
RIDE = pd.DataFrame({"begin": ["2026-04-01 22:30"]})


def night(rides, hour=22):
    return (pd.to_datetime(rides["begin"]).dt.hour >= hour).tolist()


class OneFunction(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return night(model_input)


class HourFromConfig(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return (pd.to_datetime(model_input["begin"]).dt.hour > context.model_config["hour"]).tolist()


class FromTheCaller(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return model_input["night"].tolist()


def loaded(model, **more):
    info = mlflow.pyfunc.log_model(name="ride", python_model=model, pip_requirements=["pandas"], **more)
    return mlflow.pyfunc.load_model(info.model_uri)


def proof():
    assert night(PAST) == [True, False]
    assert loaded(OneFunction()).predict(RIDE) == [True]
    assert loaded(HourFromConfig(), model_config={"hour": 22}).predict(RIDE) == [False], "the comparison still differs"
    sent = RIDE.assign(night=pd.to_datetime(RIDE["begin"]).dt.hour > 22)[["night"]]
    signature = infer_signature(sent, [True])
    assert loaded(FromTheCaller(), signature=signature).predict(sent) == [False], "a wrong flag fits the signature"
    assert not RIDE["begin"].isin(PAST["begin"]).any(), "a new ride is in no table"
