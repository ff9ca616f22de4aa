"""Loads `alert` as its callers and its operator do, and compares the answers."""

import mlflow
import pandas as pd

TYPES = {"integer": "a whole number", "long": "a whole number", "string": "text"}  # Python's int is integer in the tab
CALLS = pd.DataFrame({"minutes": [40.0, 60.0, 100.0]})


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "alert"]
    if not found:
        raise Wrong("There is no logged model named `alert`. Keep the name that the script gives it.")
    uri = max(found, key=lambda one: one.creation_timestamp).model_uri
    model = mlflow.pyfunc.load_model(uri)
    declared = {param.name: param.dtype.name for param in model.metadata.get_params_schema() or []}
    if not declared:
        raise Wrong(
            "The signature declares no params, so MLflow drops `limit` and every caller gets the default. "
            "Give `infer_signature` the params with their defaults."
        )
    if "tariff" in declared:
        raise Wrong(
            "`tariff` is an inference param, so any caller can change the price. "
            "It is set by who runs the model: put it into `model_config`."
        )
    if "limit" not in declared:
        raise Wrong(f"The signature declares {', '.join(declared)}, but callers name the param `limit`.")
    if declared["limit"] != "double":
        raise Wrong(
            f"`limit` is declared as {TYPES.get(declared['limit'], declared['limit'])}, so a caller's 12.5 is refused. "
            "The default decides the type: write 12.0."
        )
    expect(model, None, [False, True, True], "Without params the limit is 12.0 and the tariff 0.25")
    if answers(model, {"limit": 20.0}) == [False, True, True]:
        raise Wrong(
            "`limit` is declared, but a call with 20.0 is answered as with 12.0. Read it from `params` inside `predict`."
        )
    expect(model, {"limit": 20.0}, [False, False, True], "With a limit of 20.0")
    expect(model, {"limit": 12.5}, [False, True, True], "With a limit of 12.5")
    dearer = mlflow.pyfunc.load_model(uri, model_config={"tariff": 0.5})
    if answers(dearer, {"limit": 35.0}) == answers(model, {"limit": 35.0}):
        raise Wrong(
            '`load_model(..., model_config={"tariff": 0.5})` changes nothing. '
            "Name `tariff` in `model_config` when you log, and read it from `context.model_config`."
        )
    expect(dearer, {"limit": 35.0}, [False, False, True], "With a tariff of 0.5 and a limit of 35.0")


def expect(model, params, right, when):
    """Refuse answers other than the right ones."""
    given = answers(model, params)
    if given != right:
        raise Wrong(f"{when}, so 40, 60 and 100 minutes give {right}; the model gives {given}.")


def answers(model, params):
    """The answers as a plain list."""
    try:
        return [bool(answer) for answer in model.predict(CALLS, params=params)]
    except Exception as error:  # the class's own, such as a key that no configuration has
        raise Wrong(f"With params={params} `predict` raised {type(error).__name__}: {error}") from error
