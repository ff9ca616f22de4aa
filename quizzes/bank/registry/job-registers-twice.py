"""Registering one logged model twice: one name, two versions, one source."""

import mlflow
from mlflow import MlflowClient


def proof():
    model = mlflow.initialize_logged_model(name="tide")
    mlflow.finalize_logged_model(model.model_id, "READY")
    for _ in range(2):
        mlflow.register_model(f"models:/{model.model_id}", "ferry")
    client = MlflowClient()
    versions = client.search_model_versions("name = 'ferry'")
    assert len(client.search_registered_models()) == 1, "one name"
    assert len(versions) == 2, "a version for each call"
    assert {version.source for version in versions} == {f"models:/{model.model_id}"}, "one source"
