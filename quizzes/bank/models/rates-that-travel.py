"""Loads `fare` without the file, then asks it once more without its copy."""

from pathlib import Path

import mlflow
import pandas as pd

RIDES = pd.DataFrame({"km": [4.0, 10.0], "zone": ["city", "airport"]})


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "fare"]
    if not found:
        raise Wrong("There is no logged model named `fare`. Keep the name that the script gives it.")
    uri = max(found, key=lambda one: one.creation_timestamp).model_uri
    Path("rates.json").unlink(missing_ok=True)
    folder = Path(mlflow.artifacts.download_artifacts(uri))
    copies = list(folder.rglob("rates.json"))
    try:
        model = mlflow.pyfunc.load_model(str(folder))
        given = model.predict(RIDES)
    except FileNotFoundError as error:
        if copies:
            raise Wrong(
                "Without `rates.json` the model cannot be loaded. The file is in `artifacts`, but `load_context` "
                "still opens the old path: open the one that `context.artifacts` gives."
            ) from error
        raise Wrong(
            "Without `rates.json` the model cannot be loaded. Name the file in `artifacts`, "
            "and open the path that `context.artifacts` gives."
        ) from error
    if list(given) != [8.0, 30.0]:
        raise Wrong(f"4 km in the city and 10 km to the airport cost [8.0, 30.0]; the model gives {list(given)}.")
    for copy in copies:
        copy.rename(copy.with_suffix(".away"))
    try:
        model.predict(RIDES)
    except FileNotFoundError as error:
        raise Wrong(
            "After loading, the answers still need the model's copy of the file: `predict` reads it for each request. "
            "Read it once, in `load_context`."
        ) from error
    finally:
        for copy in copies:
            copy.with_suffix(".away").rename(copy)
