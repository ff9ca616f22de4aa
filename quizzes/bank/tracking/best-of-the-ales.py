"""Which model `best_id` names, among those that the program left."""

SAYS = {
    "lager-2": "which has the lowest rmse of all, but another yeast. Choose by the param too.",
    "ale-3": "which has the highest rmse of the ales. Turn the order round.",
    "ale-4": "the newest, which has no rmse at all. Without `order_by` the newest comes first.",
    "ale-0": "the oldest. Choose by its rmse.",
}


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = store.search_logged_models(experiments)
    if sorted(model.name for model in found) != ["ale-0", "ale-1", "ale-3", "ale-4", "lager-2"]:
        raise Wrong("There should be the five models that the script logs. Change its last lines only.")
    if "best_id" not in names:
        raise Wrong("There is no `best_id`. Keep this name for the model's id.")
    chosen = [model.name for model in found if model.model_id == names["best_id"]]
    if not chosen:
        raise Wrong("`best_id` is the id of none of the five models. Take `model_id` of the one that you found.")
    if chosen[0] in SAYS:
        raise Wrong(f"`best_id` is `{chosen[0]}`, {SAYS[chosen[0]]}")
