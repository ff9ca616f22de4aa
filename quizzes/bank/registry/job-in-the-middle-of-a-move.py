"""An alias is looked up when a model is loaded."""

import mlflow
from mlflow import MlflowClient
from sklearn.linear_model import Ridge


def proof():
    client = MlflowClient()
    for alpha in (1.0, 5.0):
        mlflow.sklearn.log_model(
            Ridge(alpha=alpha).fit([[0.0], [1.0]], [0.0, 1.0]),
            name="milk",
            registered_model_name="dairy",
            pip_requirements=["scikit-learn"],
        )
    client.set_registered_model_alias("dairy", "champion", "1")
    running = mlflow.sklearn.load_model("models:/dairy@champion")
    client.set_registered_model_alias("dairy", "champion", "2")
    assert running.alpha == 1.0, "what is loaded stays"
    assert mlflow.sklearn.load_model("models:/dairy@champion").alpha == 5.0, "the next load follows"
