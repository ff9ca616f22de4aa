"""A search gives parent and children alike; the children have the tag, names and the parent's experiment."""

import mlflow


def proof():
    mlflow.set_experiment("tuning")
    with mlflow.start_run() as parent:
        for _ in range(30):
            with mlflow.start_run(nested=True):
                assert len(mlflow.search_runs(output_format="list")) > 1, "an open run is found too"
    runs = mlflow.search_runs(output_format="list")
    assert len(runs) == 31
    children = [run for run in runs if run.data.tags.get("mlflow.parentRunId") == parent.info.run_id]
    assert len(children) == 30
    assert all(run.info.run_name for run in children)
    assert {run.info.experiment_id for run in runs} == {parent.info.experiment_id}
    assert {run.info.status for run in runs} == {"FINISHED"}
