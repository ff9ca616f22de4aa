"""Whether an alias in one model moves that of its copy."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("dev.ml.rolls")
    for number in (1, 2, 3):
        client.create_model_version("dev.ml.rolls", f"s3://bakery/{number}")
    client.set_registered_model_alias("dev.ml.rolls", "champion", "2")
    copy = client.copy_model_version("models:/dev.ml.rolls/2", "prod.ml.rolls")
    assert str(copy.version) == "1", "counted in the new model, not 2"
    client.set_registered_model_alias("prod.ml.rolls", "champion", copy.version)
    client.set_registered_model_alias("dev.ml.rolls", "champion", "3")
    assert str(client.get_model_version_by_alias("dev.ml.rolls", "champion").version) == "3", "it moves"
    assert str(client.get_model_version_by_alias("prod.ml.rolls", "champion").version) == "1", "that one stays"
