"""What a condition on the status does."""

import mlflow
from mlflow import MlflowException


def count(condition):
    try:
        return len(mlflow.search_runs(filter_string=condition, output_format="list"))
    except MlflowException:
        return None


def proof():
    for status in ("FINISHED", "FAILED"):
        mlflow.start_run()
        mlflow.end_run(status)
    assert count("status = 'finished'") == 0, "neither found nor an error"
    assert count("status = 'FINISHED'") == 1
    assert count("status != 'FAILED'") == 1
    assert count("status = FINISHED") is None
