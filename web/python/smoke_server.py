"""Asks the tracking server's own app, without a socket, and asserts. What it imports is packed as byte code."""

import os

os.environ["_MLFLOW_SERVER_FILE_STORE"] = "sqlite:////tmp/server.db"
os.environ["_MLFLOW_SERVER_ARTIFACT_ROOT"] = "/tmp/server-artifacts"
os.environ["_MLFLOW_SERVER_SERVE_ARTIFACTS"] = "true"
os.environ["_MLFLOW_SERVER_ARTIFACT_DESTINATION"] = "/tmp/server-artifacts"

import flask
from mlflow.server import app

client = app.test_client()
API = "/api/2.0/mlflow"
assert client.get("/health").text == "OK"
made = client.post(f"{API}/experiments/create", json={"name": "served"})
assert made.status_code == 200
found = client.post(f"{API}/experiments/search", json={"max_results": 10, "filter": "name = 'served'"})
assert [one["experiment_id"] for one in found.json["experiments"]] == [made.json["experiment_id"]]
again = client.post(f"{API}/experiments/create", json={"name": "served"})
assert (again.status_code, again.json["error_code"]) == (400, "RESOURCE_ALREADY_EXISTS")
missing = client.get(f"{API}/runs/get", query_string={"run_id": "0" * 32})
assert (missing.status_code, missing.json["error_code"]) == (404, "RESOURCE_DOES_NOT_EXIST")
files = "/api/2.0/mlflow-artifacts/artifacts"
assert client.put(f"{files}/a/b.txt", data=b"hi").status_code == 200
assert client.get(f"{files}/a/b.txt").data == b"hi"
print("smoke ok, flask", flask.__name__)
