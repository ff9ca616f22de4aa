"""What a page of the client leaves out, shown with a page of two runs."""

import inspect

import mlflow
from mlflow import MlflowClient


def proof():
    assert inspect.signature(MlflowClient.search_runs).parameters["max_results"].default == 1000
    for auc in (0.95, 0.70, 0.80):
        with mlflow.start_run():
            mlflow.log_metric("auc", auc)
    client = MlflowClient()
    runs = client.search_runs(["0"], max_results=2)
    assert [run.data.metrics["auc"] for run in runs] == [0.80, 0.70], "the newest"
    assert runs.token
    assert max(runs, key=lambda run: run.data.metrics["auc"]).data.metrics["auc"] == 0.80
    again = client.search_runs(["0"], max_results=2)
    assert [run.info.run_id for run in again] == [run.info.run_id for run in runs], "no sample"
    whole = client.search_runs(["0"])
    assert max(whole, key=lambda run: run.data.metrics["auc"]).data.metrics["auc"] == 0.95, "floats, and none hidden"
    (best,) = client.search_runs(["0"], order_by=["metrics.auc DESC"], max_results=1)
    assert best.data.metrics["auc"] == 0.95
