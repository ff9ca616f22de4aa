"""Reads the marks of all versions, the count on the model, and what should have stayed."""

RESULTS = {"1": "rejected", "2": "approved", "5": "approved"}


def check(store, names, output):  # noqa: ARG001
    versions = {str(version.version): version.tags for version in store.search_model_versions("name = 'tulip'")}
    if sorted(versions) != ["1", "2", "3", "4", "5", "6"]:
        raise Wrong("`tulip` should have its versions 1 to 6. Only tags change; leave the first lines as they are.")
    for number, tags in sorted(versions.items()):
        if tags.get("lot") != f"L{number}":
            raise Wrong(f"Version {number} has lost its tag `lot`. Change the tag `review`, and no other.")
        mark, result = tags.get("review"), RESULTS.get(number)
        if result is None and mark == "":
            raise Wrong(
                f"Version {number} has a tag `review` with an empty value. The key should be gone: delete the tag."
            )
        if result is None and mark is not None:
            raise Wrong(
                f"Version {number} still has its mark of last year. It is not in `results`: take the tag `review` off."
            )
        if result is not None and mark is None:
            raise Wrong(f"Version {number} has no tag `review`. Set it on the version, to what `results` says.")
        if mark != result:
            raise Wrong(
                f"Version {number} says {mark!r}, but its result is {result!r}. "
                "Set the tag again: the new value takes the place of the old."
            )
    model = store.get_registered_model("tulip").tags
    if model.get("owner") != "greta":
        raise Wrong("The registered model has lost its tag `owner`. Change `reviewed`, and no other.")
    if model.get("reviewed") != "3":
        raise Wrong(
            f"The registered model still says {model.get('reviewed')} in its tag `reviewed`. "
            "Set it there, not on versions: there are 3 results."
        )
    if set(model) != {"owner", "reviewed"}:
        raise Wrong("The registered model has got further tags. What is true of one version belongs on that version.")
