"""Reads the paths of the run `weekly`, and the content of its log."""

import mlflow

WANTED = ["job.log", "report/index.html", "report/plots/loss.svg"]


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    named = [run for run in runs if run.info.run_name == "weekly"]
    if not named:
        raise Wrong("There is no run named `weekly`. Keep the name that the script gives it.")
    found = sorted(files(store, named[0].info.run_id))
    if not found:
        raise Wrong("The run `weekly` has no artifacts. A folder that is not there is copied without an error.")
    if any(path.startswith("report/build/") for path in found):
        raise Wrong(
            "The folder `build` itself lies in `report`, so that the paths begin with report/build. "
            "Copy its content instead."
        )
    if "index.html" in found:
        raise Wrong(
            "The content of `build` lies at the top of the run. "
            "Say in the second argument that it belongs into `report`."
        )
    if "job.log/job-1207.log" in found:
        raise Wrong(
            "`job.log` is a folder, with job-1207.log in it: "
            "the second argument of `log_artifact` is a folder, not a name."
        )
    if "job-1207.log" in found:
        raise Wrong("The log is there as job-1207.log, the name that it has on disk. The web page looks for `job.log`.")
    if lacking := [path for path in WANTED if path not in found]:
        raise Wrong(f"The run has no {', '.join(lacking)}. It has {', '.join(found)}.")
    if beyond := [path for path in found if path not in WANTED]:
        raise Wrong(f"The run also has {', '.join(beyond)}. It should hold the three files and no other.")
    text = mlflow.artifacts.load_text(f"runs:/{named[0].info.run_id}/job.log")
    if text != "done in 41 s":
        raise Wrong(
            f"`job.log` holds the text {text!r}. `log_text` writes what you hand over: "
            "hand over the content of the log."
        )


def files(store, run_id, folder=None):
    """Paths of all files of a run, those in folders too."""
    entries = store.list_artifacts(run_id, folder)
    return [path for entry in entries for path in (files(store, run_id, entry.path) if entry.is_dir else [entry.path])]
