"""An alias moves in the registry; a number that was written down stays what it is."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("prod.ml.fare")
    for number in range(1, 5):
        client.create_model_version("prod.ml.fare", f"s3://fares/{number}")
    client.set_registered_model_alias("prod.ml.fare", "champion", "3")
    entity = {"entity_name": "prod.ml.fare", "entity_version": "3"}
    client.set_registered_model_alias("prod.ml.fare", "champion", "4")
    served = client.get_model_version(entity["entity_name"], entity["entity_version"])
    assert int(served.version) == 3, "the entity names a number"
    assert served.aliases == [], "the move has taken the alias away already"
    assert int(client.get_model_version_by_alias("prod.ml.fare", "champion").version) == 4
