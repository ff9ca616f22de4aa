"""Reads which runs carry the tag `review`."""


def check(store, names, output):  # noqa: ARG001
    runs = {}
    for name in ("fraud", "churn", "demo"):
        experiment = store.get_experiment_by_name(name)
        runs[name] = store.search_runs([experiment.experiment_id]) if experiment else []
        if len(runs[name]) != 3:
            raise Wrong(f"The experiment `{name}` should hold three runs. Leave the loop that makes them as it is.")
    marked = [run for found in runs.values() for run in found if run.data.tags.get("review") == "yes"]
    failed = [run for name in ("fraud", "churn") for run in runs[name] if run.info.status == "FAILED"]
    in_demo = {run.info.run_id for run in runs["demo"]}
    if not marked:
        raise Wrong("No run is marked, so the search finds none. A status is compared with its case: write FAILED.")
    if all(run.info.run_id in in_demo for run in marked):
        raise Wrong(
            "The marked runs are in `demo`, the active experiment. Name the two that you mean in `experiment_names`."
        )
    if any(run.info.run_id in in_demo for run in marked):
        raise Wrong("Runs of `demo` are marked as well. Search `fraud` and `churn` only.")
    if any(run.info.status != "FAILED" for run in marked):
        raise Wrong("A run that is FINISHED is marked too. Let the filter keep the status FAILED.")
    if len(marked) != len(failed):
        verb = "is" if len(marked) == 1 else "are"
        raise Wrong(
            f"{len(marked)} of the {len(failed)} failed runs {verb} marked. Search both experiments, and for all runs."
        )
