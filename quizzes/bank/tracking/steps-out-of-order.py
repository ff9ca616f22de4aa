"""Which point a run shows."""

import mlflow
from mlflow import MlflowClient

CALLS = [(20, 0.62), (40, 0.71), (30, 0.78), (10, 0.55)]


def proof():
    client = MlflowClient()
    with mlflow.start_run() as run:
        for step, recall in CALLS:
            mlflow.log_metric("recall", recall, step=step)

    shown = client.get_run(run.info.run_id).data.metrics["recall"]
    points = client.get_metric_history(run.info.run_id, "recall")
    assert shown == 0.71, "the highest step"
    assert shown != CALLS[-1][1], "not the last call"
    assert shown != max(recall for _, recall in CALLS), "not the best"
    assert sorted((point.step, point.value) for point in points) == sorted(CALLS), "late points are kept"
