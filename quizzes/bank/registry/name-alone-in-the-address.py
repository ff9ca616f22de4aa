"""An address of one part is that of a logged model."""

import mlflow
from mlflow import MlflowClient, MlflowException


def message(address):
    try:
        mlflow.pyfunc.load_model(address)
    except MlflowException as error:
        return error.message
    return ""


def proof():
    client = MlflowClient()
    client.create_registered_model("plums")
    for number in range(3):
        client.create_model_version("plums", f"s3://orchard/{number}")
    assert message("models:/plums") == "Logged model with ID 'plums' not found."
    assert message("models:/nobody") == "Logged model with ID 'nobody' not found.", "versions are not looked at"
    assert all(version.status == "READY" for version in client.search_model_versions("name = 'plums'"))
    assert client.search_logged_models(["0"]) == [], "none was deleted"
    model = mlflow.initialize_logged_model(name="stone")
    mlflow.finalize_logged_model(model.model_id, "READY")
    assert mlflow.register_model(f"models:/{model.model_id}", "plums").run_id is None, "no run, and no harm"
