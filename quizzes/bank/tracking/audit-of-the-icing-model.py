"""Reads the params of the logged model `icing` and of the run that made it."""

WANTED = {"alpha": "0.5", "hours": "48"}


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "icing"]
    if not found:
        raise Wrong("There is no logged model named `icing`. Keep the name that the script gives it.")
    if len(found) > 1:
        raise Wrong(
            f"There are {len(found)} logged models named `icing`: a second call does not replace the first. "
            "Log the model once, at the right moment."
        )
    (model,) = found
    lacking = [name for name in WANTED if name not in model.params]
    if lacking and all(name in model.tags for name in lacking):
        raise Wrong(f"The model has {', '.join(lacking)} as tags. The audit reads params: give it those.")
    if lacking:
        raise Wrong(
            f"The model lacks the params {', '.join(lacking)}. It gets what its run has when `log_model` is called, "
            "and what it is given as `params=`."
        )
    if not model.source_run_id:
        raise Wrong("`icing` was logged without a run. Log it inside the block.")
    params = store.get_run(model.source_run_id).data.params
    if absent := [name for name in WANTED if name not in params]:
        raise Wrong(
            f"The model has both params, but its run lacks {', '.join(absent)}: `params=` gives them to the model only. "
            "Log them to the run too."
        )
    for whose, given in (("model", model.params), ("run", params)):
        if other := {name: given[name] for name in WANTED if given[name] != WANTED[name]}:
            raise Wrong(f"The {whose} has {other}. The settings are alpha 0.5 and hours 48.")
