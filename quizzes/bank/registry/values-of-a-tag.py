"""A tag's value is text, and is compared as text."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("loan")
    client.create_model_version("loan", "s3://bank/1")
    client.set_model_version_tag("loan", "1", "audited", True)
    assert client.get_model_version("loan", "1").tags["audited"] == "True", "text, with a capital"

    def found(condition):
        return len(client.search_model_versions(f"tags.audited {condition}"))

    assert found("= 'true'") == 0
    assert found("= 'True'") == 1
    assert found("ILIKE 'true'") == 1
