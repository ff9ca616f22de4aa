"""Setting a tag again overwrites it, in place."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("fraud")
    for number in range(5):
        client.create_model_version("fraud", f"s3://bank/{number}")
    client.set_model_version_tag("fraud", "5", "review", "rejected: leaks the label")
    client.set_model_version_tag("fraud", "5", "review", "approved")
    assert client.get_model_version("fraud", "5").tags == {"review": "approved"}, "no history, no refusal"
    assert len(client.search_model_versions("name = 'fraud'")) == 5, "no version 6"
