"""Which call leaves a finished run without artifacts and raises nothing."""

from pathlib import Path

import mlflow
from mlflow import MlflowClient


def left(call):
    """Status and artifacts of a run in which `call` is the only line; the error's class if it raised."""
    error = None
    try:
        with mlflow.start_run() as run:
            call()
    except OSError as raised:
        error = type(raised)
    client = MlflowClient()
    listed = [entry.path for entry in client.list_artifacts(run.info.run_id)]
    return client.get_run(run.info.run_id).info.status, listed, error


def proof():
    Path("charts").mkdir()
    Path("charts/roc.svg").write_text("<svg/>")
    assert left(lambda: mlflow.log_artifacts("chart")) == ("FINISHED", [], None)
    assert left(lambda: mlflow.log_artifact("loss.svg")) == ("FAILED", [], FileNotFoundError)
    assert left(lambda: mlflow.log_artifact("charts")) == ("FINISHED", ["charts"], None)
    assert left(lambda: mlflow.log_text("", "loss.svg")) == ("FINISHED", ["loss.svg"], None)
