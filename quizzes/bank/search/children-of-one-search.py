"""Reads `best_f1` off the two parents."""

SCORES = {"january": [0.71, 0.86, 0.79], "february": [0.90, 0.68, 0.83]}


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    parents = {run.info.run_name: run for run in runs if run.info.run_name in SCORES}
    if set(parents) != set(SCORES):
        raise Wrong("The parents `january` and `february` are missing. Leave the loop as it is.")
    if len(runs) != 8:
        raise Wrong(
            f"The store holds {len(runs)} runs, not 8. "
            "Write to the parents themselves: `start_run(run_id=…)` opens a run again."
        )
    children = [run for run in runs if "mlflow.parentRunId" in run.data.tags]
    if any("best_f1" in run.data.metrics for run in children):
        raise Wrong(
            "`best_f1` is on a child, and the report reads the parents. Log it to the run whose children you searched."
        )
    for month, scores in SCORES.items():
        best = parents[month].data.metrics.get("best_f1")
        if best is None:
            raise Wrong(f"The parent `{month}` has no metric `best_f1`. Log it to the run by its id.")
        if best == max(scores):
            continue
        if best == scores[-1]:
            raise Wrong(
                f"The best_f1 of `{month}` is {best}, the score of its newest child. "
                "Give the search an order: `metrics.f1`, descending."
            )
        if best not in scores and any(best in others for others in SCORES.values()):
            raise Wrong(
                f"The best_f1 of `{month}` is {best}, a child of the other search. "
                "Filter by the tag `mlflow.parentRunId`."
            )
        raise Wrong(f"The best_f1 of `{month}` is {best}, not the highest f1 of its children, {max(scores)}.")
    if any(run.info.status == "RUNNING" for run in runs):
        raise Wrong("A run is still RUNNING. Open the parent in a with block, or write by the client.")
