"""Reads `rmse` of the three logged models, and its curve in the run that made them."""

RIGHT = {"round-0": 0.9, "round-1": 0.4, "round-2": 0.6}


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = store.search_logged_models(experiments)
    for name in RIGHT:
        if [model.name for model in found].count(name) != 1:
            raise Wrong(f"There should be one logged model named `{name}`. Keep the names that the script gives.")
    models = {model.name: model for model in found if model.name in RIGHT}
    runs = {model.source_run_id for model in models.values()}
    if None in runs:
        raise Wrong("A model was logged without a run. Log all three inside the block.")
    if len(runs) > 1:
        raise Wrong(
            f"The three models come from {len(runs)} runs, so the curve is in pieces. Log all of them in one run."
        )
    steps = [point.step for point in store.get_metric_history(runs.pop(), "rmse")]
    if steps != [0, 1, 2]:
        raise Wrong(
            f"The run's `rmse` has the steps {steps}, so it is no curve, and the models of other steps get nothing. "
            "Log it with its step."
        )
    for name, right in RIGHT.items():
        values = [metric.value for metric in models[name].metrics or [] if metric.key == "rmse"]
        if values == [right]:
            continue
        if right in values:
            others = ", ".join(str(value) for value in values if value != right)
            raise Wrong(
                f"`{name}` has its {right}, but {others} as well: it was logged at step 0, so `log_model` copied what the run "
                "had there. Give `log_model` the step."
            )
        shown = ", ".join(str(value) for value in values) or "none"
        raise Wrong(
            f"`{name}` should have the rmse {right}; it has {shown}. A metric goes to a model of its own step, "
            "or to the one that `model_id=` names."
        )
