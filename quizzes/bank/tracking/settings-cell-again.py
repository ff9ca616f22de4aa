"""What a run keeps when one of several params would be changed."""

import mlflow
from mlflow import MlflowClient, MlflowException


def proof():
    try:
        with mlflow.start_run() as run:
            mlflow.log_params({"depth": 4, "rounds": 40})
            mlflow.log_metric("auc", 0.71)
            mlflow.log_params({"seed": 7, "rounds": 80})
            mlflow.log_metric("auc", 0.74, step=1)
    except MlflowException:
        pass
    else:
        raise AssertionError("a changed parameter raises")
    stored = MlflowClient().get_run(run.info.run_id)
    assert stored.info.status == "FAILED", "not FINISHED"
    assert stored.data.metrics == {"auc": 0.71}, "neither lost nor followed by another"
    assert stored.data.params == {"depth": "4", "rounds": "40"}, "seed is refused with rounds"
