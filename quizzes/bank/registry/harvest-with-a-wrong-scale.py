"""Compares `affected` with the inputs of the versions' runs."""


def check(store, names, output):  # noqa: ARG001
    versions = store.search_model_versions("name = 'grain'")
    if len(versions) != 4:
        raise Wrong(
            "The model `grain` should have 4 versions. Only read the registry; leave the first lines as they are."
        )
    right = []
    for version in versions:
        inputs = store.get_run(version.run_id).inputs.dataset_inputs
        if any(one.dataset.name == "harvest-2024" for one in inputs):
            right.append(str(version.version))
    affected = names.get("affected")
    if not isinstance(affected, list):
        raise Wrong("`affected` should be a list of version numbers.")
    if not affected:
        raise Wrong("`affected` is empty. Go from each version to its run, and look at the run's inputs.")
    if [str(one) for one in affected] == ["1", "2", "3"]:
        raise Wrong(
            "`affected` has as many entries as there are runs with this dataset, but the place of a run in a list "
            "is no version. Go from the version to its `run_id`."
        )
    if len(affected) == 4:
        raise Wrong("`affected` has versions that never saw `harvest-2024`. Look at the inputs of each version's run.")
    if [str(one) for one in affected] == ["1"]:
        raise Wrong(
            "Version 3 is missing: its run had two datasets, and `harvest-2024` is one of them. "
            "Look at all inputs of a run."
        )
    if affected != sorted(right):
        raise Wrong(f"`affected` is {affected}. It should be {sorted(right)}: numbers as text, in ascending order.")
