"""What LIKE, ILIKE and = do with case and percent sign."""

import mlflow


def proof():
    for name in ("Forest-small", "forest-wide", "Forest-deep", "boosting"):
        with mlflow.start_run(run_name=name):
            pass
    counts = [
        len(mlflow.search_runs(filter_string=f"run_name {condition}", output_format="list"))
        for condition in ("LIKE 'forest%'", "ILIKE 'forest%'", "= 'forest%'")
    ]
    assert counts == [1, 3, 0]
