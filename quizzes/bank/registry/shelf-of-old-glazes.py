"""Reads which versions of `glaze` and which aliases are left."""


def check(store, names, output):  # noqa: ARG001
    models = {model.name: model for model in store.search_registered_models()}
    if "glaze" not in models:
        raise Wrong("The registered model `glaze` is gone, with all its versions. Delete single versions.")
    left = {int(version.version) for version in store.search_model_versions("name = 'glaze'")}
    if 3 not in left:
        raise Wrong(
            "Version 3 is gone, so nothing is the champion. Either the rows of a search were asked for aliases, "
            "or text was compared with numbers."
        )
    if 2 not in left:
        raise Wrong(
            "Version 2 is gone, and the alias `previous` with it: there is no way back now. "
            "Spare what any alias points at."
        )
    for number in (5, 6):
        if number not in left:
            raise Wrong(
                f"Version {number} is gone, but it had a tag `keep`. Its value does not matter: ask whether the key is there."
            )
    if 7 in left and not left & {1, 4, 8}:
        raise Wrong(
            "Version 7 is still there. It has no alias and no tag `keep`: only the key `keep` protects, not another tag."
        )
    if more := sorted(left - {2, 3, 5, 6}):
        raise Wrong(f"Version {more[0]} is still there, though it has no alias and no tag `keep`.")
    aliases = {alias: int(number) for alias, number in models["glaze"].aliases.items()}
    if aliases != {"champion": 3, "previous": 2, "night": 3}:
        raise Wrong(
            "The aliases of `glaze` have changed. A clean-up deletes versions that have none, and moves nothing."
        )
