"""Follows the version in `prod.skis` back through the test to the logged model."""


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    logged = store.search_logged_models(experiments)
    if len(logged) != 1:
        raise Wrong(
            f"There are {len(logged)} logged models. One is enough for both names: leave the first lines as they are."
        )
    found = {}
    for name in ("test.skis", "prod.skis"):
        versions = store.search_model_versions(f"name = '{name}'")
        if len(versions) != 1:
            raise Wrong(f"`{name}` should have one version, but has {len(versions)}.")
        [found[name]] = versions
    if found["test.skis"].source != logged[0].model_uri:
        raise Wrong("The version in `test.skis` does not come from the logged model. Register `info.model_uri` there.")
    if found["test.skis"].tags.get("checked") != "yes":
        raise Wrong(
            "The version in `test.skis` has no tag `checked` with the value `yes`. "
            "Set it on the version, not on the model above it."
        )
    if found["prod.skis"].source == logged[0].model_uri:
        raise Wrong(
            "The version in `prod.skis` was registered from the logged model: its `source` says nothing of the test. "
            "Copy the version."
        )
    if found["prod.skis"].source != "models:/test.skis/1":
        raise Wrong(
            f"The `source` in `prod.skis` is {found['prod.skis'].source}. It should be a copy from `test.skis`."
        )
    if found["prod.skis"].tags.get("checked") != "yes":
        raise Wrong(
            "The version in `prod.skis` lacks the tag `checked`. A copy has the tags of its moment: "
            "set the tag before you copy."
        )
    for name in ("test.skis", "prod.skis"):
        if "champion" not in store.get_registered_model(name).aliases:
            raise Wrong(f"`{name}` has no alias `champion`. It does not travel with a copy: set it there as well.")
