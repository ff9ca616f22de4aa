"""Which filter finds runs by the data that they recorded."""

import mlflow
import pandas as pd
from mlflow import MlflowException


def found(condition):
    try:
        runs = mlflow.search_runs(filter_string=condition, order_by=["metrics.auc DESC"], output_format="list")
    except MlflowException as error:
        return error.message
    return [run.info.run_name for run in runs]


def proof():
    for name, data, auc in [
        ("a", "holdout-2025", 0.95),
        ("b", "holdout-2026", 0.80),
        ("c", "holdout-2026", 0.85),
    ]:
        frame = pd.DataFrame({"calls": [auc]})
        with mlflow.start_run(run_name=name):
            mlflow.log_input(mlflow.data.from_pandas(frame, name=data), context="evaluation")
            mlflow.log_metric("auc", auc)
    assert found("")[0] == "a", "a score on other data wins"
    assert found("dataset.name = 'holdout-2026'") == ["c", "b"]
    assert found("params.dataset = 'holdout-2026'") == []
    assert found("tags.dataset = 'holdout-2026'") == []
    assert "Invalid attribute key 'dataset'" in found("dataset = 'holdout-2026'")
