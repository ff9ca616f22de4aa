"""Which point a run shows."""

import mlflow
from mlflow import MlflowClient

CALLS = [(3, 0.4), (5, 0.3), (4, 0.2), (1, 0.9)]


def proof():
    client = MlflowClient()
    with mlflow.start_run() as run:
        for step, loss in CALLS:
            mlflow.log_metric("loss", loss, step=step)

    shown = client.get_run(run.info.run_id).data.metrics["loss"]
    points = client.get_metric_history(run.info.run_id, "loss")
    assert shown == 0.3, "the highest step"
    assert shown != CALLS[-1][1], "not the last call"
    assert shown != min(loss for _, loss in CALLS), "not the best"
    assert sorted((point.step, point.value) for point in points) == sorted(CALLS), "all points are kept"
