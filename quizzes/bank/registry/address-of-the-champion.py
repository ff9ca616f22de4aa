"""The address with an alias; a slash makes it a stage."""

import mlflow
from mlflow import MlflowClient, MlflowException


def message(address):
    try:
        mlflow.pyfunc.load_model(address)
    except (MlflowException, OSError) as error:
        return str(error)
    return ""


def proof():
    model = mlflow.initialize_logged_model(name="queue")
    mlflow.finalize_logged_model(model.model_id, "READY")
    mlflow.register_model(f"models:/{model.model_id}", "prod.ml.queue")
    client = MlflowClient()
    client.set_registered_model_alias("prod.ml.queue", "champion", "1")
    assert "alias" not in message("models:/prod.ml.queue@champion"), "the alias is found; files it has none"
    assert message("models:/prod.ml.queue/champion").startswith("Invalid Model Version stage: champion")
    assert message("models:/champion@prod.ml.queue").startswith("Invalid alias name: 'prod.ml.queue'")
    assert "No such artifact" in message("prod.ml.queue@champion"), "a path"
