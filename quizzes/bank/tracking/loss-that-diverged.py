"""What comes back of infinity and NaN."""

import math
import sys

import mlflow
from mlflow import MlflowClient


def proof():
    with mlflow.start_run() as run:
        for step, loss in enumerate([0.7, math.inf, math.nan]):
            mlflow.log_metric("loss", loss, step=step)  # none is refused
    points = MlflowClient().get_metric_history(run.info.run_id, "loss")
    points.sort(key=lambda point: point.step)
    assert [math.isfinite(point.value) for point in points] == [True, True, False]
    assert points[1].value == sys.float_info.max
    assert math.isnan(points[2].value)
