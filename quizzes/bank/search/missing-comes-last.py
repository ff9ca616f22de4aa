"""Where a run without the metric stands in an order."""

import mlflow


def listed(order):
    return [run.info.run_name for run in mlflow.search_runs(order_by=[order], output_format="list")]


def proof():
    for name, loss in [("a", 0.7), ("b", None), ("c", 0.2)]:
        with mlflow.start_run(run_name=name):
            if loss is not None:
                mlflow.log_metric("loss", loss)
    assert listed("metrics.loss ASC") == ["c", "a", "b"]
    assert listed("metrics.loss DESC") == ["a", "c", "b"], "neither turned round nor shorter"
    assert listed("metrics.loss ASC") != ["b", "c", "a"], "missing is not smallest"
