"""Reads the tag `reached` of the run `night`."""


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    named = [run for run in runs if run.info.run_name == "night"]
    if not named:
        raise Wrong("There is no run named `night`. Keep the name that the script gives it.")
    run = named[0]
    if len(store.get_metric_history(run.info.run_id, "loss")) != 7:
        raise Wrong("`night` should hold the seven points of `loss`. Leave the loop as it is.")
    reached = run.data.tags.get("reached")
    if reached is None and "reached" in run.data.metrics | run.data.params:
        kind = "metric" if "reached" in run.data.metrics else "parameter"
        raise Wrong(f"`reached` is a {kind} of `night`. The task asks for a tag: write the epoch with `set_tag`.")
    if reached is None and any("reached" in other.data.tags for other in runs):
        raise Wrong(
            "The tag `reached` is on another run, which `set_tag` opened. Hand the id of `night` to the client."
        )
    if reached is None:
        raise Wrong("`night` has no tag `reached`. Write the epoch into it.")
    if reached == "25":
        raise Wrong(
            "`reached` is 25, the first report below 0.5. "
            "The history is in the order of the times; go through it by `step`."
        )
    if reached == "3":
        raise Wrong("`reached` is 3, the place of the point in the list. The epoch is the point's `step`.")
    if reached == "30":
        raise Wrong(
            "`reached` is 30. There the curve ends, with its lowest loss; asked is where it first gets below 0.5."
        )
    if reached != "15":
        raise Wrong(f"`reached` is {reached}. It should be the lowest step whose loss is below 0.5, and nothing else.")
