"""Calls a workspace behind a transport of our own with the Databricks client, and asserts. What it imports is packed as byte code."""

import json
import os

import databricks.sdk
import mlflow
import requests
from mlflow import MlflowClient
from mlflow.deployments import get_deploy_client
from mlflow.exceptions import MlflowException
from mlflow.genai.scorers import scorer

asked = []
mlflow.set_experiment("databricks")


def send(_adapter, request, **_options):
    """What the workspace would answer."""
    response = requests.Response()
    response.status_code, response.request, response.url = 404, request, request.url
    response._content = json.dumps({"name": "churn", "predictions": [1]}).encode()
    if "/.well-known/" not in request.path_url:  # what the client asks of a host that it meets
        asked.append((request.method, request.path_url, request.headers["Authorization"]))
        response.status_code = 200
    return response


kept, requests.adapters.HTTPAdapter.send = requests.adapters.HTTPAdapter.send, send
os.environ |= {"DATABRICKS_HOST": "https://workspace.invalid", "DATABRICKS_TOKEN": "secret"}
assert databricks.sdk.WorkspaceClient().config.auth_type == "pat"
asked.clear()
client = get_deploy_client("databricks")
client.create_endpoint(name="churn", config={"served_entities": []})
assert client.predict(endpoint="churn", inputs={"dataframe_records": [{"x": 1}]})["predictions"] == [1]
paths = ["/api/2.0/serving-endpoints", "/serving-endpoints/churn/invocations"]
assert [(method, path.rstrip("/")) for method, path, _ in asked] == [("POST", path) for path in paths]
assert {token for *_, token in asked} == {"Bearer secret"}

# What Unity Catalog lacks, its client refuses
catalog = MlflowClient(registry_uri="databricks-uc")
try:
    catalog.transition_model_version_stage("main.ml.churn", "1", "Production")
except MlflowException as error:
    assert "unsupported for models in the Unity Catalog" in error.message
else:
    raise AssertionError("a stage was accepted")
requests.adapters.HTTPAdapter.send = kept
del os.environ["DATABRICKS_HOST"], os.environ["DATABRICKS_TOKEN"]


@scorer
def short(outputs):
    return len(outputs) < 3


rows = [{"inputs": {"word": "a"}, "outputs": "a"}]
assert mlflow.genai.evaluate(data=rows, scorers=[short]).metrics["short/mean"] == 1
print("smoke ok, databricks-sdk", databricks.sdk.version.__version__)
