"""Reads what the one model `buoy` asks for, and compares it with what is installed."""

import re
from importlib.metadata import version
from pathlib import Path

import mlflow


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "buoy"]
    if not found:
        raise Wrong("There is no logged model named `buoy`. Leave the first lines as they are.")
    if len(found) > 1:
        raise Wrong(
            "There are two models `buoy` now, and consumers of the first one still get the old pin. "
            "Repair the model that is there."
        )
    lines = Path(mlflow.artifacts.download_artifacts(found[0].model_uri), "requirements.txt").read_text().split()
    needs = {re.split("[=<>~!]", line)[0]: line for line in lines}
    right = f"scikit-learn=={version('scikit-learn')}"
    line = needs.get("scikit-learn")
    if line is None:
        raise Wrong(
            "The model does not ask for scikit-learn any more, so a built environment lacks it. "
            "Put the installed version in its place."
        )
    if line == "scikit-learn":
        raise Wrong(
            "The model asks for scikit-learn without a version, so the next build takes whatever is newest. "
            "Pin the installed one."
        )
    if line != right:
        raise Wrong(f"The model asks for `{line}`, but what is installed is `{right}`. Put the right pin in its place.")
    if "nltk" in needs:
        raise Wrong("The model still asks for nltk, which nobody uses. Remove it.")
    if not {"mlflow", "pandas"} <= needs.keys():
        raise Wrong(f"The model asks for {sorted(needs)} now. Keep mlflow and pandas in the list.")
