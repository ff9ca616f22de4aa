"""Which run a descending order by a loss gives first."""

import mlflow

CANDIDATES = {"weak": (0.60, 0.90), "strong": (0.95, 0.20), "last": (0.80, 0.50)}


def proof():
    for name, (auc, loss) in CANDIDATES.items():
        with mlflow.start_run(run_name=name):
            mlflow.log_metrics({"auc": auc, "log_loss": loss})

    def winner(order):
        return mlflow.search_runs(order_by=[order], max_results=1).iloc[0]["tags.mlflow.runName"]

    assert winner("metrics.auc DESC") == "strong"
    assert winner("metrics.log_loss DESC") == "weak", "neither the lowest loss, nor the newest, nor the best auc"
    assert winner("metrics.log_loss ASC") == "strong"
