"""Compares the ids that the program collected with those in the store."""


def check(store, names, output):  # noqa: ARG001
    experiment = store.get_experiment_by_name("scoring")
    expected = {run.info.run_id for run in store.search_runs([experiment.experiment_id])} if experiment else set()
    if len(expected) != 25:
        raise Wrong("The experiment `scoring` should hold 25 runs. Leave the lines that make them as they are.")
    if names.get("PAGE") != 10:
        raise Wrong("`PAGE` is not 10 any more. Keep the limit, and ask for further pages.")
    ids = names.get("ids")
    if not isinstance(ids, list):
        raise Wrong("`ids` is no list. Collect the ids of all pages in it.")
    if any(hasattr(one, "info") for one in ids):
        raise Wrong("`ids` holds Run objects. Take the `info.run_id` of each.")
    found = set(ids)
    if found - expected:
        raise Wrong("`ids` holds something that is no run of the experiment. Take the `info.run_id` of each run.")
    if len(ids) > len(found):
        raise Wrong(
            f"`ids` holds only {len(found)} different runs, some of them again and again. "
            "Hand `page.token` to the next call as `page_token`."
        )
    last = names.get("page")
    if len(found) == 20 and last is not None and not last.token:
        raise Wrong("`ids` holds 20 of the 25 runs: the last page is missing. It has no token, but it has runs.")
    if found != expected:
        raise Wrong(f"`ids` holds {len(found)} of the 25 runs. Go on until a page has no token.")
    if last is not None and len(last) > 10:
        raise Wrong(f"One request gave {len(last)} runs, more than 10. Keep max_results at PAGE.")
