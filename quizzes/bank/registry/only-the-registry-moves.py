"""Setting the registry leaves the runs where they are."""

import mlflow


def proof():
    mlflow.set_tracking_uri("sqlite:///runs.db")
    mlflow.set_registry_uri("databricks-uc")
    assert mlflow.get_tracking_uri() == "sqlite:///runs.db", "not moved along"
    with mlflow.start_run() as run:
        mlflow.log_metric("error", 0.2)
    assert mlflow.get_registry_uri() == "databricks-uc"
    mlflow.set_registry_uri("")
    assert mlflow.get_registry_uri() == "sqlite:///runs.db", "taken back"
    assert mlflow.get_run(run.info.run_id).data.metrics == {"error": 0.2}
