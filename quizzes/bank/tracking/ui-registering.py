"""A version is made from a logged model, and points to it."""

import mlflow
import numpy as np
from sklearn.linear_model import LinearRegression


def proof():
    model = LinearRegression().fit(np.array([[1.0], [2.0]]), np.array([1.0, 2.0]))
    with mlflow.start_run():
        info = mlflow.sklearn.log_model(model, name="line")
    version = mlflow.register_model(f"models:/{info.model_id}", "lines")
    assert version.source == f"models:/{info.model_id}"
