"""What MLflow knows of a pickle and of a path."""

import pickle
from pathlib import Path

import mlflow
from mlflow import MlflowClient, MlflowException
from sklearn.linear_model import LinearRegression


def loads(load, address):
    try:
        return load(address)
    except MlflowException as error:
        return error.message


def proof():
    Path("flood.pkl").write_bytes(pickle.dumps(LinearRegression().fit([[0.0], [1.0]], [0.0, 2.0])))
    weights = Path("weights.bin")
    weights.write_bytes(b"1")
    with mlflow.start_run() as run:
        mlflow.log_artifact("flood.pkl")
        mlflow.log_param("weights", str(weights))
    address = f"runs:/{run.info.run_id}/flood.pkl"
    assert "MLmodel" in loads(mlflow.pyfunc.load_model, address)
    assert "MLmodel" in loads(mlflow.sklearn.load_model, address)
    client = MlflowClient()
    assert [entry.path for entry in client.list_artifacts(run.info.run_id)] == ["flood.pkl"], "no requirements"
    before = client.get_run(run.info.run_id).to_dictionary()
    weights.write_bytes(b"2")
    assert client.get_run(run.info.run_id).to_dictionary() == before, "no trace"
    assert mlflow.search_logged_models(output_format="list") == []
