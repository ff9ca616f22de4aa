"""What a run keeps when the file of its last call is missing."""

import mlflow
from mlflow import MlflowClient


def proof():
    try:
        with mlflow.start_run(run_name="nightly") as run:
            mlflow.log_metric("rmse", 0.4)
            mlflow.log_artifact("summary.txt")
    except FileNotFoundError:
        pass
    else:
        raise AssertionError("a missing file raises")
    client = MlflowClient()
    stored = client.get_run(run.info.run_id)
    assert stored.info.status == "FAILED", "neither FINISHED nor RUNNING"
    assert stored.data.metrics == {"rmse": 0.4}, "nothing is undone"
    assert client.list_artifacts(run.info.run_id) == [], "no empty file"
