"""Which line lets `set_experiment` select a deleted experiment, with its old run."""

import mlflow
from mlflow import MlflowClient, MlflowException


def raises(call):
    """Whether `call` raises an error of MLflow."""
    try:
        call()
    except MlflowException:
        return True
    return False


def proof():
    client = MlflowClient()
    old_id = mlflow.set_experiment("churn").experiment_id
    with mlflow.start_run(run_name="last month"):
        pass
    mlflow.delete_experiment(old_id)

    assert raises(lambda: mlflow.set_experiment("churn"))
    assert raises(lambda: mlflow.create_experiment("churn"))
    assert raises(lambda: mlflow.set_experiment(experiment_id=old_id))
    assert raises(lambda: mlflow.delete_experiment(old_id))
    assert raises(lambda: mlflow.set_experiment("churn")), "none of them mended it"

    client.restore_experiment(old_id)
    mlflow.set_experiment("churn")
    with mlflow.start_run(run_name="today"):
        pass
    found = mlflow.search_runs(experiment_names=["churn"], output_format="list")
    assert sorted(run.info.run_name for run in found) == ["last month", "today"]
