"""What stands in the first row of an unordered search."""

import mlflow

AUC = [0.71, 0.93, 0.64, 0.80]


def proof():
    for number, auc in enumerate(AUC):
        with mlflow.start_run(run_name=str(number)):
            mlflow.log_param("depth", 3)
            mlflow.log_metric("auc", 0.99, step=0)
            mlflow.log_metric("auc", auc, step=1)
    frame = mlflow.search_runs(filter_string="metrics.auc > 0.5")
    assert list(frame["tags.mlflow.runName"]) == ["3", "2", "1", "0"], "newest first; one row per run"
    assert frame.iloc[0]["metrics.auc"] not in (min(AUC), max(AUC), 0.99)
    best = mlflow.search_runs(filter_string="metrics.auc > 0.5", order_by=["metrics.auc DESC"]).iloc[0]
    assert best["metrics.auc"] == max(AUC)
