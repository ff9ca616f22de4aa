"""Reads which run carries the tag `candidate`."""

RUNS = {"veteran", "wide", "mid", "small", "tiny", "late"}
WHY = {
    "veteran": "a run of another night. Filter by the tag `batch`.",
    "wide": "which needs 80 ms. Add the limit on `latency_ms` to the filter, with AND.",
    "small": "but `mid` is better and needs 50 ms. At most 50 includes 50.",
    "tiny": "the one with the lowest `recall`. Without a direction an order is ascending.",
    "late": "the newest of the batch. Say in `order_by` that `recall` decides.",
}


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    if {run.info.run_name for run in runs} != RUNS or len(runs) != len(RUNS):
        raise Wrong("The store should hold the six runs of the loop, and no other. Leave the loop as it is.")
    marked = [run.info.run_name for run in runs if run.data.tags.get("candidate") == "yes"]
    if not marked:
        raise Wrong("No run has the tag `candidate` with the value `yes`. Give it to the run that you found.")
    if len(marked) > 1:
        raise Wrong(f"{len(marked)} runs have the tag `candidate`. Give it to one: the first of the ordered list.")
    if marked[0] in WHY:
        raise Wrong(f"The candidate is `{marked[0]}`, {WHY[marked[0]]}")
    if any(run.info.status == "RUNNING" for run in runs):
        raise Wrong("A run is still RUNNING. Open it in a with block, or write by the client.")
