"""Where a search looks."""

import mlflow


def count(**where):
    return len(mlflow.search_runs(output_format="list", **where))


def proof():
    for name in ("churn", "fraud"):
        mlflow.set_experiment(name)
        with mlflow.start_run():
            pass
    assert count() == 1, "the active one, not both"
    assert count(experiment_names=["chrun"]) == 0, "neither an error nor the active one"
    assert count(search_all_experiments=True) == 2
