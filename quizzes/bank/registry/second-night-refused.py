"""Which of the calls creates a registered model on demand."""

import mlflow
from mlflow import MlflowClient, MlflowException


def raised(call, *arguments):
    try:
        call(*arguments)
    except MlflowException as error:
        return error.message
    return ""


def proof():
    client = MlflowClient()
    model = mlflow.initialize_logged_model(name="brakes")
    mlflow.finalize_logged_model(model.model_id, "READY")
    address = f"models:/{model.model_id}"
    assert "not found" in raised(client.create_model_version, "brakes", address), "the first night"
    assert "not found" in raised(client.delete_registered_model, "brakes"), "nothing to delete on the first night"
    assert "not found" in raised(client.get_registered_model, "brakes"), "nothing to read on the first night"
    for night in (1, 2, 3):
        assert int(mlflow.register_model(address, "brakes").version) == night
    assert "already exists" in raised(client.create_registered_model, "brakes")
    client.get_registered_model("brakes")
    assert len(client.search_model_versions("name = 'brakes'")) == 3, "reading adds none"
    client.delete_registered_model("brakes")
    assert client.search_model_versions("name = 'brakes'") == [], "deleting takes all versions along"
