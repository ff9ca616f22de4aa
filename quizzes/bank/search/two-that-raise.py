"""Which of five filters raise."""

import mlflow
from mlflow import MlflowException


def raises(condition):
    try:
        mlflow.search_runs(filter_string=condition, output_format="list")
    except MlflowException:
        return True
    return False


def proof():
    with mlflow.start_run():
        mlflow.log_params({"model": "forest", "depth": 5})
        mlflow.log_metric("loss", 0.15)
    assert raises("params.depth > '4'")
    assert raises("params.depth > 4")
    assert raises("metrics.loss BETWEEN 0.1 AND 0.2")
    assert not raises("metrics.loss >= 0.1 AND metrics.loss <= 0.2")
    assert not raises("params.model LIKE 'for%'")
    assert not raises("metrics.recall > 0.9")
    assert not raises("attributes.status != 'finished'")
    assert len(mlflow.search_runs(filter_string="attributes.status != 'finished'", output_format="list")) == 1
