"""Compares the registered names with those of the logged models that declare inputs and outputs."""

from mlflow.models import get_model_info

NAMES = ("rent", "heat", "water", "repair", "sale")


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    logged = {model.name: model for model in store.search_logged_models(experiments)}
    if missing := [name for name in NAMES if name not in logged]:
        raise Wrong(f"The store has no logged model `{missing[0]}`. Log all five, and change only what is registered.")
    declared = {name: get_model_info(logged[name].model_uri).signature for name in NAMES}
    if declared["heat"] is None or declared["heat"].outputs or declared["water"] or declared["repair"]:
        raise Wrong("The signatures of the logged models have changed. Leave them, and change only what is registered.")
    registered = {model.name for model in store.search_registered_models()}
    if "water" in registered:
        raise Wrong(
            "`water` is registered, but has no signature. Look at each model's signature before you register it."
        )
    if "repair" in registered:
        raise Wrong(
            "`repair` is registered, but has no signature. Its example lacks a column, so nothing could be inferred from it."
        )
    if "heat" in registered:
        raise Wrong("`heat` is registered, but its signature declares inputs only. Ask for its outputs too.")
    if "sale" not in registered:
        raise Wrong(
            "`sale` is not registered. An input example that works gives a signature with both sides: "
            "ask the logged model, not the arguments."
        )
    if "rent" not in registered:
        raise Wrong("`rent` is not registered. Its signature has both sides, so the catalog would take it.")
    if beyond := registered - {"rent", "sale"}:
        raise Wrong(f"There is a registered model `{min(beyond)}`. Register each under the name of its logged model.")
    for name in ("rent", "sale"):
        (version, *_) = store.search_model_versions(f"name = '{name}'")
        if get_model_info(f"models:/{name}/{version.version}").model_id != logged[name].model_id:
            raise Wrong(f"`{name}` is registered from another logged model. Pair each name with its own model.")
