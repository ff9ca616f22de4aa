"""What a rename takes along, and what is left under the old name."""

from mlflow import MlflowClient, MlflowException


def proof():
    client = MlflowClient()
    client.create_registered_model("coat")
    for number in (1, 2):
        client.create_model_version("coat", f"s3://tailor/{number}")
    client.set_registered_model_alias("coat", "champion", "1")
    client.rename_registered_model("coat", "jacket")
    assert len(client.search_model_versions("name = 'jacket'")) == 2, "not 0"
    assert str(client.get_model_version_by_alias("jacket", "champion").version) == "1", "the alias stays"
    try:
        client.get_model_version_by_alias("coat", "champion")
    except MlflowException:
        return
    raise AssertionError("nothing leads on from the old name")
