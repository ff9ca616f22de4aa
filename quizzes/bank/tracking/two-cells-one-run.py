"""Both cells write into the run that the first call opened."""

import mlflow


def proof():
    mlflow.set_experiment("rolls")
    mlflow.set_tag("guess", "mean")
    opened = mlflow.active_run()
    mlflow.log_metric("error", 5)
    mlflow.set_tag("guess", "last day")
    mlflow.log_metric("error", 8)

    runs = mlflow.search_runs(output_format="list")
    assert [run.info.run_id for run in runs] == [opened.info.run_id]
    assert runs[0].info.status == "RUNNING"
    assert runs[0].data.tags["guess"] == "last day", "the first guess is overwritten"
    assert runs[0].data.metrics == {"error": 8}
    mlflow.end_run()
