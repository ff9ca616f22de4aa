"""What differs between the two searches, and what does not."""

import mlflow
import pandas as pd
from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    for name in ("old", "new", "gone"):
        with mlflow.start_run(run_name=name) as run:
            mlflow.log_metric("f1", 0.5)
    client.delete_run(run.info.run_id)
    frame, page = mlflow.search_runs(), client.search_runs(["0"])
    assert isinstance(frame, pd.DataFrame)
    assert page[0].data.metrics["f1"] == frame["metrics.f1"][0] == 0.5
    names = [run.info.run_name for run in page]
    assert names == list(frame["tags.mlflow.runName"]) == ["new", "old"], "same order, no deleted run"
    same = "run_name = 'new' AND metrics.f1 > 0.1"
    assert len(mlflow.search_runs(filter_string=same)) == len(client.search_runs(["0"], same)) == 1
    try:
        client.search_runs()
    except TypeError:
        pass
    else:
        raise AssertionError("ids have no default")
