"""Of the four texts one is a filter that runs and finds the run; the three others raise."""

import mlflow


def proof():
    with mlflow.start_run() as run:
        mlflow.log_param("model", "tree")
        mlflow.log_metric("auc", 0.9)
    (found,) = mlflow.search_runs(filter_string='params.model = "tree" and metrics.auc > 0.8', output_format="list")
    assert found.info.run_id == run.info.run_id
    for text in (
        'params.model == "tree" && metrics.auc > 0.8',
        "SELECT * WHERE model = 'tree' AND auc > 0.8",
        "model:tree auc:>0.8",
    ):
        try:
            mlflow.search_runs(filter_string=text)
        except mlflow.MlflowException:
            continue
        raise AssertionError(text)
