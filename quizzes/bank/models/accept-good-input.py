"""Loads `leaver` through pyfunc and sends it the callers' frames, then frames that it should refuse."""

import mlflow
import pandas as pd

TYPES = {
    ("minutes", "long"): (
        "`minutes` is declared as long, so 290.5 is refused. "
        "The sample happens to be whole: cast the column before you infer."
    ),
    ("minutes", "float"): (
        "`minutes` is declared as float, 32 bits, so the float64 of both callers is refused. "
        "Declare the wider type, double."
    ),
    ("complaints", "double"): (
        "`complaints` is declared as double. That refuses the int64 of `from_shop` and would answer 2.5 complaints: "
        "cast `minutes` only."
    ),
    ("complaints", "integer"): (
        "`complaints` is declared as integer, 32 bits, so the int64 of `from_shop` is refused. "
        "Declare the wider type: int32 widens to long."
    ),
}


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "leaver"]
    if not found:
        raise Wrong("There is no logged model named `leaver`. Keep the name that the script gives it.")
    model = mlflow.pyfunc.load_model(max(found, key=lambda one: one.creation_timestamp).model_uri)
    schema = model.metadata.get_input_schema()
    if schema is None:
        raise Wrong(
            "Without a signature every frame is answered, the bad ones too. Mend the declaration; don't drop it."
        )
    if schema.is_tensor_spec():
        raise Wrong("The signature is a tensor, which has no names. Infer it from a frame with the two columns.")
    if beyond := [name for name in schema.input_names() if name not in ("minutes", "complaints")]:
        raise Wrong(
            f"The signature still declares {', '.join(map(str, beyond))}, which no caller sends and the model does not take. "
            "Infer from minutes and complaints."
        )
    for name, column in schema.input_dict().items():
        if sentence := TYPES.get((name, column.type.name)):
            raise Wrong(sentence)
    from_app = pd.DataFrame({"minutes": [290.5, 12.0], "complaints": [1, 6]}).astype({"complaints": "int32"})
    from_shop = pd.DataFrame({"till": [9], "complaints": [5], "minutes": [17.25]}).astype({"complaints": "int64"})
    for caller, frame, right in (("from_app", from_app, [0, 1]), ("from_shop", from_shop, [1])):
        given = answers(model, frame)
        if given is None:
            raise Wrong(f"`{caller}` is still refused. Compare its columns and dtypes with the signature.")
        if given != right:
            raise Wrong(f"`{caller}` is answered with {given}, not {right}. Keep the model, change only its signature.")
    bad = {
        "text in `minutes`": from_shop.assign(minutes="17.25"),
        "text in `complaints`": from_shop.assign(complaints="5"),
        "a fraction in `complaints`": from_shop.assign(complaints=2.5),
    }
    for what, frame in bad.items():
        if answers(model, frame) is not None:
            raise Wrong(f"A frame with {what} is answered. Declare `minutes` as double and `complaints` as long.")


def answers(model, frame):
    """The answers to a frame; None if MLflow refuses it."""
    try:
        return [int(answer) for answer in model.predict(frame)]
    except mlflow.MlflowException:
        return None
    except Exception as error:  # the estimator's own
        first = str(error).partition("\n")[0]
        raise Wrong(
            f"A frame passed the signature, and then the model raised {type(error).__name__}: {first}"
        ) from error
