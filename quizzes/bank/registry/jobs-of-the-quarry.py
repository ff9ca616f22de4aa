"""Which aliases are there after the script, and load."""

import mlflow
from mlflow import MlflowClient, MlflowException
from sklearn.linear_model import Ridge

WANTED = [("champion", "3"), ("v3", "3"), ("night_shift", "9"), ("backup", "2"), ("safe", "3")]


def loaded(alias):
    """The setting of the model that an alias loads, or the message."""
    try:
        return mlflow.sklearn.load_model(f"models:/slab@{alias}").alpha
    except MlflowException as error:
        return error.message


def proof():
    client = MlflowClient()
    for alpha in (1.0, 2.0, 3.0):
        fitted = Ridge(alpha=alpha).fit([[0.0], [1.0]], [0.0, 1.0])
        mlflow.sklearn.log_model(fitted, name="stone", registered_model_name="slab", pip_requirements=["scikit-learn"])
    refused = {}
    for alias, number in WANTED:
        try:
            client.set_registered_model_alias("slab", alias, number)
        except MlflowException as error:
            refused[alias] = error.message
    assert set(refused) == {"v3", "night_shift"}
    assert "reserved" in refused["v3"]
    assert "version=9) not found" in refused["night_shift"]
    assert "backup" in client.get_registered_model("slab").aliases, "set without an error"
    client.delete_model_version("slab", "2")
    assert loaded("champion") == loaded("safe") == 3.0
    for alias in ("v3", "night_shift", "backup"):
        assert loaded(alias) == f"Registered model alias {alias} not found."
