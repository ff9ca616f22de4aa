"""Reads the nights' scores; sends the model `leaver` frames with and without gaps, and a fraction."""

import mlflow
import pandas as pd

RIGHT = [[0, 0], [1, 0]]


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "leaver"]
    if not found:
        raise Wrong("There is no logged model named `leaver`. Keep the name that the script gives it.")
    model = mlflow.pyfunc.load_model(max(found, key=lambda one: one.creation_timestamp).model_uri)
    scores = names.get("scores")
    declaration(model.metadata.get_input_schema(), scores)
    frame = pd.DataFrame({"visits": [3.0, None], "complaints": [1, 2]}).astype({"complaints": "int64"})
    if not answered(model, frame):
        raise Wrong(
            "A frame with a gap in `visits` and int64 in `complaints` is refused. Declare them as double and long."
        )
    if answered(model, frame.assign(complaints=1.5)):
        raise Wrong("A frame with 1.5 complaints is answered. Declare `complaints` as long.")
    if not isinstance(scores, list) or len(scores) != len(RIGHT):
        raise Wrong("`scores` should be a list with one list of scores for each night, two in all.")
    for number, (night, right) in enumerate(zip(scores, RIGHT, strict=True), start=1):
        if night is None and number == 1:
            raise Wrong(
                "Night 1 is refused. Its gap makes `visits` float64: leave the column as read, or cast it to float64."
            )
        if night is None:
            raise Wrong(
                "Night 2 is refused. It has no gap, so `read_csv` gives `visits` as int64, which double does not take. "
                "Cast the column where the batch is read."
            )
        if len(night) != len(right):
            raise Wrong(
                f"Night {number} has {len(night)} score for {len(right)} rows. "
                "Score the rows with a gap too: the model fills the gaps itself."
            )
    if [[int(score) for score in night] for night in scores] != RIGHT:
        raise Wrong(
            f"The scores are {scores}, not {RIGHT}: the gap was filled before the model saw it. "
            "It fills it with the mean that it learnt."
        )


def declaration(schema, scores):
    """Refuse a signature that does not say what the two columns are."""
    if schema is None:
        raise Wrong(
            "`leaver` has no signature, so nothing is checked, a fraction in `complaints` neither. "
            "Declare the columns, and `visits` as a type that has room for gaps."
        )
    columns = {} if schema.is_tensor_spec() else schema.input_dict()
    if set(columns) != {"visits", "complaints"}:
        raise Wrong(
            "The signature should declare the columns `visits` and `complaints`: infer it from a frame with both."
        )
    visits, complaints = columns["visits"], columns["complaints"].type.name
    if complaints == "double":
        raise Wrong(
            "`complaints` is declared as double, so 1.5 complaints would be answered. "
            "Only `visits` can be missing: cast that column alone."
        )
    if visits.type.name != "double" and not visits.required:
        raise Wrong(
            f"`visits` is declared as {visits.type.name}, optional. Optional means that the column may be absent; "
            f"a gap still makes it float64, which {visits.type.name} refuses."
        )
    if visits.type.name != "double" and isinstance(scores, list) and None not in scores:
        raise Wrong(
            f"`visits` is declared as {visits.type.name}, so a frame with a gap is refused. Filling the gap in the caller "
            "hides it from the model, which knows how to fill it: change the declaration."
        )
    if visits.type.name != "double":
        raise Wrong(
            f"`visits` is declared as {visits.type.name}, so the night with a gap is refused. "
            "A gap makes the column float64: declare the type that takes it."
        )


def answered(model, frame):
    """Whether MLflow lets the frame through."""
    try:
        model.predict(frame)
    except mlflow.MlflowException:
        return False
    except Exception as error:  # the class's own
        first = str(error).partition("\n")[0]
        raise Wrong(
            f"A frame passed the signature, and then `predict` raised {type(error).__name__}: {first}"
        ) from error
    return True
