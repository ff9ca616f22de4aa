"""What the job of the stem leaves in the store."""

import mlflow


def proof():
    with mlflow.start_run(run_name="nightly") as nightly:
        mlflow.log_param("depth", 4)
    mlflow.set_tag("team", "risk")

    stray = mlflow.active_run()
    found = mlflow.search_runs(filter_string="tags.team = 'risk'", output_format="list")
    assert stray is not None
    assert [run.info.run_id for run in found] == [stray.info.run_id]
    assert found[0].info.run_id != nightly.info.run_id
    assert found[0].data.params == {}
    mlflow.end_run()

    stored = mlflow.MlflowClient().get_run(nightly.info.run_id)
    assert stored.data.params == {"depth": "4"}, "the end of the block dropped nothing"
    assert "team" not in stored.data.tags

    experiment = mlflow.get_experiment(stored.info.experiment_id)
    assert "team" not in experiment.tags, "the tag is not on the experiment"
    mlflow.set_experiment_tag("squad", "risk")
    assert mlflow.search_runs(filter_string="tags.squad = 'risk'", output_format="list") == [], "runs inherit none"

    assert "mlflow.parentRunId" not in found[0].data.tags, "the new run is no child"
