"""Reads the one version of `honey`, then asks what the program loaded."""

from mlflow.models import get_model_info


def check(store, names, output):  # noqa: ARG001
    versions = store.search_model_versions("name = 'honey'")
    if not versions:
        raise Wrong("There is no version of `honey`. `log_model` registers if you name the registered model.")
    if len(versions) > 1:
        raise Wrong(
            f"`honey` has {len(versions)} versions. With `registered_model_name`, `log_model` has registered already, "
            "and `register_model` adds one more."
        )
    [version] = versions
    signature = get_model_info(f"models:/honey/{version.version}").signature
    if signature is None:
        raise Wrong("Version 1 has no signature. Give `log_model` one that declares inputs and outputs.")
    if signature.outputs is None:
        raise Wrong("The signature of version 1 declares no outputs. Give `infer_signature` the predictions too.")
    if version.description != "spring hives":
        if store.get_registered_model("honey").description == "spring hives":
            raise Wrong(
                "The description is on the registered model, where it would speak of all versions. Set it on version 1."
            )
        raise Wrong(f"The description of version 1 is {version.description!r}. It should be 'spring hives'.")
    served, forecast = names.get("served"), names.get("forecast")
    if served is None or not hasattr(served, "predict"):
        raise Wrong("`served` should be the model that you loaded from version 1.")
    if served is names.get("model"):
        raise Wrong("`served` is the object that you fitted, not what the registry has. Load version 1 by its address.")
    try:
        [value] = forecast
        right = abs(float(value) - 12.0) < 1e-6
    except (TypeError, ValueError):
        right = False
    if not right:
        raise Wrong(f"`forecast` is {forecast!r}. It should be what `served.predict(may)` gives, one number.")
