"""Reads both registered models: which version is the champion of each."""


def check(store, names, output):  # noqa: ARG001
    found = {model.name: model for model in store.search_registered_models()}
    if "dev.berth" not in found:
        raise Wrong(
            "There is no `dev.berth` any more. Renaming moves the model with all its versions; copy the one that has passed."
        )
    if "prod.berth" not in found:
        raise Wrong("There is no registered model `prod.berth`. Copying to a name that is new creates it.")
    if "champion" not in found["dev.berth"].aliases:
        raise Wrong("`dev.berth` has lost its `champion`. An alias belongs to one registered model: each has its own.")
    if "champion" not in found["prod.berth"].aliases:
        raise Wrong("`prod.berth` has no alias `champion`. A copy brings tags, but no aliases: set it there.")
    champion = store.get_model_version_by_alias("prod.berth", "champion")
    if champion.tags.get("test") != "passed":
        raise Wrong("The `champion` of `prod.berth` has no tag `test`. It is not the version that has passed.")
    if store.get_model_version_download_uri("prod.berth", champion.version) != "s3://harbour/oak":
        raise Wrong("The `champion` of `prod.berth` has other files than version 2 of `dev.berth`. Copy that version.")
    if len(store.search_model_versions("name = 'prod.berth'")) != 1:
        raise Wrong("`prod.berth` should have one version. Copy once, and only the version that has passed.")
