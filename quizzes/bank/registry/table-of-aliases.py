"""Compares the table with the registry's aliases."""


def check(store, names, output):  # noqa: ARG001
    table = names.get("table")
    right = {str(number): [] for number in range(1, 5)}
    for alias, number in sorted(store.get_registered_model("kiln").aliases.items()):
        right[str(number)].append(alias)
    if right != {"1": [], "2": ["champion", "safe"], "3": [], "4": ["challenger"]}:
        raise Wrong("The registry's aliases have changed. Leave the first lines as they are.")
    if not isinstance(table, dict) or not table:
        raise Wrong("`table` should be a dictionary with an entry for each of the four versions.")
    if any(isinstance(number, int) for number in table):
        raise Wrong(
            "The keys of `table` are numbers. Through a server they come as text, so make them text in any case."
        )
    if not any(table.values()):
        raise Wrong("All lists in `table` are empty. What a search gives has no aliases: ask for them otherwise.")
    if "1" not in table or "3" not in table:
        raise Wrong("`table` lacks versions 1 and 3. A version without an alias should have an empty list.")
    if len(table.get("2", [])) == 1:
        raise Wrong(
            "Version 2 has one alias in `table`, but two in the registry. A version may carry several: collect them."
        )
    if table != right:
        raise Wrong(f"`table` is {table}, not {right}. Each list should hold that version's aliases, sorted.")
