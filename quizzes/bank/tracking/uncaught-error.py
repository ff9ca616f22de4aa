"""What the sweep of the stem leaves in the store."""

import contextlib

import mlflow


def sweep():
    with mlflow.start_run(run_name="sweep"):
        mlflow.log_param("trials", 20)
        for n in range(20):
            with mlflow.start_run(run_name=f"trial-{n}", nested=True):
                mlflow.log_metric("loss", 1 / (n + 1))
                if n == 7:
                    raise ValueError("bad setting")


def proof():
    with contextlib.suppress(ValueError):
        sweep()

    runs = {run.info.run_name: run for run in mlflow.search_runs(output_format="list")}
    assert len(runs) == 9
    assert "trial-8" not in runs, "no run before its start_run"
    assert runs["sweep"].info.status == "FAILED"
    assert runs["trial-7"].info.status == "FAILED"
    assert runs["trial-7"].data.metrics == {"loss": 1 / 8}, "nothing is rolled back"
    assert runs["trial-6"].info.status == "FINISHED"
    assert runs["trial-6"].data.metrics == {"loss": 1 / 7}
    assert mlflow.active_run() is None
