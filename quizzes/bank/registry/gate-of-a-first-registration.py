"""What the client asks of a model for Unity Catalog, and what a registry on SQLite takes."""

import inspect
import os

import mlflow
import numpy as np
import requests
from mlflow import MlflowClient, MlflowException
from mlflow.models import infer_signature
from sklearn.linear_model import LinearRegression

os.environ.update(DATABRICKS_HOST="https://workspace.example", DATABRICKS_TOKEN="none")  # noqa: S106  # opens nothing
X = np.array([[0.0], [1.0]])


class Sent(BaseException):
    """A request was about to leave the client."""


def answer(adapter, request, **options):  # noqa: ARG001
    """The host's settings are missing, and each registered model exists; all else counts as sent."""
    found = requests.Response()
    found.request, found.url = request, request.url
    if request.url.endswith("/.well-known/databricks-config"):
        found.status_code = 404
        return found
    if "/registered-models/get?" in request.url:
        found.status_code = 200
        found._content = b'{"registered_model": {"name": "dev.ml.seats"}}'  # noqa: SLF001
        return found
    raise Sent(request.url)


def refusal(uri):
    """Why the client refuses the model for Unity Catalog; empty if it sends the request."""
    folder = mlflow.artifacts.download_artifacts(uri)
    try:
        MlflowClient(registry_uri="databricks-uc").create_model_version("dev.ml.seats", folder)
    except MlflowException as error:
        return error.message
    except Sent:
        return ""
    raise AssertionError("no answer was expected")


def proof():
    model = LinearRegression().fit(X, [0.0, 2.0])
    needs = ["scikit-learn"]
    with mlflow.start_run() as run:
        half = mlflow.sklearn.log_model(model, name="seats", signature=infer_signature(X), pip_requirements=needs)
    assert str(mlflow.register_model(half.model_uri, "seats").version) == "1", "SQLite takes it, and makes the model"
    assert str(mlflow.register_model(f"runs:/{run.info.run_id}/seats", "seats").version) == "2", "either address"
    whole = mlflow.sklearn.log_model(
        model, name="seats", signature=infer_signature(X, model.predict(X)), pip_requirements=needs
    )
    requests.adapters.HTTPAdapter.send = answer
    assert "includes only inputs" in refusal(half.model_uri)
    assert refusal(whole.model_uri) == "", "with outputs it is sent"
    assert "alias" not in inspect.signature(mlflow.register_model).parameters
