"""Takes the regression out of the store, then loads `offer` and asks it."""

from pathlib import Path

import mlflow
import pandas as pd


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "offer"]
    if not found:
        raise Wrong("There is no logged model named `offer`. Keep the name that the script gives it.")
    uri = max(found, key=lambda one: one.creation_timestamp).model_uri
    folder = Path(mlflow.artifacts.download_artifacts(uri))
    copies = list(folder.rglob("artifacts/**/MLmodel"))
    for other in store.search_logged_models(experiments):
        if other.name == "regression":
            store.delete_logged_model(other.model_id)
    try:
        model = mlflow.pyfunc.load_model(str(folder))
    except Exception as error:
        if copies:
            raise Wrong(
                "`offer` has a copy of the regression, but still loads the one in the store. "
                "Load the path that `context.artifacts` gives."
            ) from error
        raise Wrong(
            "Without the store `offer` cannot be loaded: it has no copy of the regression. "
            "Name its address in `artifacts`."
        ) from error
    if not copies:
        raise Wrong("`offer` has no copy of the logged regression. Name its address in `artifacts`.")
    given = list(model.predict(pd.DataFrame({"km": [4.0]})))
    if given != ["9.00 euros"]:
        shown = repr(round(given[0], 2) if isinstance(given[0], float) else given[0])
        raise Wrong(
            f"For 4 km the answer is {shown}, not '9.00 euros'. Turn each price into text, after the regression."
        )
