"""Which listing shows the files in a folder of a run."""

from pathlib import Path

import mlflow
from mlflow import MlflowClient, MlflowException


def proof():
    Path("out").mkdir()
    for number in range(5):
        Path(f"out/{number}.svg").write_text("<svg/>")
    with mlflow.start_run() as run:
        mlflow.log_artifacts("out", "plots")
    run_id, client = run.info.run_id, MlflowClient()

    (entry,) = client.list_artifacts(run_id)
    assert (entry.path, entry.is_dir) == ("plots", True)
    assert len(client.list_artifacts(run_id, path="plots")) == 5
    assert client.list_artifacts(run_id, path="out") == []
    for error, call in (
        (TypeError, lambda: client.list_artifacts(run_id, recursive=True)),
        (MlflowException, lambda: client.list_artifacts(f"{run_id}/plots")),
    ):
        try:
            call()
        except error:
            continue
        raise AssertionError("this call should raise")
