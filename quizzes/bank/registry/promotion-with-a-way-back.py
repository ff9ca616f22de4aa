"""Reads the aliases of `meter` after the promotion."""


def check(store, names, output):  # noqa: ARG001
    aliases = {name: int(number) for name, number in store.get_registered_model("meter").aliases.items()}
    if len(store.search_model_versions("name = 'meter'")) != 5:
        raise Wrong("`meter` should keep its five versions. A promotion moves aliases, and deletes or adds no version.")
    if aliases.get("champion") == 5:
        raise Wrong("`champion` is on version 5, the newest. Promote the version that was the `challenger`.")
    if aliases.get("champion") != 4:
        raise Wrong("`champion` should be on version 4, which was the `challenger`.")
    if "previous" not in aliases:
        raise Wrong("There is no alias `previous`: nobody can tell any more which version to go back to.")
    if aliases["previous"] == 4:
        raise Wrong("`previous` is on version 4, the new champion. Read the old number before the alias moves.")
    if aliases["previous"] != 2:
        raise Wrong("`previous` should be on version 2, which was the champion.")
    if "challenger" in aliases:
        raise Wrong(
            f"Version {aliases['challenger']} is still the `challenger`. Delete that alias, so that the next candidate can have it."
        )
