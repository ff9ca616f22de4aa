"""Reads which runs of the two tunings are still active."""

from mlflow.entities import ViewType


def check(store, names, output):  # noqa: ARG001
    everywhere = [experiment.experiment_id for experiment in store.search_experiments()]
    runs = store.search_runs(everywhere, run_view_type=ViewType.ALL)
    parents = {run.info.run_name: run.info.run_id for run in runs if "mlflow.parentRunId" not in run.data.tags}
    if len(runs) != 10 or set(parents) != {"june", "july"}:
        raise Wrong("The store should hold `june` and `july` with four children each. Leave the loop as it is.")
    gone = {run.info.run_id for run in runs if run.info.lifecycle_stage == "deleted"}

    def children(month):
        return {run.info.run_id for run in runs if run.data.tags.get("mlflow.parentRunId") == parents[month]}

    if len(gone) == len(runs):
        raise Wrong(
            "Every run is deleted, those of `july` as well. Keep to `june` and the runs that name it as their parent."
        )
    of_july = gone & (children("july") | {parents["july"]})
    if of_july:
        raise Wrong(
            f"Runs of `july` are deleted too: {len(of_july)} of its 5. "
            "That a run has a parent is not enough, ask for the id of `june`."
        )
    of_june = gone & children("june")
    if not of_june:
        raise Wrong(
            "No child of `june` is deleted. "
            "Find them by the tag `mlflow.parentRunId`, which holds the parent's id and not its name."
        )
    if len(of_june) < 4:
        verb = "is" if len(of_june) == 1 else "are"
        raise Wrong(
            f"{len(of_june)} of the 4 children of `june` {verb} deleted. "
            "Go through all that the search finds, without a limit."
        )
    if parents["june"] not in gone:
        raise Wrong("The children of `june` are deleted, but `june` itself is active. Delete the parent as well.")
