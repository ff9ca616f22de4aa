"""Which addresses the client refuses with Unity Catalog before it sends anything."""

import os

import mlflow
import requests
from mlflow import MlflowClient, MlflowException

os.environ.update(DATABRICKS_HOST="https://workspace.example", DATABRICKS_TOKEN="none")  # noqa: S106  # opens nothing


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
        found._content = b'{"registered_model": {"name": "main.ml.m"}}'  # noqa: SLF001
        return found
    raise Sent(request.url)


def refusal(call, *arguments, **named):
    """The client's message; empty if it sends what it is asked for."""
    try:
        call(*arguments, **named)
    except MlflowException as error:
        return error.message
    except Sent:
        return ""
    raise AssertionError("no answer was expected")


def proof():
    requests.adapters.HTTPAdapter.send = answer
    mlflow.set_registry_uri("databricks-uc")
    for address in ("models:/prod.ml.tax/Production", "models:/prod.ml.tax/latest"):
        assert "unsupported for models in the Unity Catalog" in refusal(mlflow.pyfunc.load_model, address)
    for address in ("models:/prod.ml.tax@champion", "models:/prod.ml.tax/4", "models:/prod.ml.tax@latest_ok"):
        assert refusal(mlflow.pyfunc.load_model, address) == ""
    assert refusal(MlflowClient().set_registered_model_alias, "prod.ml.tax", "latest_ok", "4") == ""
