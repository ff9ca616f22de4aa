"""An easy month makes a worse challenger look better than the champion's logged score."""

import mlflow
import pandas as pd
from mlflow import MlflowClient


def error(slope, frame):
    data = frame.assign(guess=slope * frame["km"])
    result = mlflow.models.evaluate(data=data, predictions="guess", targets="hours", model_type="regressor")
    return result.metrics["mean_absolute_error"]


def proof():
    hard = pd.DataFrame({"km": [100.0, 200.0], "hours": [3.0, 6.0]})
    fresh = pd.DataFrame({"km": [10.0, 20.0], "hours": [0.2, 0.4]})
    champion, challenger = 0.021, 0.025
    with mlflow.start_run() as run:
        mlflow.log_metric("mean_absolute_error", 99.0, step=0)
        mlflow.log_metric("mean_absolute_error", error(champion, hard), step=1)
    old = MlflowClient().get_run(run.info.run_id).data.metrics["mean_absolute_error"]
    assert old != 99.0, "a run shows its last step"
    assert error(challenger, fresh) < old, "the job promotes it"
    assert error(champion, fresh) < error(challenger, fresh), "on the same rows the champion is better"
