"""Which of the names of a metric MLflow takes."""

import mlflow
from mlflow import MlflowClient, MlflowException


def taken(name):
    try:
        mlflow.log_metric(name, 0.61)
    except MlflowException:
        return False
    return True


def proof():
    with mlflow.start_run(run_name="depth=4") as run:
        assert taken("hit rate/top 5")
        for wrong in ("hit_rate@5", "hit_rate (top 5)", "hit_rate[top_5]", "hit_rate=top_5"):
            assert not taken(wrong), wrong
    stored = MlflowClient().get_run(run.info.run_id)
    assert stored.data.metrics == {"hit rate/top 5": 0.61}
    assert stored.info.run_name == "depth=4", "a run name may have an equals sign"
