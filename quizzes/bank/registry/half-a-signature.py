"""Unity Catalog's client wants inputs and outputs."""

import os
from pathlib import Path

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
    from mlflow.models import ModelSignature
    from mlflow.types import ColSpec, Schema

    wind, answers = Schema([ColSpec("double", "wind")]), Schema([ColSpec("double")])
    optional = Schema([ColSpec("double", "wind", required=False)])
    for number, (signature, expected) in enumerate(
        [
            (ModelSignature(inputs=wind), "includes only inputs"),
            (ModelSignature(inputs=optional), "includes only inputs"),
            (None, "did not contain any signature metadata"),
            (ModelSignature(inputs=wind, outputs=answers), ""),
        ]
    ):
        folder = Path(f"model-{number}")
        folder.mkdir()
        mlflow.models.Model(signature=signature).save(str(folder / "MLmodel"))
        client = MlflowClient(registry_uri="databricks-uc")
        said = refusal(client.create_model_version, "prod.ml.hail", str(folder.resolve()))
        assert (expected in said) if expected else (said == ""), said
    local = MlflowClient(registry_uri=mlflow.get_tracking_uri())
    local.create_registered_model("hail")
    assert local.create_model_version("hail", str(Path("model-0").resolve())).status == "READY", "no check on SQLite"
