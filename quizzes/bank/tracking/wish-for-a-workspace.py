"""Aliases, traces and ordered runs work on a SQLite file; the registry of Unity Catalog asks for credentials."""

import mlflow
from mlflow import MlflowClient, MlflowException


def proof():
    assert mlflow.get_tracking_uri().startswith("sqlite:")
    for error in (5, 4):
        with mlflow.start_run():
            mlflow.log_metric("error", error)
    ordered = mlflow.search_runs(order_by=["metrics.error ASC"], output_format="list")
    assert [run.data.metrics["error"] for run in ordered] == [4, 5]

    @mlflow.trace
    def answer(question):
        return question

    answer("open?")
    (trace,) = mlflow.search_traces(return_type="list")
    assert trace.data.spans[0].outputs == "open?"

    client = MlflowClient()
    model = mlflow.initialize_logged_model(name="rolls")
    mlflow.finalize_logged_model(model.model_id, "READY")
    version = mlflow.register_model(f"models:/{model.model_id}", "rolls").version
    client.set_registered_model_alias("rolls", "champion", version)
    assert client.get_model_version_by_alias("rolls", "champion").version == version

    refused = ""
    mlflow.set_registry_uri("databricks-uc")
    try:
        MlflowClient().search_registered_models()
    except MlflowException as error:
        refused = error.message
    mlflow.set_registry_uri("")
    assert "credential" in refused, "Unity Catalog asks who you are"
