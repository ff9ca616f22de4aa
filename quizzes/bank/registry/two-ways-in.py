"""Which calls leave a version, and which only a name or nothing."""

import contextlib

import mlflow
from mlflow import MlflowClient, MlflowException
from sklearn.linear_model import LinearRegression


def proof():
    client = MlflowClient()
    model = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])

    def log(**names):
        return mlflow.sklearn.log_model(model, pip_requirements=["scikit-learn"], **names)

    def versions():
        return [int(version.version) for version in client.search_model_versions("name = 'main.ml.noise'")]

    try:
        log(name="main.ml.noise")
    except MlflowException:
        assert versions() == []
    else:
        raise AssertionError("dots are refused in a logged model's name")
    client.create_registered_model("main.ml.noise", tags={"model": "noise"})
    assert versions() == []
    client.delete_registered_model("main.ml.noise")
    info = log(name="noise")
    with contextlib.suppress(AttributeError):
        info.registered_model_version = 1
    assert versions() == []
    mlflow.register_model(info.model_uri, "main.ml.noise")
    assert versions() == [1]
    client.delete_registered_model("main.ml.noise")
    log(name="noise", registered_model_name="main.ml.noise")
    assert versions() == [1]
