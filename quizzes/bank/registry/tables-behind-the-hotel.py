"""Compares `inventory` with what the registry and the champions' runs say."""


def check(store, names, output):  # noqa: ARG001
    models = {model.name: model for model in store.search_registered_models()}
    aliases = {name: {alias: int(number) for alias, number in model.aliases.items()} for name, model in models.items()}
    champion = {"champion": 1}
    if aliases != {
        "dev.ml.rooms": champion,
        "prod.ml.coffee": {},
        "prod.ml.linen": champion,
        "prod.ml.rooms": champion,
    }:
        raise Wrong("The registry has changed. Only read it, and leave the first lines as they are.")
    inventory = names.get("inventory")
    if not isinstance(inventory, dict) or not inventory:
        raise Wrong("`inventory` should be a dictionary with an entry for each registered model of `prod`.")
    for name in ("prod.ml.coffee", "prod.ml.linen", "prod.ml.rooms"):
        if name not in inventory:
            missing = "It has no champion, and should be listed with `None`, `None` and `[]`."
            raise Wrong(f"`{name}` is missing. {missing if not aliases[name] else 'Its name begins with `prod.`.'}")
    if beyond := sorted(set(inventory) - {"prod.ml.coffee", "prod.ml.linen", "prod.ml.rooms"}, key=str):
        raise Wrong(f"`{beyond[0]}` is listed, but lies in another catalog than `prod`.")
    for name, row in sorted(inventory.items()):
        if not isinstance(row, dict) or set(row) != {"champion", "run", "tables"}:
            raise Wrong(f"The entry of `{name}` should be a dictionary with the keys `champion`, `run` and `tables`.")
        if not aliases[name]:
            if row != {"champion": None, "run": None, "tables": []}:
                raise Wrong(f"`{name}` has no champion: its entry should say `None`, `None` and `[]`.")
            continue
        if row["champion"] != "1":
            raise Wrong(f"The champion of `{name}` is {row['champion']!r}. The alias points at '1', a number as text.")
        run = store.get_run(store.get_model_version(name, "1").run_id)
        if row["run"] != run.info.run_id:
            raise Wrong(
                f"The run of `{name}` is not that of its champion, version 1. "
                "Go from the alias to the version, and from there to the run."
            )
        tables = [one.dataset.name for one in run.inputs.dataset_inputs]
        if row["tables"] != tables:
            raise Wrong(
                f"The tables of `{name}` are {row['tables']}, not {tables}. "
                "Ask the run for its inputs: an address says nothing of data."
            )
