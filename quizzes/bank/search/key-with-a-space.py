"""How a filter names a key with a space."""

import mlflow
from mlflow import MlflowException


def found(condition):
    try:
        return len(mlflow.search_runs(filter_string=condition, output_format="list"))
    except MlflowException as error:
        return error.message


def proof():
    for version in ("v1", "v2"):
        with mlflow.start_run(tags={"data version": version}):
            pass
    assert found("tags.`data version` = 'v2'") == 1
    assert "Invalid entity type" in found("`tags.data version` = 'v2'")
    assert "Invalid clause(s) in filter string" in found("tags.data version = 'v2'")
    assert found("tags.data_version = 'v2'") == 0
