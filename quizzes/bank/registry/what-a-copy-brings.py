"""What copy_model_version takes along."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("dev.dough", tags={"owner": "ann"})
    for number in (1, 2):
        client.create_model_version("dev.dough", f"s3://bakery/{number}")
    client.set_model_version_tag("dev.dough", "2", "checked", "yes")
    client.set_registered_model_alias("dev.dough", "champion", "2")
    client.copy_model_version("models:/dev.dough@champion", "prod.dough")
    copy = client.get_model_version("prod.dough", "1")
    assert copy.tags == {"checked": "yes"}, "tags of the version come along"
    assert copy.aliases == [], "its alias does not"
    assert client.get_registered_model("prod.dough").tags == {}, "nor do tags of the model"
    assert client.get_model_version("dev.dough", "2").aliases == ["champion"], "the source keeps it"
