"""A version and its way back outlive the deletion of the run."""

import mlflow
from mlflow import MlflowClient
from sklearn.linear_model import Ridge


def proof():
    client = MlflowClient()
    for alpha in (1.0, 5.0):
        with mlflow.start_run() as run:
            mlflow.log_param("alpha", alpha)
            mlflow.sklearn.log_model(
                Ridge(alpha=alpha).fit([[0.0], [1.0]], [0.0, 1.0]), name="shaft", pip_requirements=["scikit-learn"]
            )
        mlflow.register_model(f"runs:/{run.info.run_id}/shaft", "lift")
    client.delete_run(run.info.run_id)
    version = client.get_model_version("lift", "2")
    assert version.source.startswith("models:/m-")
    assert mlflow.sklearn.load_model("models:/lift/2").alpha == 5.0, "it loads"
    assert version.run_id == run.info.run_id, "not empty"
    behind = client.get_run(version.run_id)
    assert (behind.info.lifecycle_stage, behind.data.params) == ("deleted", {"alpha": "5.0"})
    assert int(mlflow.register_model(version.source, "lift").version) == 3
