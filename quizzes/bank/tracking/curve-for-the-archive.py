"""Reads the run `old-17`: its curve, its status, its end time."""

ENDED = 1_700_003_600_000
POINTS = {epoch: 1 / (epoch + 1) for epoch in range(30)}


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    named = [run for run in runs if run.info.run_name == "old-17"]
    if not named:
        raise Wrong("There is no run named `old-17`. Leave the lines that create it as they are.")
    if len(runs) > 1:
        raise Wrong("There are two runs: a name opens a new one. Write to the first by its id.")
    run = named[0]
    if any(name.startswith("loss") and name != "loss" for name in run.data.metrics):
        raise Wrong(
            "Each epoch is a metric of its own, so there is no curve. "
            "Give all points the one name `loss`, and each its step."
        )
    points = store.get_metric_history(run.info.run_id, "loss")
    if len(points) > 1 and {point.step for point in points} == {0}:
        raise Wrong("All points of `loss` stand at step 0. A `Metric` takes the timestamp before the step.")
    if len(points) != len(POINTS):
        raise Wrong(f"`loss` has {len(points)} of its 30 points. Log the whole curve, one point for each epoch.")
    if {point.step: point.value for point in points} != POINTS:
        raise Wrong("A loss does not stand at its epoch. Count the epochs from 0, as `enumerate` does.")
    if run.info.status == "KILLED" and run.info.end_time != ENDED:
        raise Wrong(
            "`old-17` is KILLED, but its end time is now. "
            "Whoever opens a run ends it anew: write to it by its id, without opening it."
        )
    if run.info.status != "KILLED" or run.info.end_time != ENDED:
        raise Wrong(
            f"`old-17` is {run.info.status}: the end of a block sets that, and the end time with it. "
            "Write to the run by its id, without opening it."
        )
