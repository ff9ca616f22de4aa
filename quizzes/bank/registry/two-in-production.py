"""Stages may be shared by versions, an alias is not."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("wool")
    for number in ("1", "2"):
        client.create_model_version("wool", f"s3://mill/{number}")
        client.transition_model_version_stage("wool", number, "Production")
        client.set_registered_model_alias("wool", "champion", number)

    def in_production():
        return [v.current_stage for v in client.search_model_versions("name = 'wool'")].count("Production")

    assert in_production() == 2, "neither 1 nor 0"
    assert client.get_registered_model("wool").aliases == {"champion": 2}
    client.transition_model_version_stage("wool", "2", "Production", archive_existing_versions=True)
    assert in_production() == 1
