"""Compares aliases and tags with the stages that the versions are in."""


def check(store, names, output):  # noqa: ARG001
    models = {model.name: model for model in store.search_registered_models()}
    if set(models) != {"sugar", "salt", "tea"}:
        raise Wrong("The registry should have the models sugar, salt and tea. Leave the first lines as they are.")
    aliases = {name: {key: str(one) for key, one in model.aliases.items()} for name, model in models.items()}
    if not any(aliases.values()):
        raise Wrong("No model has an alias yet. Set `champion` and `challenger` by the stages.")
    if {"Production", "production"} & aliases["sugar"].keys():
        raise Wrong(
            f"The aliases of `sugar` are {sorted(aliases['sugar'])}. Translate the stages: "
            "jobs shall load by `champion`, testers by `challenger`."
        )
    if aliases["sugar"].get("champion") == "3":
        raise Wrong(
            "The champion of `sugar` is version 3, but version 2 is in Production. "
            "The newest one is not the one in use: look at `current_stage`."
        )
    if len(aliases["sugar"]) > 2:
        raise Wrong(
            f"The aliases of `sugar` are {sorted(aliases['sugar'])}. An alias has one holder, "
            "and many versions can be retired: use a tag for that."
        )
    right = {"sugar": {"champion": "2", "challenger": "3"}, "salt": {"champion": "1"}, "tea": {}}
    for name, wanted in right.items():
        if aliases[name] != wanted:
            raise Wrong(f"The aliases of `{name}` are {aliases[name]}. By the stages they should be {wanted}.")
    for version in store.search_model_versions():
        retired = version.tags.get("retired")
        archived = (version.name, str(version.version)) == ("sugar", "1")
        if archived and retired != "true":
            raise Wrong("Version 1 of `sugar` is archived, and has no tag `retired` with the value `true`.")
        if retired and not archived:
            raise Wrong(f"Version {version.version} of `{version.name}` is not archived, but has the tag `retired`.")
