"""Loads `fault` through pyfunc and compares its answers with the classifier's probabilities."""

import mlflow
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

HEAT = pd.DataFrame({"heat": [20.0, 90.0, 30.0, 85.0, 60.0]})


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "fault"]
    if not found:
        raise Wrong("There is no logged model named `fault`. Keep the name that the script gives it.")
    model = mlflow.pyfunc.load_model(max(found, key=lambda one: one.creation_timestamp).model_uri)
    try:
        given = np.asarray(model.predict(HEAT), dtype="float64")
    except Exception as error:  # the model's own
        first = str(error).partition("\n")[0]
        raise Wrong(f"Loaded with `mlflow.pyfunc`, `fault` raised {type(error).__name__}: {first}") from error
    if given.ndim == 1:
        raise Wrong(
            "Loaded with `mlflow.pyfunc`, `fault` still answers with one number a row. "
            "Say at `log_model` which method its predict calls."
        )
    if given.shape != (5, 2):
        raise Wrong(f"For five rows the answers have the shape {given.shape}. Each row should give a pair.")
    if not np.allclose(given.sum(axis=1), 1):
        raise Wrong(
            "The pairs do not add up to 1: they are no probabilities. `predict_proba` of the classifier gives those."
        )
    right = LogisticRegression().fit(HEAT, [0, 1, 0, 1, 0]).predict_proba(HEAT)
    if not np.allclose(given, right, atol=0.01):
        raise Wrong("The probabilities are not those of the classifier. Keep it, and the order: that of 0 first.")
