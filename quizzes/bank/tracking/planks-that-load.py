"""How to leave out models whose logging failed."""

import contextlib

import mlflow
from mlflow import MlflowException
from sklearn.linear_model import LinearRegression
from sklearn.tree import DecisionTreeRegressor


def proof():
    for name, model in (("line", LinearRegression()), ("tree", DecisionTreeRegressor())):
        with contextlib.suppress(MlflowException):
            mlflow.sklearn.log_model(
                model.fit([[0.0], [1.0]], [0.0, 1.0]), name=name, pip_requirements=["scikit-learn"]
            )
    frame = mlflow.search_logged_models()
    assert sorted(frame["status"]) == ["FAILED", "READY"]
    assert list(frame[frame["status"] == "READY"]["name"]) == ["line"]
    assert len(mlflow.search_logged_models(filter_string="status != 'FAILED'")) == 2, "the failed one comes too"
    assert len(mlflow.search_logged_models(filter_string="status = 'READY'")) == 0, "nothing is found"
    assert len(frame.dropna(subset=["artifact_location"])) == 2, "a failed one has a place as well"
