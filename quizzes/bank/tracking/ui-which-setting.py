"""Each run has its settings and one point of the metric: there is no course to draw, and one run tells of no other."""

import mlflow


def proof():
    for rate in (0.1, 0.2):
        with mlflow.start_run() as run:
            mlflow.log_params({"rate": rate, "depth": 3, "rows": 100})
            mlflow.log_metric("rmse", 10 * rate)
        assert len(mlflow.MlflowClient().get_metric_history(run.info.run_id, "rmse")) == 1
    best, _ = mlflow.search_runs(order_by=["metrics.rmse"], output_format="list")
    assert best.data.params == {"rate": "0.1", "depth": "3", "rows": "100"}
