"""What a run knows about its data; signature and alias know nothing of it."""

import mlflow
import pandas as pd
from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    frame = pd.DataFrame({"amount": [1.0]})
    with mlflow.start_run() as run:
        mlflow.log_input(mlflow.data.from_pandas(frame, name="orders"), context="training")
    client.create_registered_model("demand")
    client.create_model_version("demand", "s3://sales/1", run.info.run_id)
    client.set_registered_model_alias("demand", "champion", "1")
    version = client.get_model_version_by_alias("demand", "champion")
    (found,) = client.get_run(version.run_id).inputs.dataset_inputs
    assert found.dataset.name == "orders", "the run behind the version names its data"
    assert "orders" not in str(mlflow.models.infer_signature(frame, frame))
    assert version.aliases == ["champion"], "a name, and no more"
