"""Which expressions read a dictionary back from a run."""

import json

import mlflow
from mlflow import MlflowException


def proof():
    with mlflow.start_run() as run:
        mlflow.log_dict({"seed": 7}, "split.json")
    run_id = run.info.run_id
    address = f"runs:/{run_id}/split.json"
    assert mlflow.artifacts.load_dict(address)["seed"] == 7
    assert json.loads(mlflow.artifacts.load_text(address))["seed"] == 7
    for error, wrong in (
        (MlflowException, lambda: mlflow.artifacts.load_dict("split.json")["seed"]),
        (ValueError, lambda: json.loads(mlflow.artifacts.download_artifacts(address))["seed"]),
        (KeyError, lambda: mlflow.get_run(run_id).data.params["split.json"]["seed"]),
    ):
        try:
            wrong()
        except error:
            continue
        raise AssertionError("this expression should raise")
