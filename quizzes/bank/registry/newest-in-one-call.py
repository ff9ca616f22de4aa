"""Which order gives the newest version first."""

from mlflow import MlflowClient, MlflowException


def raises(call, order):
    try:
        call("name = 'flour'", 1, [order])
    except MlflowException:
        return True
    return False


def proof():
    client = MlflowClient()
    client.create_registered_model("flour")
    for number in range(12):
        client.create_model_version("flour", f"s3://mill/{number}")
    newest = client.search_model_versions("name = 'flour'", 1, ["version_number DESC"])
    assert [int(version.version) for version in newest] == [12], "12 comes before 9"
    oldest = client.search_model_versions("name = 'flour'", 1, ["version_number ASC"])
    assert [int(version.version) for version in oldest] == [1]
    assert raises(client.search_model_versions, "version DESC")
    assert raises(client.search_registered_models, "version_number DESC")
