"""The run holds the report alone; the model holds its files, before any version is registered."""

import mlflow
import numpy as np
from sklearn.linear_model import LinearRegression


def proof():
    model = LinearRegression().fit(np.array([[1.0], [2.0]]), np.array([1.0, 2.0]))
    with mlflow.start_run() as run:
        mlflow.log_text("<p>Fine.</p>", "report.html")
        info = mlflow.sklearn.log_model(model, name="line")
    client = mlflow.MlflowClient()
    assert [file.path for file in client.list_artifacts(run.info.run_id)] == ["report.html"]
    assert "MLmodel" in [file.path for file in client.list_logged_model_artifacts(info.model_id)]
    assert not client.search_registered_models()
