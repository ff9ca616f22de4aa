"""Which of two points on one step a run shows."""

import mlflow
from mlflow import MlflowClient

ONE, TWO = 1_764_291_600_000, 1_764_295_200_000


def proof():
    with mlflow.start_run() as run:
        mlflow.log_metric("accuracy", 0.86, timestamp=TWO)
        mlflow.log_metric("accuracy", 0.91, timestamp=ONE)
    client = MlflowClient()
    assert TWO - ONE == 60 * 60 * 1000
    assert client.get_run(run.info.run_id).data.metrics["accuracy"] == 0.86, "neither the last call nor the best"
    points = client.get_metric_history(run.info.run_id, "accuracy")
    assert [(point.step, point.value) for point in points] == [(0, 0.91), (0, 0.86)], "both are kept"
