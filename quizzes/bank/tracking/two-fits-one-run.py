"""What a run keeps of two fits under autolog."""

import mlflow
import numpy as np
from mlflow import MlflowClient, MlflowException
from sklearn.linear_model import Ridge


def proof():
    rows, target = np.array([[0.0], [1.0], [2.0]]), np.array([0.0, 1.0, 3.0])
    mlflow.sklearn.autolog(log_models=False)
    with mlflow.start_run() as run:  # nothing leaves the block
        for alpha in (1.0, 5.0):
            Ridge(alpha=alpha).fit(rows, target)
        try:
            mlflow.log_param("alpha", 5.0)
        except MlflowException:
            pass
        else:
            raise AssertionError("by hand the change raises")
    client = MlflowClient()
    assert client.get_run(run.info.run_id).data.params["alpha"] == "1.0", "not overwritten"
    scores = [point.value for point in client.get_metric_history(run.info.run_id, "training_score")]
    assert len(scores) == 2, "the second fit is not skipped"
    assert scores[0] != scores[1]
