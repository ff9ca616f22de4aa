"""Which addresses outlive the renaming of a registered model."""

import mlflow
from mlflow import MlflowClient, MlflowException
from sklearn.linear_model import Ridge

GONE = "Registered Model with name=cogs not found"
NO_ID = "Logged model with ID 'gears' not found."


def alpha(address):
    """The setting of the model that an address loads, or the message."""
    try:
        return mlflow.sklearn.load_model(address).alpha
    except MlflowException as error:
        return error.message


def proof():
    client = MlflowClient()
    for value in (1.0, 5.0):
        with mlflow.start_run() as run:
            fitted = Ridge(alpha=value).fit([[0.0], [1.0]], [0.0, 1.0])
            info = mlflow.sklearn.log_model(fitted, name="wheel", pip_requirements=["scikit-learn"])
        mlflow.register_model(info.model_uri, "cogs")
    client.set_registered_model_alias("cogs", "champion", "2")
    client.copy_model_version("models:/cogs@champion", "fair")
    held = [
        "models:/cogs/2",
        "models:/fair/1",
        "models:/cogs@champion",
        "models:/gears",
        f"runs:/{run.info.run_id}/wheel",
    ]
    others = [address for address in held if address != "models:/gears"]
    assert [alpha(address) for address in others] == [5.0] * 4, "all load before"
    client.rename_registered_model("cogs", "gears")
    assert [alpha(address) for address in held] == [GONE, 5.0, GONE, NO_ID, 5.0]
    assert client.get_model_version("fair", "1").source == "models:/cogs/2", "still the old name"
    assert alpha("models:/gears@champion") == alpha("models:/gears/2") == 5.0, "number and alias went along"
