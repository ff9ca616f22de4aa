"""An alias has one version; a version may have several aliases."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("rain")
    for number in (1, 2):
        client.create_model_version("rain", f"s3://weather/{number}")
    client.set_registered_model_alias("rain", "champion", "1")
    client.set_registered_model_alias("rain", "challenger", "2")
    client.set_registered_model_alias("rain", "champion", "2")
    assert client.get_model_version("rain", "1").aliases == [], "taken away, nothing in exchange"
    assert sorted(client.get_model_version("rain", "2").aliases) == ["challenger", "champion"], "both"
