"""How to name two experiments for one search."""

import mlflow
from mlflow import MlflowException


def found(*given, **named):
    try:
        return len(mlflow.search_runs(*given, **named))
    except MlflowException as error:
        return error.message


def proof():
    for name, runs in (("fraud", 2), ("churn", 3), ("other", 1)):
        mlflow.set_experiment(name)
        for _ in range(runs):
            with mlflow.start_run():
                pass
    old = mlflow.get_experiment_by_name("churn").experiment_id
    assert "not both" in found(experiment_ids=[old], experiment_names=["fraud"])
    assert found(experiment_names=[old, "fraud"]) == 2
    assert found([old, mlflow.get_experiment_by_name("fraud").experiment_id]) == 5
    everywhere = found([old, "fraud"], search_all_experiments=True, output_format="list")
    assert everywhere not in (5, 6), "a name among ids"
    assert "Invalid experiment ID" in everywhere
