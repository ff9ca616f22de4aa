"""Which filters find nothing without an error."""

import mlflow
from mlflow import MlflowException


def found(condition):
    try:
        return len(mlflow.search_runs(filter_string=condition, output_format="list"))
    except MlflowException as error:
        return error.message


def proof():
    for _ in range(2):
        with mlflow.start_run():
            mlflow.log_param("model", "forest")
            mlflow.log_metric("loss", 0.3)
    assert found('params.model = "forest"') == 2
    assert found("tags.model = 'forest'") == 0
    assert "Invalid attribute key 'loss'" in found("loss < 0.5")
    assert found("params.model != 'boosting'") == 2
    assert found("params.Model = 'forest'") == 0
