"""What a filter on a parameter of the parent finds."""

import mlflow


def found(condition, order):
    runs = mlflow.search_runs(filter_string=condition, order_by=[order], output_format="list")
    return [run.info.run_name for run in runs]


def proof():
    for region in ("south", "north"):
        with mlflow.start_run(run_name=region):
            mlflow.log_param("region", region)
            for rmse in (30.0, 20.0, 40.0):
                with mlflow.start_run(run_name=f"{region}-{rmse:.0f}", nested=True):
                    mlflow.log_metric("rmse", rmse)
    assert found("params.region = 'north'", "metrics.rmse") == ["north"]
    assert found("params.region = 'north'", "metrics.rmse DESC") == ["north"]
    assert found("params.region = 'north' AND tags.mlflow.parentRunId IS NOT NULL", "metrics.rmse") == []
    with mlflow.start_run(run_name="parent"):
        mlflow.log_param("region", "north")
        for rmse in (35.0, 25.0):
            with mlflow.start_run(run_name=f"own-{rmse:.0f}", nested=True):
                mlflow.log_param("region", "north")
                mlflow.log_metric("rmse", rmse)
    assert found("params.region = 'north'", "metrics.rmse")[0] == "own-25"
