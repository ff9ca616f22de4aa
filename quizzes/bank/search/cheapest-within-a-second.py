"""Which search brings the model that the requirement asks for to the first row."""

import mlflow

RUNS = [
    ("oak", 0.90, 700, 2400, 1.5),
    ("elm", 0.90, 700, 950, 5.0),
    ("fir", 0.84, 750, 900, 2.0),
    ("ash", 0.62, 200, 300, 0.3),
]


def first(condition, order):
    runs = mlflow.search_runs(filter_string=condition, order_by=[order], output_format="list")
    return runs[0].info.run_name


def proof():
    for name, quality, mean, p90, cost in RUNS:
        with mlflow.start_run(run_name=name):
            mlflow.log_metrics({"quality": quality, "mean_ms": mean, "p90_ms": p90, "cost": cost})
    assert first("metrics.p90_ms <= 1000 AND metrics.quality >= 0.8", "metrics.cost ASC") == "fir"
    assert first("metrics.p90_ms <= 1000 AND metrics.quality >= 0.8", "metrics.quality DESC") == "elm"
    assert first("metrics.mean_ms <= 1000 AND metrics.quality >= 0.8", "metrics.cost ASC") == "oak"
    assert first("metrics.p90_ms <= 1000 AND metrics.cost <= 5", "metrics.cost ASC") == "ash"
