"""Reads the run `night`: its status and its curve, and that it is the only run."""


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    named = [run for run in runs if run.info.run_name == "night"]
    if not named:
        raise Wrong("There is no run named `night`. Keep the name that the script gives it.")
    if len(runs) > 1:
        raise Wrong(
            "A second run has appeared: log calls after `end_run` open one. Leave the loop when you end the run."
        )
    run = named[0]
    if run.info.status == "RUNNING":
        raise Wrong("`night` is still RUNNING. End it with the status that you want.")
    if run.info.status == "FAILED":
        raise Wrong("`night` is FAILED, which says that the code broke. It was stopped on purpose: end it as KILLED.")
    if run.info.status != "KILLED" and "KILLED" in run.data.tags.values():
        raise Wrong(
            "KILLED stands in a tag, and a tag is only a label. "
            f"The status of `night` is still {run.info.status}: end the run with the status that you want."
        )
    if run.info.status != "KILLED":
        raise Wrong(
            f"`night` is {run.info.status}: the end of the block set that. A status that the client sets inside the block "
            "is overwritten there, and after the block no run is open, so `end_run` does nothing."
        )
    steps = sorted(point.step for point in store.get_metric_history(run.info.run_id, "loss"))
    if steps != [0, 1, 2]:
        raise Wrong(f"`loss` has the steps {steps}, not [0, 1, 2]. Log the three epochs before the run ends.")
