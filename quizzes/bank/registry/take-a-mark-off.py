"""Which call removes a tag from a version."""

from mlflow import MlflowClient


def type_error(call, *arguments):
    try:
        call(*arguments)
    except TypeError:
        return True
    return False


def proof():
    client = MlflowClient()
    client.create_registered_model("toll")
    for number in (1, 2):
        client.create_model_version("toll", f"s3://road/{number}")
    client.set_model_version_tag("toll", "2", "on_hold", "yes")
    assert type_error(client.delete_tag, "toll", "2", "on_hold")
    assert type_error(client.delete_registered_model_tag, "toll", "2", "on_hold")
    assert type_error(client.delete_model_version, "toll", "2", "on_hold")
    client.set_model_version_tag("toll", "2", "on_hold", "")
    assert "on_hold" in client.get_model_version("toll", "2").tags
    client.delete_model_version_tag("toll", "2", "on_hold")
    assert client.get_model_version("toll", "2").tags == {}
    client.delete_model_version_tag("toll", "2", "on_hold")
