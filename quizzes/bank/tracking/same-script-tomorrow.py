"""Reads the experiment `rolls`: two runs named `night`, each with its error."""


def check(store, names, output):  # noqa: ARG001
    found = store.get_experiment_by_name("rolls")
    if found is None:
        raise Wrong(
            "There is no experiment `rolls`. Use this very name on both nights, so that the runs can be compared."
        )
    runs = store.search_runs([found.experiment_id])
    if not runs:
        raise Wrong("There is an experiment `rolls`, but it has no run. Making an experiment does not select it.")
    if len(runs) != 2:
        count = f"{len(runs)} run" + "s" * (len(runs) != 1)
        raise Wrong(f"`rolls` has {count}, not 2. Each night needs a run of its own: open it in a block.")
    if [run.info.run_name for run in runs] != ["night", "night"]:
        raise Wrong("Both runs should be named `night`. Keep the `run_name` that the script gives them.")
    if sorted(run.data.metrics.get("error", -1) for run in runs) != [4, 5]:
        raise Wrong("The runs should hold the metric `error` with 5 and 4. Log it inside the block of each.")
    if any(run.info.status != "FINISHED" for run in runs):
        raise Wrong("A run in `rolls` is not FINISHED. Let its block end it.")
