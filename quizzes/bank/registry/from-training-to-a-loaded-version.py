"""Of all ways to order the lines, only one does what the stem asks."""

from itertools import permutations

import mlflow
from mlflow import MlflowClient, MlflowException
from sklearn.linear_model import LinearRegression

LOG = 'info = mlflow.sklearn.log_model(model, name="vine")'
REGISTER = 'version = mlflow.register_model(info.model_uri, "grapes")'
ALIAS = 'client.set_registered_model_alias("grapes", "challenger", version.version)'
LOAD = 'loaded = mlflow.sklearn.load_model("models:/grapes@challenger")'
NAME_ONLY = 'version = client.create_registered_model("grapes")'
TURNED = 'client.set_registered_model_alias("grapes", version.version, "challenger")'
SLASH = 'loaded = mlflow.sklearn.load_model("models:/grapes/challenger")'


def does_it(lines):
    """Whether the lines run and leave a loaded model."""
    client = MlflowClient()
    model = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])
    names = {"mlflow": mlflow, "client": client, "model": model}
    text = "\n".join(lines).replace('name="vine"', 'name="vine", pip_requirements=["scikit-learn"]')
    try:
        exec(compile(text, "lines", "exec"), names)  # noqa: S102  # the lines above
    except (NameError, AttributeError, TypeError, MlflowException):
        return False
    finally:
        for found in client.search_registered_models():
            client.delete_registered_model(found.name)
    return "loaded" in names


def proof():
    right = [LOG, REGISTER, ALIAS, LOAD]
    assert [order for order in permutations(right) if does_it(order)] == [tuple(right)], "one order only"
    assert not does_it([LOG, NAME_ONLY, ALIAS, LOAD]), "a name has no version"
    assert not does_it([LOG, REGISTER, TURNED, LOAD]), "the alias comes first"
    assert not does_it([LOG, REGISTER, ALIAS, SLASH]), "read as a stage"
