"""What gives the metric of a run that has ended, and what it leaves."""

import mlflow
from mlflow import MlflowException


def proof():
    with mlflow.start_run() as run:
        mlflow.log_metric("rmse", 3.2)
    assert "rmse" not in run.data.metrics, "a snapshot"
    assert mlflow.get_run(run.info.run_id).data.metrics["rmse"] == 3.2
    assert mlflow.get_run(run.info.run_id).info.status == "FINISHED"
    assert mlflow.active_run() is None
    try:
        mlflow.get_run(run.info.run_name)
    except MlflowException:
        pass
    else:
        raise AssertionError("a name is no id")
    assert mlflow.start_run(run_id=run.info.run_id).data.metrics["rmse"] == 3.2
    assert mlflow.get_run(run.info.run_id).info.status == "RUNNING", "opened again, and left open"
    mlflow.end_run()
