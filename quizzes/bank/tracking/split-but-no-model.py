"""What the pages of a run and of a logged model are drawn from."""

import mlflow
from mlflow import MlflowClient
from sklearn.linear_model import LinearRegression


def proof():
    client = MlflowClient()
    model = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])
    with mlflow.start_run(run_name="spring") as run:
        mlflow.log_text("every fifth cow", "split.txt")
        info = mlflow.sklearn.log_model(model, name="milk", pip_requirements=["scikit-learn"])
    assert [entry.path for entry in client.list_artifacts(run.info.run_id)] == ["split.txt"]
    assert "MLmodel" in [entry.path for entry in client.list_logged_model_artifacts(info.model_id)]
    stored = client.get_run(run.info.run_id)
    assert [output.model_id for output in stored.outputs.model_outputs] == [info.model_id], "the run leads to it"
    assert client.search_registered_models() == [], "nothing was registered"
    assert stored.info.lifecycle_stage == "active", "nothing was deleted"
    assert stored.data.metrics == {}
