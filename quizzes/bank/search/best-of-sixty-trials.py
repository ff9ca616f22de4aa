"""The winner of many noisy scores is flattered by them; a second, unused set is not."""

import mlflow
import numpy as np


def proof():
    rng = np.random.default_rng(1)
    quality = rng.normal(0.60, 0.02, 60)
    for true in quality:
        with mlflow.start_run():
            noisy, test = rng.normal(true, 0.06, 2)
            mlflow.log_metrics({"val_r2": noisy, "test_r2": test, "true": true})
    runs = mlflow.search_runs(order_by=["metrics.val_r2 DESC"], output_format="list")
    best, second = (run.data.metrics for run in runs[:2])
    assert best["val_r2"] - best["true"] > 0.06, "flattered"
    assert second["val_r2"] - second["true"] > 0.04, "so is the second"
    # The same over many nights: the winner's test score is right on average, its validation score is not.
    gaps = []
    for _ in range(300):
        true = rng.normal(0.60, 0.02, 60)
        val, test = rng.normal(true, 0.06), rng.normal(true, 0.06)
        winner = val.argmax()
        gaps.append((val[winner] - true[winner], test[winner] - true[winner], val.mean() - true[winner]))
    lucky, honest, mean = np.mean(gaps, axis=0)
    assert lucky > 0.1
    assert abs(honest) < 0.02
    assert mean < -0.01
