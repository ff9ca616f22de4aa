"""Many versions may share a tag's value; an alias has one version, and an address can name it."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("switch")
    for number in (1, 2, 3):
        client.create_model_version("switch", f"s3://rail/{number}")
    for number in ("1", "3"):
        client.set_model_version_tag("switch", number, "safety", "passed")
        client.set_model_version_tag("switch", number, "live", "yes")
    assert len(client.search_model_versions("tags.safety = 'passed'")) == 2, "both are found"
    assert len(client.search_model_versions("tags.live = 'yes'")) == 2, "and nothing stops a second"
    for number in ("1", "3"):
        client.set_registered_model_alias("switch", "passed", number)
    assert client.get_registered_model("switch").aliases == {"passed": 3}, "the second takes it away"
