"""Looks at how `wear` is stored, what it trusts, and what it answers."""

import mlflow
import pandas as pd
from mlflow.models import get_model_info

TREE = "sklearn.tree._tree.Tree"


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "wear"]
    if not found:
        raise Wrong("There is no logged model named `wear`. Keep the name that the script gives it.")
    newest = max(found, key=lambda one: one.creation_timestamp)
    if str(newest.status) != "READY":
        raise Wrong(
            f"`wear` is there, but `{newest.status}` and without files: the call was refused. "
            "Its message names the types that skops does not trust."
        )
    flavor = get_model_info(newest.model_uri).flavors.get("sklearn")
    if flavor is None:
        raise Wrong("`wear` has no scikit-learn flavor. Log the pipeline with `mlflow.sklearn.log_model`.")
    if flavor["serialization_format"] != "skops":
        raise Wrong(
            f"`wear` is stored as {flavor['serialization_format']}, which runs whatever code the file holds "
            "when it is loaded. The firm asks for skops."
        )
    if beyond := [name for name in flavor["skops_trusted_types"] or [] if name != TREE]:
        raise Wrong(
            f"`{beyond[0]}` is trusted too. The model needs `{TREE}` only: trust what you have looked at and no more."
        )
    model = mlflow.sklearn.load_model(newest.model_uri)
    for km, right in ((10.0, 1), (300.0, 2), (320.0, 3), (9000.0, 5)):
        answer = float(model.predict(pd.DataFrame({"km": [km]}))[0])
        if answer != right:
            raise Wrong(
                f"For {km:g} km the model answers {answer:g}, not {right}: it no longer takes the logarithm first. "
                "Keep that step, written in another way."
            )
