"""When the registry URI follows the tracking URI, and what resets it."""

import os

import mlflow


def proof():
    mlflow.set_tracking_uri("sqlite:///dev.db")
    assert mlflow.get_registry_uri() == "sqlite:///dev.db", "it follows"

    mlflow.set_registry_uri("sqlite:///models.db")
    mlflow.set_tracking_uri("sqlite:///team.db")
    assert mlflow.get_registry_uri() == "sqlite:///models.db", "once set, it does not follow"

    mlflow.set_registry_uri(None)
    assert mlflow.get_registry_uri() == "sqlite:///models.db", "None does not reset it"
    assert os.environ["MLFLOW_REGISTRY_URI"] == "sqlite:///models.db"

    mlflow.set_registry_uri("")
    assert mlflow.get_registry_uri() == "sqlite:///team.db", "the empty text does"
