"""Run, logged model, version and registered model have tags of their own."""

import mlflow
from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    with mlflow.start_run() as run:
        model = mlflow.initialize_logged_model(name="pulse")
    mlflow.finalize_logged_model(model.model_id, "READY")
    mlflow.register_model(f"models:/{model.model_id}", "ward")
    client.set_tag(run.info.run_id, "place", "run")
    client.set_logged_model_tags(model.model_id, {"place": "logged model"})
    client.set_registered_model_tag("ward", "place", "registered model")
    assert client.get_model_version("ward", "1").tags == {}, "none of the three"
    assert client.get_registered_model("ward").tags == {"place": "registered model"}
    assert client.get_run(run.info.run_id).data.tags["place"] == "run"
    assert client.get_logged_model(model.model_id).tags["place"] == "logged model"
