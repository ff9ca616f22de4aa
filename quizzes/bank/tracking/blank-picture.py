"""Reads the picture of the run `fit`, and looks for a copy in the working folder."""

from pathlib import Path

import mlflow

NAME = "residuals.png"


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    named = [run for run in runs if run.info.run_name == "fit"]
    if not named:
        raise Wrong("There is no run named `fit`. Keep the name that the script gives it.")
    found = files(store, named[0])
    if not found and any(NAME in files(store, run) for run in runs):
        raise Wrong(
            "`fit` has no picture; another run has it, which the call opened below the block. "
            "Log inside the block of `fit`."
        )
    if not found:
        raise Wrong(f"The run `fit` has no artifact. Log the picture as `{NAME}`.")
    if NAME not in found:
        raise Wrong(
            f"The run `fit` has {', '.join(found)}, but no `{NAME}` at its top. Give the name without a folder."
        )
    image = mlflow.artifacts.load_image(f"runs:/{named[0].info.run_id}/{NAME}")
    darkest, lightest = image.convert("L").getextrema()
    if darkest == lightest:
        raise Wrong(
            f"`{NAME}` is still a white sheet: pyplot has let go of the figure, so `plt` only has a new, empty one. "
            "Use the figure that `draw` returns."
        )
    if Path(NAME).exists():
        raise Wrong(
            f"The picture is right, but a copy of `{NAME}` stays in the working folder. "
            "Hand the figure to MLflow without a file of your own."
        )


def files(store, run, folder=None):
    """Paths of all files of a run, those in folders too."""
    entries = store.list_artifacts(run.info.run_id, folder)
    return [path for entry in entries for path in (files(store, run, entry.path) if entry.is_dir else [entry.path])]
