"""Deleting an absent tag raises nothing in the registry."""

from mlflow import MlflowClient, MlflowException


def proof():
    client = MlflowClient()
    client.create_registered_model("seed")
    client.create_model_version("seed", "s3://farm/1", tags={"draft": "yes"})
    for _ in range(2):
        client.delete_model_version_tag("seed", "1", "draft")
        client.delete_registered_model_tag("seed", "draft")
    assert client.get_model_version("seed", "1").tags == {}, "the key is gone"
    run_id = client.create_run("0").info.run_id
    try:
        client.delete_tag(run_id, "draft")
    except MlflowException:
        return
    raise AssertionError("on a run it raises")
