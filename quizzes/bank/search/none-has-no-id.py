"""What a look-up by name gives, and what a search of an empty experiment gives."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    assert client.get_experiment_by_name("/Shared/churn") is None
    made = client.create_experiment("/Shared/churn")
    experiment = client.get_experiment_by_name("/Shared/churn")
    assert experiment.experiment_id == made
    assert not hasattr(experiment, "id")
    page = client.search_runs([made])
    assert page is not None
    assert list(page) == []
    client.delete_experiment(made)
    deleted = client.get_experiment_by_name("/Shared/churn")
    assert (deleted.experiment_id, deleted.lifecycle_stage) == (made, "deleted")
    assert list(client.search_runs([made])) == []
