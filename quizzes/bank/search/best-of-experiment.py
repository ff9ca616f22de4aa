"""Reads which run the program took for the best one."""

RUNS = {"ridge", "forest", "boosting", "knn", "empty"}


def check(store, names, output):  # noqa: ARG001
    experiment = store.get_experiment_by_name("bike-demand")
    runs = store.search_runs([experiment.experiment_id]) if experiment else []
    if {run.info.run_name for run in runs} != RUNS or len(runs) != len(RUNS):
        raise Wrong("The experiment `bike-demand` should hold the five runs of the loop. Leave the loop as it is.")
    if "best" not in names:
        raise Wrong("There is no variable `best`. Keep the name that the script gives the run.")
    best = names["best"]
    if best is None:
        raise Wrong("`best` is None, so the search found no run. A status is compared with its case: write FINISHED.")
    if isinstance(best, list):
        raise Wrong("`best` is a list. Take its first element, so that it is one Run.")
    if not hasattr(best, "info"):
        raise Wrong(f"`best` is a {type(best).__name__}. Ask for Run objects, with output_format or from the client.")
    name = next((run.info.run_name for run in runs if run.info.run_id == best.info.run_id), "another run")
    if name == "empty":
        raise Wrong("`best` is `empty`, the run that started last. Say in `order_by` which metric decides.")
    if name == "boosting":
        raise Wrong("`best` is `boosting`, which is FAILED. Let the filter keep only runs whose status is FINISHED.")
    if name == "knn":
        raise Wrong(
            "`best` is `knn`, the run with the highest `rmse`. An error is best when it is low: order ascending."
        )
    if name != "forest":
        raise Wrong(f"`best` is `{name}`. Of the FINISHED runs another one has the lowest `rmse`.")
