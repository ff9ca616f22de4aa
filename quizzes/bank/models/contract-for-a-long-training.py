"""Reads the one logged model `tide` and its signature from the store."""

from mlflow.models import get_model_info


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "tide"]
    if not found:
        raise Wrong("There is no logged model named `tide`. Leave the training as it is.")
    if len(found) > 1:
        raise Wrong(
            f"There are {len(found)} logged models named `tide`. "
            "A second `log_model` leaves the first as it was: write the signature to that one."
        )
    info = get_model_info(found[0].model_uri)
    if info.saved_input_example_info is None:
        raise Wrong(
            "The model has another input example, so it was trained anew. Leave the call of `log_model` as it is."
        )
    signature = info.signature
    if signature is None:
        raise Wrong(
            "The stored model still has no signature. "
            "What you change on the objects of your program does not reach its files."
        )
    if not signature.inputs:
        raise Wrong("The signature declares no inputs. Give `infer_signature` the frame first.")
    if signature.inputs.is_tensor_spec():
        raise Wrong("The signature is a tensor, which has no names. Infer it from the frame.")
    declared = signature.inputs.input_names()
    if sorted(declared) != ["moon", "wind"]:
        raise Wrong(
            f"The signature declares {', '.join(declared)}, but the model needs moon and wind. "
            "Infer it from the frame that the model was fitted on."
        )
    if not signature.outputs:
        raise Wrong("The signature declares no outputs. Give `infer_signature` the predictions as well.")
