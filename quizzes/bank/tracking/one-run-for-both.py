"""Reads the one run `ridge`: its tag, what autolog wrote at the fit, the metric on test data."""

NAME = "mean_absolute_error_X_test"


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    named = [run for run in runs if run.info.run_name == "ridge"]
    if not named:
        raise Wrong("There is no run named `ridge`. Keep the name that the script gives it.")
    run = named[0]
    metrics = run.data.metrics
    if len(runs) > 1 and "training_score" not in metrics:
        raise Wrong("There are still two runs: the fit opened one of its own. Fit inside the block of `ridge`.")
    if len(runs) > 1:
        raise Wrong(f"There are {len(runs)} runs. Fit once, and in the run `ridge` only.")
    if "training_score" not in metrics:
        raise Wrong("`ridge` has no `training_score`. Switch autolog on before you fit.")
    if run.data.params.get("alpha") != "0.5":
        raise Wrong("`alpha` is not 0.5 in the run. Fit the same model as before.")
    if run.data.tags.get("team") != "clinic":
        raise Wrong("The tag `team` is not on the run. Give it to `start_run` as before.")
    if any(name.endswith("_unknown_dataset") for name in metrics) and NAME not in metrics:
        raise Wrong(
            "Autolog could not tell which data the metric is about and wrote `unknown_dataset`. "
            "Predict on the variable `X_test` itself."
        )
    if NAME not in metrics:
        raise Wrong(
            "`ridge` has no metric on `X_test`. Import the function after `autolog()`, "
            "and hand it what `predict` returned."
        )
    if "metric_info.json" not in [entry.path for entry in store.list_artifacts(run.info.run_id)]:
        raise Wrong(
            "The metric is there, but you logged it by hand. Let autolog do it: import the function after `autolog()`."
        )
