"""Looks for pickles in `flat`, and asks it with the logged price and with another."""

from pathlib import Path

import mlflow
import pandas as pd

RIDES = pd.DataFrame({"km": [1.0, 6.0]})


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "flat"]
    if not found:
        raise Wrong("There is no logged model named `flat`. Keep the name that the script gives it.")
    uri = max(found, key=lambda one: one.creation_timestamp).model_uri
    folder = Path(mlflow.artifacts.download_artifacts(uri))
    if pickles := [path.name for path in folder.rglob("*.pkl")]:
        more = (
            "The file only lies beside it: give its path to `python_model`, not to `code_paths`."
            if list(folder.rglob("flat.py"))
            else "Give `python_model` the path of the file instead of an object."
        )
        raise Wrong(f"The model holds `{pickles[0]}`, a pickle. {more}")
    given = list(mlflow.pyfunc.load_model(uri).predict(RIDES))
    if given != [7.0, 7.0]:
        raise Wrong(f"As logged, two rides cost [7.0, 7.0]; the model gives {given}. Keep 7.0 in `model_config`.")
    given = list(mlflow.pyfunc.load_model(uri, model_config={"price": 9.0}).predict(RIDES))
    if given != [9.0, 9.0]:
        raise Wrong(
            f"Loaded with a price of 9.0, the model answers {given}. Read the price from `context.model_config`."
        )
