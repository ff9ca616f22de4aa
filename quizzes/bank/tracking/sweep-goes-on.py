"""Reads the runs of the sweep: which there are, how they ended, what they hold."""

DEPTHS = (4, 2, 0, 8)


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    found = {run.info.run_name: run for run in runs}
    if "depth=4" not in found:
        raise Wrong("There is no run named `depth=4`. Keep the names that the script gives its runs.")
    if "depth=8" not in found:
        raise Wrong("There is no run named `depth=8`. The error still ends the loop: catch it once per turn.")
    if "depth=0" not in found:
        raise Wrong(
            "There is no run named `depth=0`. "
            "A setting that fails should leave a run, so that nobody wonders whether it was tried."
        )
    if "depth=2" not in found:
        raise Wrong("There is no run named `depth=2`. Try each of the four depths.")
    if found["depth=0"].info.status == "FINISHED":
        raise Wrong(
            "`depth=0` is FINISHED: the error was caught inside the block, which then ended as usual. "
            "Let the error leave the block, or end the run as FAILED."
        )
    for depth in DEPTHS:
        one(found[f"depth={depth}"], depth)


def one(run, depth):
    """A run has its setting, the status of its training, and a loss if that succeeded."""
    name, wanted = f"`depth={depth}`", "FINISHED" if depth else "FAILED"
    if run.info.status != wanted:
        raise Wrong(f"{name} is {run.info.status}, not {wanted}. End each run as its own training ended.")
    if run.data.params.get("depth") != str(depth):
        raise Wrong(
            f"{name} has no parameter `depth`. "
            "What follows the error is not run: log the setting before the line that may fail."
        )
    if depth and run.data.metrics.get("loss") != 1 / depth:
        raise Wrong(f"{name} does not have the loss that `train` returns. Log it as the metric `loss`.")
