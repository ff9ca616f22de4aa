"""Deleting a version deletes its aliases, and no other."""

from mlflow import MlflowClient, MlflowException


def message(call, *arguments):
    try:
        call(*arguments)
    except MlflowException as error:
        return error.message
    return ""


def proof():
    client = MlflowClient()
    client.create_registered_model("crane")
    for number in (1, 2, 3):
        client.create_model_version("crane", f"s3://harbour/{number}")
    client.set_registered_model_alias("crane", "champion", "1")
    client.set_registered_model_alias("crane", "challenger", "3")
    client.delete_model_version("crane", "1")
    assert client.get_registered_model("crane").aliases == {"challenger": 3}, "gone, not moved; the other stays"
    assert (
        message(client.get_model_version_by_alias, "crane", "champion") == "Registered model alias champion not found."
    )
    assert "version=1) not found" in message(client.get_model_version, "crane", "1"), "another message for a version"
