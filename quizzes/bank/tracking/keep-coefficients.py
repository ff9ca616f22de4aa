"""Which call keeps 10,000 numbers so that they come back."""

import mlflow
from mlflow import MlflowClient


def proof():
    values = [number / 7 for number in range(10_000)]
    with mlflow.start_run() as run:
        mlflow.log_dict({"coefficients": values}, "fit.json")
        mlflow.log_param("coefficients", values)
        for error, call in (
            (TypeError, lambda: mlflow.log_metric("coefficients", values, step=0)),
            (ValueError, lambda: mlflow.log_table({"coefficients": values}, "fit.csv")),
        ):
            try:
                call()
            except error:
                continue
            raise AssertionError("this call should raise")
    assert mlflow.artifacts.load_dict(f"runs:/{run.info.run_id}/fit.json") == {"coefficients": values}
    assert len(MlflowClient().get_run(run.info.run_id).data.params["coefficients"]) == 6000
