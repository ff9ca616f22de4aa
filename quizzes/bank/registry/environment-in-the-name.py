"""Two names have aliases of their own; a copy goes from one to the other."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("staging.ml.price")
    client.create_model_version("staging.ml.price", "s3://price/1")
    client.set_registered_model_alias("staging.ml.price", "champion", "1")
    client.copy_model_version("models:/staging.ml.price@champion", "prod.ml.price")
    assert client.get_registered_model("prod.ml.price").aliases == {}, "each name has its own"
    assert client.get_registered_model("staging.ml.price").aliases == {"champion": 1}
