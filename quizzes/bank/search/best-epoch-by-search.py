"""Reads `best_auc` off the three runs, and which of them the program took."""

HIGHEST = {"small": 0.82, "wide": 0.93, "deep": 0.79}
LAST = {"small": 0.82, "wide": 0.61, "deep": 0.71}


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    if len(runs) != len(HIGHEST):
        raise Wrong(f"The store holds {len(runs)} runs, not 3. Log to the runs that are there, each by its `run_id`.")
    named = {run.info.run_name: run for run in runs}
    if set(named) != set(HIGHEST):
        raise Wrong("The runs `small`, `wide` and `deep` should be there. Leave the loop as it is.")
    for name in HIGHEST:
        points = len(store.get_metric_history(named[name].info.run_id, "auc"))
        if points != 3:
            raise Wrong(
                f"`{name}` has {points} points of `auc`, not 3. "
                "Leave the curve as it was, and give the highest value a name of its own."
            )
    for name, highest in HIGHEST.items():
        logged = named[name].data.metrics.get("best_auc")
        if logged is None:
            raise Wrong(f"`{name}` has no metric `best_auc`. Log the highest value of its curve under that name.")
        if logged == LAST[name] != highest:
            raise Wrong(
                f"`best_auc` of `{name}` is {logged}, the value of its last epoch. "
                "Take the highest of its whole history."
            )
        if logged != highest:
            raise Wrong(f"`best_auc` of `{name}` is {logged}, but the highest value of its curve is {highest}.")
    best = names.get("best")
    if not hasattr(best, "info"):
        raise Wrong(
            f"`best` is a {type(best).__name__}. Take one Run, such as the first of the list that you searched."
        )
    name = next((run.info.run_name for run in runs if run.info.run_id == best.info.run_id), "another run")
    if name == "small":
        raise Wrong("The three metrics are right, but `best` is `small`. Let `best_auc` decide the order, not `auc`.")
    if name == "deep":
        raise Wrong("`best` is `deep`, the run with the lowest `best_auc`. A high auc is good: order descending.")
    if name != "wide":
        raise Wrong(f"`best` is `{name}`. The highest `best_auc` is on `wide`.")
