"""Compares the tags of the versions with the metrics of their runs."""


def check(store, names, output):  # noqa: ARG001
    versions = sorted(store.search_model_versions("name = 'ferry'"), key=lambda one: int(one.version))
    if len(versions) != 4:
        raise Wrong("The model `ferry` should have 4 versions. Leave the first lines as they are.")
    if "validation_status" in store.get_registered_model("ferry").tags:
        raise Wrong(
            "The tag is on the registered model, where one value stands for all versions. Set it on each version."
        )
    for version in versions:
        mae = store.get_run(version.run_id).data.metrics.get("mae")
        status = version.tags.get("validation_status")
        if mae is None:
            if status is not None:
                raise Wrong(
                    f"Version {version.version} has the status {status}, but its run has no metric `mae`: "
                    "it was not judged, so leave it without the tag."
                )
            continue
        right = "approved" if mae <= 6.5 else "rejected"
        if status is None:
            raise Wrong(
                f"Version {version.version} has no tag `validation_status`, and its run shows a `mae` of {mae}."
            )
        if status == right:
            continue
        more = " Take the last value, not the first point of the history." if right == "approved" else ""
        raise Wrong(f"Version {version.version} has the status {status}, but its run shows a `mae` of {mae}.{more}")
