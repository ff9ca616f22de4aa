"""The client refuses a filter and an order for registered models in Unity Catalog."""

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
    assert refusal(client.search_registered_models) == "", "sent"
    for condition in ("name LIKE 'claims%'", "name LIKE 'main.ml.claims%'", "name ILIKE 'claims%'"):
        said = refusal(client.search_registered_models, filter_string=condition)
        assert said.startswith("Argument 'filter_string' is unsupported")
    assert "unsupported" in refusal(client.search_registered_models, order_by=["name"])
    assert "unsupported" in refusal(client.search_registered_models, filter_string="name = 'x'", order_by=["name"])
    assert mlflow.get_tracking_uri().startswith("sqlite:"), "only the registry is elsewhere"
