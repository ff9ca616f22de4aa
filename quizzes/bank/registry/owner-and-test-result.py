"""Reads the tags of the registered model and of its versions."""


def check(store, names, output):  # noqa: ARG001
    model = store.get_registered_model("vault").tags
    versions = {str(version.version): version.tags for version in store.search_model_versions("name = 'vault'")}
    if "stress" in model:
        raise Wrong("`stress` is a tag of the model, which keeps only the last result. Set it on each version.")
    if "owner" not in model:
        raise Wrong(
            "The registered model has no tag `owner`: a search for models looks at its tags, not at those of versions."
        )
    if model["owner"] != "ann":
        raise Wrong(f"The owner of `vault` is {model['owner']!r}, not 'ann'.")
    for number, result in {"1": "passed", "2": "failed", "3": "passed"}.items():
        tags = versions.get(number, {})
        if "stress" not in tags:
            raise Wrong(f"Version {number} has no tag `stress`. Each of the three versions has a result of its own.")
        if tags["stress"] != result:
            raise Wrong(f"Version {number} says {tags['stress']!r}, but its result is {result!r}.")
        if "owner" in tags:
            raise Wrong(f"Version {number} has a tag `owner` too. It holds for the whole model: set it there only.")
