"""Which value of a curve a search compares."""

import mlflow
from mlflow import MlflowException

CURVE = [0.70, 0.80, 0.90, 0.95, 0.90, 0.85, 0.80, 0.70, 0.65, 0.60]


def found(condition, **more):
    try:
        return [run.info.run_name for run in mlflow.search_runs(filter_string=condition, output_format="list", **more)]
    except MlflowException:
        return None


def proof():
    with mlflow.start_run(run_name="curve"):
        for epoch, auc in enumerate(CURVE):
            mlflow.log_metric("auc", auc, step=epoch)
        mlflow.log_metric("best_auc", max(CURVE))
    with mlflow.start_run(run_name="steady"):
        mlflow.log_metric("auc", 0.7)
    with mlflow.start_run(run_name="flat") as flat:
        for time, auc in enumerate(CURVE, start=1):
            mlflow.log_metric("auc", auc, step=0, timestamp=time, run_id=flat.info.run_id)
    assert found("metrics.auc > 0.9") == []
    assert found("max(metrics.auc) > 0.9") is None
    assert found("", order_by=["metrics.auc DESC"])[0] == "steady"
    assert found("metrics.best_auc > 0.9") == ["curve"]
    assert mlflow.get_run(flat.info.run_id).data.metrics["auc"] == 0.60
