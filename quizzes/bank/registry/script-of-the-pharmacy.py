"""Which lines of a script with tags and aliases the client refuses with Unity Catalog."""

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
    client, name = MlflowClient(), "prod.ml.pill"
    assert refusal(client.set_model_version_tag, name, "4", "audit", "closed") == ""
    assert refusal(client.delete_registered_model_alias, name, "challenger") == ""
    said = refusal(client.search_registered_models, "tags.shop = 'north'")
    assert said.startswith("Argument 'filter_string' is unsupported for models in the Unity Catalog")
    stages = "Method 'get_latest_versions' is unsupported for models in the Unity Catalog"
    assert stages in refusal(client.copy_model_version, f"models:/{name}/latest", "prod.ml.spare")
    assert refusal(client.copy_model_version, f"models:/{name}@champion", "prod.ml.spare") == "", "by alias it asks"
    said = refusal(client.search_model_versions, f"name = '{name}'", order_by=["version_number DESC"])
    assert said.startswith("Argument 'order_by' is unsupported for models in the Unity Catalog")
    assert refusal(client.search_model_versions, f"name = '{name}'") == "", "without an order it asks"
    here = MlflowClient(registry_uri=mlflow.get_tracking_uri())
    here.create_registered_model("pill", tags={"shop": "north"})
    for number in (1, 2):
        here.create_model_version("pill", f"s3://pills/{number}")
    here.set_model_version_tag("pill", "1", "audit", "closed")
    here.set_registered_model_alias("pill", "challenger", "1")
    here.delete_registered_model_alias("pill", "challenger")
    here.copy_model_version("models:/pill/latest", "spare")
    assert here.get_model_version("spare", "1").source == "models:/pill/2", "elsewhere all five work"
    found = here.search_model_versions("name = 'pill'", order_by=["version_number DESC"])
    assert [int(version.version) for version in found] == [2, 1]
    assert [model.name for model in here.search_registered_models("tags.shop = 'north'")] == ["pill"]
