"""A registered version after its source run was deleted."""

import mlflow
from mlflow import MlflowClient
from sklearn.linear_model import LinearRegression


def proof():
    client = MlflowClient()
    model = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])
    with mlflow.start_run() as run:
        info = mlflow.sklearn.log_model(
            model, name="bikes", registered_model_name="bikes", pip_requirements=["scikit-learn"]
        )
    client.delete_run(run.info.run_id)
    assert client.get_run(run.info.run_id).info.lifecycle_stage == "deleted"
    assert mlflow.sklearn.load_model("models:/bikes/1").coef_ == model.coef_, "no need to restore the run"
    assert mlflow.sklearn.load_model(info.model_uri).coef_ == model.coef_
    assert [one.model_id for one in mlflow.search_logged_models(output_format="list")] == [info.model_id], "not deleted"
    assert client.get_model_version("bikes", "1").source == info.model_uri
