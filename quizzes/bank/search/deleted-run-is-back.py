"""How to find a deleted run."""

import mlflow
from mlflow import MlflowClient, MlflowException
from mlflow.entities import ViewType


def found(**more):
    try:
        return [run.info.run_id for run in mlflow.search_runs(output_format="list", **more)]
    except (MlflowException, TypeError) as error:
        return type(error).__name__


def proof():
    client = MlflowClient()
    with mlflow.start_run() as run:
        pass
    client.delete_run(run.info.run_id)
    assert found() == []
    assert found(run_view_type=ViewType.DELETED_ONLY) == [run.info.run_id]
    assert found(view_type=ViewType.DELETED_ONLY) == "TypeError"
    assert found(lifecycle_stage=ViewType.DELETED_ONLY) == "TypeError"
    assert found(filter_string="lifecycle_stage = 'deleted'") == "MlflowException"
    assert client.get_run(run.info.run_id).info.lifecycle_stage == "deleted"
    client.restore_run(run.info.run_id)
    assert found() == [run.info.run_id]
