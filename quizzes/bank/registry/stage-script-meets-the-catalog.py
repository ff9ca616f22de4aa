"""Which of the calls the client refuses with Unity Catalog."""

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
    client = MlflowClient(registry_uri="databricks-uc")
    for stage in ("Production", "Archived"):
        said = refusal(client.transition_model_version_stage, "prod.ml.tax", "4", stage)
        assert said.startswith("Method 'transition_model_version_stage' is unsupported for models in the Unity Catalog")
    assert refusal(client.set_registered_model_alias, "prod.ml.tax", "champion", "4") == ""
    mlflow.set_registry_uri("databricks-uc")
    said = refusal(client.copy_model_version, "models:/prod.ml.tax/Production", "prod.ml.tax")
    assert "unsupported for models in the Unity Catalog" in said
    local = MlflowClient(registry_uri=mlflow.get_tracking_uri())
    local.create_registered_model("tax")
    local.create_model_version("tax", "s3://tax/1")
    local.set_registered_model_tag("tax", "stage", "Production")
    assert local.get_model_version("tax", "1").tags == {}, "a tag of the model names no version"
