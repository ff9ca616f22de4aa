"""Which text `log_metric` takes as a number."""

import math

import mlflow
from mlflow import MlflowClient, MlflowException


def refusal(cell):
    try:
        mlflow.log_metric("error", cell)
    except MlflowException as error:
        return error.message
    return None


def proof():
    client = MlflowClient()
    stored = {}
    for cell in ("0,5", "5e-1", " 0.5 ", "nan"):
        with mlflow.start_run() as run:
            says = refusal(cell)
        stored[cell] = client.get_run(run.info.run_id).data.metrics.get("error", says)
    assert "valid double" in stored["0,5"]
    assert stored["5e-1"] == stored[" 0.5 "] == 0.5
    assert math.isnan(stored["nan"])
