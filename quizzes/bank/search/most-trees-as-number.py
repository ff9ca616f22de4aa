"""Reads which run carries the tag `base`."""

TREES = ["1000", "120", "400", "60", "80"]


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    if sorted(run.data.params["trees"] for run in runs if "trees" in run.data.params) != TREES:
        raise Wrong("The store should hold the five runs of the loop. Leave the loop as it is.")
    marked = [run.data.params.get("trees") for run in runs if run.data.tags.get("base") == "yes"]
    if not marked:
        raise Wrong("No run has the tag `base` with the value `yes`. Give it to the run that you found.")
    if None in marked:
        raise Wrong(
            "`base` is on a run without `trees`, which `mlflow.set_tag` opened. "
            "Hand the id of the run that you found to the client."
        )
    if len(marked) > 1:
        raise Wrong(f"{len(marked)} runs have the tag `base`. Give it to the largest one only.")
    for trees, why in {
        "80": "the largest as text. Turn the parameter into a number before you compare.",
        "1000": "which is FAILED. Keep the filter on the status.",
        "120": "the smallest as text. Another direction does not help: compare numbers.",
        "60": "the newest one. Without an order the search knows nothing of trees.",
    }.items():
        if marked == [trees]:
            raise Wrong(f"`base` is on the run with {trees} trees, {why}")
    if len(runs) != len(TREES) or any(run.info.status == "RUNNING" for run in runs):
        raise Wrong("There is a run too many, or one that is still RUNNING. Write to the run that you found.")
