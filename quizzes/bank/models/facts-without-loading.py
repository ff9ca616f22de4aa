"""Compares `facts` with what the folder of `scan` says."""

import mlflow
from mlflow.models import get_model_info


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "scan"]
    if not found:
        raise Wrong("There is no logged model named `scan`. Leave the part that logs it as it is.")
    uri = max(found, key=lambda one: one.creation_timestamp).model_uri
    try:
        mlflow.pyfunc.load_model(uri)
    except RuntimeError:
        pass
    else:
        raise Wrong("`scan` can be loaded here now. Leave the class as it is, and read what its folder says.")
    stored = get_model_info(uri)
    facts = names.get("facts")
    if not isinstance(facts, dict) or set(facts) != {"inputs", "metadata", "requirements"}:
        raise Wrong("`facts` should be a dictionary with the keys inputs, metadata and requirements.")
    if list(facts["inputs"]) != stored.signature.inputs.input_names():
        raise Wrong(
            f"`facts` has {facts['inputs']} as inputs. The names of the columns are in the signature, "
            "which `get_model_info` gives without loading the model."
        )
    if facts["metadata"] != stored.metadata:
        raise Wrong(
            f"`facts` has {facts['metadata']} as metadata. "
            "Params and tags are kept beside the model; `metadata` is in its file MLmodel."
        )
    needs = facts["requirements"]
    lines = needs.split() if isinstance(needs, str) else list(needs)
    if any(str(line).endswith((".yaml", ".txt")) for line in lines):
        raise Wrong(
            f"`facts` has {lines} as requirements: names of files that describe environments. "
            "The packages are in one of the folder's files."
        )
    if not {"pandas", "scipy"} <= set(lines):
        raise Wrong(
            f"`facts` has {lines} as requirements. `requirements.txt` of the model's folder names the packages."
        )
