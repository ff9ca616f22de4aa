"""On SQLite a version's number is an int."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("parcel")
    for number in range(1, 5):
        client.create_model_version("parcel", f"s3://post/{number}")
        client.set_model_version_tag("parcel", str(number), "status", "approved")
    wanted = {"3", "4"}
    found = client.search_model_versions("tags.status = 'approved'")
    assert sum(version.version in wanted for version in found) == 0
    assert sum(str(version.version) in wanted for version in found) == 2
    assert len(client.search_model_versions('tags.status = "approved"')) == len(found) == 4
    assert len(client.search_model_versions("name = 'parcel' AND tags.status = 'approved'")) == 4
    assert not hasattr(found[0], "version_number")
