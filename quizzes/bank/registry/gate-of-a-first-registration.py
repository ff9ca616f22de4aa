"""What the client asks of a model for Unity Catalog, and what a registry on SQLite takes."""

import inspect

import mlflow
import numpy as np
from mlflow import MlflowException
from mlflow.models import infer_signature
from sklearn.linear_model import LinearRegression

X = np.array([[0.0], [1.0]])


def refusal(uri, name):
    """Why the client refuses to register it in Unity Catalog, before it asks a workspace for anything."""
    mlflow.set_registry_uri("databricks-uc")
    try:
        mlflow.MlflowClient().create_model_version(name, uri)
    except MlflowException as error:
        return error.message
    finally:
        mlflow.set_registry_uri("")


def proof():
    model = LinearRegression().fit(X, [0.0, 2.0])
    needs = ["scikit-learn"]
    with mlflow.start_run() as run:
        half = mlflow.sklearn.log_model(model, name="seats", signature=infer_signature(X), pip_requirements=needs)
    assert str(mlflow.register_model(half.model_uri, "seats").version) == "1", "SQLite takes it, and makes the model"
    assert str(mlflow.register_model(f"runs:/{run.info.run_id}/seats", "seats").version) == "2", "either address"
    assert "signature" in refusal(half.model_uri, "dev.ml.seats")
    whole = mlflow.sklearn.log_model(
        model, name="seats", signature=infer_signature(X, model.predict(X)), pip_requirements=needs
    )
    assert "signature" not in (refusal(whole.model_uri, "dev.ml.seats") or ""), "then only the workspace is missing"
    assert "alias" not in inspect.signature(mlflow.register_model).parameters
