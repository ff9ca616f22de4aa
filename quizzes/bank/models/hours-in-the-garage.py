"""Sends `fee` the raw times of two stays."""

import mlflow
import pandas as pd

STAYS = pd.DataFrame(
    {"arrived": ["2026-04-01 09:00", "2026-04-01 09:00"], "left": ["2026-04-01 12:00", "2026-04-02 10:00"]}
)


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "fee"]
    if not found:
        raise Wrong("There is no logged model named `fee`. Keep the name that the script gives it.")
    uri = max(found, key=lambda one: one.creation_timestamp).model_uri
    model = mlflow.pyfunc.load_model(uri)
    schema = model.metadata.get_input_schema()
    if schema is None:
        raise Wrong("The model has no signature, so callers can't know what to send. Give an example of a raw stay.")
    declared = schema.input_names()
    if "hours" in declared:
        raise Wrong(
            f"The signature declares {', '.join(declared)}, so callers still have to compute it. "
            "Declare what they send: arrived and left."
        )
    if sorted(declared) != ["arrived", "left"]:
        raise Wrong(
            f"The signature declares {', '.join(map(str, declared))}. Declare what callers send: arrived and left."
        )
    try:
        near, far = (round(float(fee), 2) for fee in model.predict(STAYS))
    except Exception as error:  # the regression's own, for raw columns
        first = str(error).partition("\n")[0]
        raise Wrong(f"For a raw stay `predict` raised {type(error).__name__}: {first}") from error
    if near != 7.0:
        raise Wrong(f"A car that leaves after 3 hours has the fee 7.0; the model gives {near}. Keep the regression.")
    if far != 29.0:
        raise Wrong(
            f"A car that leaves after 25 hours has the fee 29.0; the model gives {far}. "
            "Compute the hours with the function that training used."
        )
