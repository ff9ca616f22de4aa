"""Which names are kept back for an alias."""

from mlflow import MlflowClient, MlflowException


def proof():
    client = MlflowClient()
    client.create_registered_model("peat")
    client.create_model_version("peat", "s3://moor/1")

    def accepted(name):
        try:
            client.set_registered_model_alias("peat", name, "1")
        except MlflowException:
            return False
        return True

    assert not accepted("Latest")
    assert not accepted("latest")
    assert not accepted("v2")
    assert accepted("production")
    assert not accepted("next one")
    client.set_registered_model_tag("peat", "next one", "x")
    assert client.get_registered_model("peat").tags == {"next one": "x"}
