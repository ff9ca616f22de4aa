"""How firm a lead of one answer in twenty is, and the same lead in two thousand."""

import mlflow
import numpy as np


def not_ahead(a, b):
    """In which share of the draws from the same rows `a` is not ahead of `b`."""
    drawn = np.random.default_rng(0).integers(0, len(a), size=(1000, len(a)))
    return (a[drawn].mean(axis=1) <= b[drawn].mean(axis=1)).mean()


def proof():
    new = np.array([1.0] * 17 + [0.0] * 3)
    used = np.array([0.0] * 2 + [1.0] * 16 + [0.0] * 2)
    for name, answers in [("used", used), ("new", new)]:
        with mlflow.start_run(run_name=name):
            mlflow.log_metric("quality", answers.mean())
    runs = mlflow.search_runs(order_by=["metrics.quality DESC"], output_format="list")
    assert [(run.info.run_name, run.data.metrics["quality"]) for run in runs] == [("new", 0.85), ("used", 0.8)]
    assert round((new.mean() - used.mean()) * 20) == 1, "one answer"
    assert not_ahead(new, used) > 0.25, "the lead is often gone"
    assert not_ahead(np.tile(new, 100), np.tile(used, 100)) < 0.01, "with many rows it is a decision"
