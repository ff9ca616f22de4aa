"""Registering again changes the number and not the content; tag and alias change neither."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("dose")
    first = client.create_model_version("dose", "s3://clinic/1")
    again = client.create_model_version("dose", "s3://clinic/1")
    assert (first.version, first.source) != (again.version, again.source)
    assert first.source == again.source, "a new number for the same content"
    client.set_model_version_tag("dose", "1", "signed", "physicist")
    client.set_registered_model_alias("dose", "champion", "1")
    signed = client.get_model_version_by_alias("dose", "champion")
    assert (int(signed.version), signed.source, signed.tags) == (1, "s3://clinic/1", {"signed": "physicist"})
