"""Searches with Hyperopt, each trial a run, and asserts. What it imports is packed as byte code."""

import hyperopt
import mlflow
import numpy as np
from hyperopt import STATUS_OK, Trials, fmin, hp, space_eval, tpe

experiment = mlflow.set_experiment("hyperopt")
space = {"x": hp.uniform("x", -1, 1), "kind": hp.choice("kind", ["a", "b"])}


def objective(params):
    with mlflow.start_run():
        mlflow.log_params(params)
    return {"loss": params["x"] ** 2 + (params["kind"] == "a"), "status": STATUS_OK}


trials = Trials()
best = fmin(objective, space, tpe.suggest, 12, trials=trials, rstate=np.random.default_rng(0), show_progressbar=False)
assert set(best) == {"x", "kind"}
assert best["kind"] == 1  # an index: space_eval gives the value
assert space_eval(space, best)["kind"] == "b"
assert len(mlflow.search_runs(output_format="list")) == 12
print("smoke ok, hyperopt", hyperopt.__version__)
