"""Reads the run `boosting`: its status, its curve, its parameter."""

LOSSES = [0.92, 0.61, 0.44, 0.47]


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    children = [run for run in runs if "mlflow.parentRunId" in run.data.tags]
    named = [run for run in runs if run.info.run_name == "boosting" and run not in children]
    if not named:
        raise Wrong("There is no run named `boosting`. Keep the name that the script gives it.")
    run = named[0]
    if run.info.status != "FINISHED":
        raise Wrong(f"`boosting` is {run.info.status}, not FINISHED. Let the block, or `end_run`, end it.")
    if any(name.startswith("loss") and name != "loss" for name in run.data.params | run.data.metrics):
        raise Wrong(
            "Each epoch has a name of its own, so there is no curve. "
            "Log every loss under the one name `loss`, as a metric."
        )
    points = store.get_metric_history(run.info.run_id, "loss")
    if not points and any("loss" in child.data.metrics for child in children):
        raise Wrong("Each loss is in a child run: a curve is one metric of one run, so open no inner run.")
    if not points and any("loss" in other.data.metrics for other in runs):
        raise Wrong("`boosting` has no metric `loss`; another run has it. Log inside the block, or by the run's id.")
    if not points:
        raise Wrong("`boosting` has no metric `loss`. A value that changes with the epoch is a metric.")
    steps = sorted(point.step for point in points)
    if len(points) > 1 and set(steps) == {0}:
        raise Wrong("All points of `loss` stand at step 0. Give each call its epoch as `step`.")
    if steps == [1, 2, 3, 4]:
        raise Wrong("The curve has the steps [1, 2, 3, 4]; the first epoch is 0.")
    if len(points) < len(LOSSES):
        raise Wrong(f"The curve has the steps {steps}, not [0, 1, 2, 3]. Log one point in each turn of the loop.")
    if steps != [0, 1, 2, 3]:
        raise Wrong(f"The curve has the steps {steps}, not [0, 1, 2, 3]. Log each loss once, at its own epoch.")
    if [point.value for point in sorted(points, key=lambda point: point.step)] != LOSSES:
        raise Wrong(f"The values of `loss` by step should be {LOSSES}. Log each loss at its own epoch.")
    if run.data.params.get("learning_rate") != "0.1":
        raise Wrong(
            "`learning_rate` is not among the run's parameters. "
            "It is a setting, not a measurement: log it with `log_param`."
        )
