"""Compares `newest` with the numbers in the registry."""


def check(store, names, output):  # noqa: ARG001
    newest = names.get("newest")
    versions = store.search_model_versions()
    if len(versions) != 13:
        raise Wrong("The registry should have 13 versions. Only read it; leave the first lines as they are.")
    if not isinstance(newest, dict):
        raise Wrong("`newest` should be a dictionary of names and numbers.")
    if newest.get("ash") == 11:
        raise Wrong(
            "For `ash` you have 11, the count of its versions. One was deleted, so the newest has another number."
        )
    if newest.get("ash") == 9:
        raise Wrong("For `ash` you have 9: as text, 9 is higher than 12. Compare numbers.")
    if newest.get("ash") == 1:
        raise Wrong("For `ash` you have 1, the oldest version. Asked is the newest.")
    if "elm" in newest:
        raise Wrong("`newest` has `elm`, which has no version. Leave such a model out.")
    if newest != {"ash": 12, "fir": 2}:
        raise Wrong(f"`newest` is {newest}. It should have the highest number of `ash` and of `fir`, each as an `int`.")
