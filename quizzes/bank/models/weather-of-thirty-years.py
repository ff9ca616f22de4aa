"""Weighs `usual`, and compares its answers with those from the whole table."""

import mlflow
import numpy as np
import pandas as pd
from mlflow.models import Model

DAYS = pd.DataFrame({"rain": [0.5, 1.0], "wind": [0.5, 0.0], "sun": [0.5, 0.25]})


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "usual"]
    if not found:
        raise Wrong("There is no logged model named `usual`. Keep the name that the script gives it.")
    uri = max(found, key=lambda one: one.creation_timestamp).model_uri
    about = Model.load(uri)
    weight = about.model_size_bytes / 1e6
    if weight >= 0.1:
        more = "Keep only what `predict` needs of the past days."
        if about.flavors["python_function"].get("artifacts"):
            more = (
                "The table has moved from the object into `artifacts`, which weigh just as much: "
                "keep only what `predict` needs of it."
            )
        elif weight < 3:
            more = (
                "Its rows are narrower now, but all of them are still on `self`: "
                "keep only what `predict` needs of them."
            )
        raise Wrong(f"The model has {weight:.1f} MB. {more}")
    past = np.random.default_rng(0).random((200_000, 3))
    right = np.abs(DAYS.to_numpy() - past.mean(axis=0)).sum(axis=1)
    given = np.asarray(mlflow.pyfunc.load_model(uri).predict(DAYS))
    if not np.allclose(given, right, atol=1e-4):
        raise Wrong(
            "A day is not judged as before: some rows say something else than all of them. "
            "Take the means of the whole table."
        )
