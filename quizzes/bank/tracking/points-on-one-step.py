"""Where the points of a metric stand with and without `step`."""

import mlflow
from mlflow import MlflowClient

LOSSES = [1 / (epoch + 1) for epoch in range(50)]


def steps(run):
    return sorted(point.step for point in MlflowClient().get_metric_history(run.info.run_id, "loss"))


def proof():
    with mlflow.start_run() as without:
        for loss in LOSSES:
            mlflow.log_metric("loss", loss)
    assert steps(without) == [0] * 50

    with mlflow.start_run() as stepped:
        for epoch, loss in enumerate(LOSSES):
            mlflow.log_metric("loss", loss, step=epoch)
    assert steps(stepped) == list(range(50))

    with mlflow.start_run() as near:
        for epoch, loss in enumerate(LOSSES):
            mlflow.log_metric("loss", loss, timestamp=epoch, run_id=near.info.run_id)
        try:
            mlflow.log_metric("loss", 1.0, epoch=3)
        except TypeError:
            pass
        else:
            raise AssertionError("`epoch` is no argument")
    assert steps(near) == [0] * 50, "neither a time nor a run id moves a point"
