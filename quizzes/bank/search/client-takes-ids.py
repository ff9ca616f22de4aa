"""How the client is told which experiment to search."""

import mlflow
from mlflow import MlflowClient, MlflowException


def found(*given, **named):
    try:
        return len(MlflowClient().search_runs(*given, **named))
    except (MlflowException, TypeError) as error:
        return type(error).__name__


def proof():
    client = MlflowClient()
    mlflow.set_experiment("churn")
    with mlflow.start_run():
        pass
    experiment = client.get_experiment_by_name("churn")
    assert found(["churn"]) == "MlflowException"
    assert found([experiment.experiment_id]) == 1
    assert found(experiment_ids=[experiment.name]) == "MlflowException"
    assert found(experiment_names=["churn"], output_format="list") == "TypeError"
    assert found([], filter_string="attributes.experiment = 'churn'") in (0, "MlflowException")
    assert found([]) == 0
