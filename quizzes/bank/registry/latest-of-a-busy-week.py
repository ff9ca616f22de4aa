"""What latest leads to, before and after a deletion, and without an alias."""

import mlflow
from sklearn.linear_model import Ridge


def proof():
    client = mlflow.MlflowClient()
    fits = {}
    for alpha in (1.0, 2.0):
        model = Ridge(alpha=alpha).fit([[0.0], [1.0]], [0.0, 1.0])
        fits[alpha] = mlflow.sklearn.log_model(model, name="steam", pip_requirements=["scikit-learn"])
        mlflow.register_model(fits[alpha].model_uri, "steam")
    client.set_registered_model_alias("steam", "champion", "2")

    def latest():
        return mlflow.sklearn.load_model("models:/steam/latest").alpha

    mlflow.register_model(fits[1.0].model_uri, "steam")
    assert latest() == 1.0, "the number counts, neither the fit nor the alias"
    client.delete_model_version("steam", "3")
    assert latest() == 2.0, "looked up anew"
    client.delete_registered_model_alias("steam", "champion")
    assert latest() == 2.0, "no alias needed"
