"""A file of a run is no model; the failed call leaves an empty registered model."""

from pathlib import Path

import mlflow
from mlflow import MlflowClient, MlflowException
from sklearn.linear_model import LinearRegression


def message(address):
    try:
        mlflow.register_model(address, "churn")
    except MlflowException as error:
        return error.message
    return ""


def proof():
    Path("churn.pkl").write_bytes(b"bytes")
    with mlflow.start_run() as run:
        mlflow.log_artifact("churn.pkl")
        inside = message(f"runs:/{run.info.run_id}/churn.pkl")
    assert inside.startswith("Unable to find a logged_model with artifact_path churn.pkl under run")
    client = MlflowClient()
    assert client.get_registered_model("churn").latest_versions == [], "made, and left empty"
    assert "Unable to find" in message(f"runs:/{run.info.run_id}/churn.pkl"), "the name exists, it still raises"
    assert "Unable to find" in message(f"runs:/{run.info.run_id}/churn"), "nor is there a model of that name"
    model = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])
    info = mlflow.sklearn.log_model(model, name="churn", pip_requirements=["scikit-learn"])
    assert message(info.model_uri) == ""
