"""Which of the four filters runs, and what it finds."""

import mlflow
from mlflow import MlflowException


def found(condition):
    try:
        runs = mlflow.search_runs(filter_string=condition, output_format="list")
    except MlflowException:
        return None
    return [run.info.run_name for run in runs]


def proof():
    for name, trees, f1 in [("a", 200, 0.9), ("b", 200, 0.7), ("c", 50, 0.95)]:
        with mlflow.start_run(run_name=name):
            mlflow.log_param("trees", trees)
            mlflow.log_metric("f1", f1)
    assert found("metrics.f1 > 0.8 AND params.trees = '200'") == ["a"]
    assert found("metrics.f1 > 0.8 AND params.trees = 200") is None
    assert found("metrics.f1 > '0.8' AND params.trees = '200'") is None
    assert found("(metrics.f1 > 0.8) AND (params.trees = '200')") is None
