"""Reads the tags of the runs of the experiment `credit`."""

OWNERS = {"ridge": "ann", "lasso": "bo", "forest": "ann", "boosting": "bo"}


def check(store, names, output):  # noqa: ARG001
    experiment = store.get_experiment_by_name("credit")
    runs = store.search_runs([experiment.experiment_id]) if experiment else []
    if not runs:
        raise Wrong("The experiment `credit` has no runs. Leave the loop that starts them as it is.")
    found = {run.info.run_name: run.data.tags for run in runs}
    if len(runs) > len(OWNERS):
        raise Wrong(
            f"There are {len(runs)} runs: a fluent call does not know which run of the loop is meant and opened one. "
            "Hand over the run's id."
        )
    if len(runs) < len(OWNERS):
        raise Wrong(
            f"Of the four runs this is left: {', '.join(sorted(found))}. `delete_run` takes the run away. "
            "Delete the tag of it."
        )
    if lost := sorted(name for name, owner in OWNERS.items() if found.get(name, {}).get("owner") != owner):
        raise Wrong(f"{', '.join(lost)}: the name or the tag `owner` has changed. Delete no tag but `draft`.")
    drafts = sorted(name for name, tags in found.items() if "draft" in tags)
    if len(drafts) == len(OWNERS):
        raise Wrong(
            "All four runs now have the tag `draft`: `set_tag` writes a value, also an empty one. Delete the tag."
        )
    if drafts == ["ridge"]:
        raise Wrong(
            "`ridge` still has the tag `draft`: the error ended the loop before its turn. "
            "Catch it inside the loop, or don't raise it."
        )
    if drafts == ["forest"]:
        raise Wrong(
            "`forest` still has the tag `draft`. Its value is `no`, but the report asks whether the tag is there."
        )
    if drafts:
        raise Wrong(f"{', '.join(drafts)} still have the tag `draft`. Delete it from each run that has it.")
