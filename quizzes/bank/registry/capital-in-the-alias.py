"""Capitals make another alias."""

from mlflow import MlflowClient, MlflowException


def proof():
    client = MlflowClient()
    client.create_registered_model("glass")
    for number in (1, 2):
        client.create_model_version("glass", f"s3://furnace/{number}")
    client.set_registered_model_alias("glass", "champion", "1")
    client.set_registered_model_alias("glass", "Champion", "2")
    assert client.get_registered_model("glass").aliases == {"champion": 1, "Champion": 2}
    assert int(client.get_model_version_by_alias("glass", "champion").version) == 1, "not moved"
    try:
        client.get_model_version_by_alias("glass", "CHAMPION")
    except MlflowException:
        return
    raise AssertionError("a third spelling is no alias")
