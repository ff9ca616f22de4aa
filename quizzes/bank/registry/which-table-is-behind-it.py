"""A signature has columns and types, an alias a version: neither names a table."""

import mlflow
import pandas as pd
from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    frame = pd.DataFrame({"amount": [1.0]})
    data = mlflow.data.from_pandas(frame, name="orders")
    assert data.name == "orders"
    assert "orders" not in str(mlflow.models.infer_signature(data.df, data.df)), "columns and types"
    client.create_registered_model("demand")
    client.create_model_version("demand", "s3://sales/1")
    client.set_registered_model_alias("demand", "champion", "1")
    assert client.get_registered_model("demand").aliases == {"champion": 1}, "a version, and no more"
