"""Where a folder lands with and without the s, and what a listing shows of it."""

from pathlib import Path

import mlflow
from mlflow import MlflowClient


def proof():
    Path("out").mkdir()
    Path("out/loss.svg").write_text("<svg/>")
    client = MlflowClient()
    with mlflow.start_run() as run:
        mlflow.log_artifacts("out", "week-1")
        mlflow.log_artifact("out", "week-2")

    def listed(folder):
        return [entry.path for entry in client.list_artifacts(run.info.run_id, folder)]

    assert listed("week-1") == ["week-1/loss.svg"], "not week-1/out"
    assert listed("week-2") == ["week-2/out"], "neither the file nor what is below"
    assert listed("week-2/out") == ["week-2/out/loss.svg"]
