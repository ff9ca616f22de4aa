"""Of all ways to order the lines, only one does what the stem asks."""

from itertools import permutations

import mlflow
from mlflow import MlflowClient, MlflowException

CLIENT = "client = MlflowClient()"
LOOK_UP = 'demand = client.get_experiment_by_name("demand")'
IDS = "ids = [demand.experiment_id]"
SEARCH = 'page = client.search_runs(ids, order_by=["metrics.rmse ASC"], max_results=1)'
BEST = "best = page[0]"
NAMES = "ids = [demand.name]"
WORST = 'page = client.search_runs(ids, order_by=["metrics.rmse DESC"], max_results=1)'


def does_it(lines):
    """Whether the lines end with the run of the lowest error in `best`."""
    names = {"MlflowClient": MlflowClient}
    try:
        exec("\n".join(lines), names)  # noqa: S102  # the lines above
    except (NameError, MlflowException):
        return False
    return names["best"].data.metrics["rmse"] == 20.0


def proof():
    mlflow.set_experiment("demand")
    for rmse in (30.0, 20.0, 40.0):
        with mlflow.start_run():
            mlflow.log_metric("rmse", rmse)
    right = [CLIENT, LOOK_UP, IDS, SEARCH, BEST]
    assert [order for order in permutations(right) if does_it(order)] == [tuple(right)], "one order only"
    assert not does_it([CLIENT, LOOK_UP, NAMES, SEARCH, BEST]), "a name is no id"
    assert not does_it([CLIENT, LOOK_UP, IDS, WORST, BEST]), "descending gives the worst"
