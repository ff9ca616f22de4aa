"""Which calls mind that something is missing."""

import mlflow
from mlflow import MlflowClient, MlflowException


def raises(call, *arguments):
    try:
        call(*arguments)
    except MlflowException:
        return True
    return False


def proof():
    client = MlflowClient()
    client.create_registered_model("hull")
    client.create_model_version("hull", "s3://yard/1")
    assert raises(client.set_registered_model_alias, "hull", "champion", "8")
    assert raises(client.get_model_version_by_alias, "hull", "champion")
    assert not raises(client.delete_registered_model_alias, "hull", "champion")
    assert mlflow.get_experiment_by_name("none") is None
    run_id = client.create_run("0").info.run_id
    assert raises(client.delete_tag, run_id, "none")
    assert not raises(client.delete_model_version_tag, "hull", "1", "none")
