"""Loads `default-risk` through pyfunc and sends it what it should answer and what it should refuse."""

import mlflow
import pandas as pd

INPUTS = ["income", "late"]


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "default-risk"]
    if not found:
        raise Wrong("There is no logged model named `default-risk`. Keep the name that the script gives it.")
    model = mlflow.pyfunc.load_model(max(found, key=lambda one: one.creation_timestamp).model_uri)
    signature = model.metadata.signature
    if signature is None or not signature.inputs:
        raise Wrong("`default-risk` has no signature, so nothing is checked. Hand one to `log_model`.")
    if signature.inputs.is_tensor_spec():
        raise Wrong(
            "The signature is a tensor. It has a shape but no names, so swapped columns pass: "
            "infer it from the frame, not from the array."
        )
    declared = signature.inputs.input_names()
    if beyond := [name for name in declared if name not in INPUTS]:
        raise Wrong(
            f"The signature declares {', '.join(map(str, beyond))}, which the model does not use. "
            "Declare income and late only: what a batch has beyond them is dropped."
        )
    if lacking := [name for name in INPUTS if name not in declared]:
        raise Wrong(f"The signature does not declare {', '.join(lacking)}. The model needs income and late.")
    if not signature.outputs:
        raise Wrong(
            "The signature declares no outputs, and Unity Catalog asks for both. "
            "Give `infer_signature` the predictions too."
        )
    if signature.inputs.optional_input_names():
        name = signature.inputs.optional_input_names()[0]
        raise Wrong(
            f"The signature lets a frame without `{name}` pass, because the column is optional. "
            "The model needs both: leave them required."
        )
    batch = pd.DataFrame({"income": [52.0, 18.5], "late": [2, 6]}).astype({"late": "int64"})
    if answers(model, batch.astype({"late": "float64"}).replace({"late": {2.0: 2.5}})) is not None:
        raise Wrong(
            "`late` = 2.5 is answered. Declare `late` as what it is, an integer, so that fractions are refused."
        )
    right = answers(model, batch)
    if right is None:
        raise Wrong("A right batch, `income` as float64 and `late` as int64, is refused. Declare double and long.")
    if right != [0, 1]:
        raise Wrong(
            f"For incomes 52 and 18.5 with 2 and 6 late payments the answers are {right}, not [0, 1]. Keep the model."
        )
    if answers(model, batch[["late", "income"]]) != right:
        raise Wrong(
            "With swapped columns the answers differ: declare the columns in the order in which the model was fitted."
        )


def answers(model, frame):
    """The answers to a frame that also has a column `customer`; None if MLflow refuses it."""
    try:
        return [int(answer) for answer in model.predict(frame.assign(customer=11))]
    except mlflow.MlflowException:
        return None
    except Exception as error:  # the estimator's own
        first = str(error).partition("\n")[0]
        raise Wrong(
            f"A frame passed the signature, and then the model raised {type(error).__name__}: {first}"
        ) from error
