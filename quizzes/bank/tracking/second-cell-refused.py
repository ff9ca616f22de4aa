"""What each change of the notebook leaves in the store."""

import mlflow


def left(first, second, **options):
    """The params and metrics of each run, by name (`other` for a random one), and whether cell 2 raised."""
    mlflow.set_experiment(f"churn-{len(mlflow.search_experiments())}")
    raised = False
    try:
        first()
        with mlflow.start_run(run_name="fit", **options):
            second()
    except Exception as error:  # the plain class is what mlflow raises
        raised = "is already active" in str(error)
        if not raised:
            raise
    while mlflow.active_run():
        mlflow.end_run()
    runs = mlflow.search_runs(output_format="list")
    found = {run.info.run_name if run.info.run_name == "fit" else "other": run.data for run in runs}
    assert len(found) == len(runs)
    return {name: {**data.params, **data.metrics} for name, data in found.items()}, raised


def snapshot():
    mlflow.log_param("snapshot", "2026-11-01")


def auc():
    mlflow.log_metric("auc", 0.81)


def proof():
    both = {"snapshot": "2026-11-01", "auc": 0.81}
    apart = {"other": {"snapshot": "2026-11-01"}, "fit": {"auc": 0.81}}
    assert left(snapshot, auc) == ({"other": {"snapshot": "2026-11-01"}}, True), "the notebook of the stem"
    assert left(lambda: None, lambda: (snapshot(), auc())) == ({"fit": both}, False)
    assert left(snapshot, auc, nested=True) == (apart, False)
    assert left(lambda: (snapshot(), mlflow.end_run()), auc) == (apart, False)
    assert left(lambda: (mlflow.start_run(), snapshot()), auc) == ({"other": {"snapshot": "2026-11-01"}}, True)
