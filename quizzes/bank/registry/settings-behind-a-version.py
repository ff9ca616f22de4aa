"""Compares what the program found with the run behind the alias."""


def check(store, names, output):  # noqa: ARG001
    versions = {str(version.version): version for version in store.search_model_versions("name = 'claims'")}
    if len(versions) != 3 or store.get_registered_model("claims").aliases.get("champion") is None:
        raise Wrong(
            "`claims` should have its three versions and the alias `champion`. Leave the first lines as they are."
        )
    settings, dates = names.get("settings"), names.get("dates")
    if not settings:
        raise Wrong("`settings` is empty: a version has no settings of its own. Follow its `run_id` to the run.")
    if settings == {"depth": "9"}:
        raise Wrong("`settings` are those of version 3, the newest. Asked is the version that `champion` points to.")
    if settings != {"depth": "6"}:
        raise Wrong(f"`settings` is {settings}. It should be the dictionary of params of the run behind version 2.")
    if dates is None:
        raise Wrong("`dates` is None. The tag `data` is on the run; the version has tags of its own.")
    if dates != "2026-q1":
        raise Wrong(f"`dates` is {dates!r}. It should be the value of the tag `data` of the same run.")
