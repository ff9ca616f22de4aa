"""Reads where the aliases of `hide` point after the rollback."""


def check(store, names, output):  # noqa: ARG001
    versions = {int(version.version): version.tags for version in store.search_model_versions("name = 'hide'")}
    approved = [number for number, tags in versions.items() if tags.get("validation_status") == "approved"]
    if sorted(versions) != list(range(1, 13)) or sorted(approved) != [1, 2, 9, 11, 12]:
        raise Wrong("The versions of `hide` or their tags have changed. A rollback moves an alias, and nothing else.")
    aliases = store.get_registered_model("hide").aliases
    if "champion" not in aliases:
        raise Wrong("`hide` has no `champion`, so no job can load one. Set the alias to the version that you found.")
    champion = int(aliases["champion"])
    if champion == 11:
        raise Wrong("The champion is still version 11, which cracks. Set the alias again, to move it.")
    if champion > 11:
        raise Wrong(
            f"The champion is version {champion}, which is newer than the one that cracks. "
            "A rollback goes to a lower number."
        )
    if versions[champion].get("validation_status") == "rejected":
        raise Wrong(
            f"The champion is version {champion}, which was rejected. The number before is not enough: ask for the tag."
        )
    if champion not in approved:
        raise Wrong(
            f"The champion is version {champion}, which nobody has approved. Ask for the tag `validation_status`."
        )
    if champion == 1:
        raise Wrong(
            "The champion is version 1, though newer ones below 11 are approved. "
            "As text '9' is not less than '11': compare with `int`."
        )
    if champion != 9:
        raise Wrong(f"The champion is version {champion}, though a newer one below 11 is approved. Take the highest.")
    if "challenger" in aliases:
        raise Wrong(
            f"The alias `challenger` is still on version {aliases['challenger']}. "
            "Moving the champion leaves it where it is: delete it."
        )
    if set(aliases) != {"champion"}:
        raise Wrong("`hide` has got further aliases. Only `champion` should be left.")
