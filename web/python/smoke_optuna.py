"""Tunes with Optuna, its trials kept by MLflow, and asserts. What it imports is packed as byte code."""

import mlflow
import optuna
from mlflow import MlflowClient
from mlflow.optuna.storage import MlflowStorage

optuna.logging.set_verbosity(optuna.logging.WARNING)
experiment = mlflow.set_experiment("optuna")


def objective(trial):
    x = trial.suggest_float("x", -1, 1)
    trial.report(x**2, step=1)
    if trial.number == 3:
        raise optuna.TrialPruned
    return x**2


storage = MlflowStorage(experiment_id=experiment.experiment_id)
study = optuna.create_study(study_name="squares", storage=storage, sampler=optuna.samplers.TPESampler(seed=0))
study.optimize(objective, n_trials=8)
states = [trial.state.name for trial in study.trials]
assert (states.count("COMPLETE"), states.count("PRUNED")) == (7, 1)
assert study.best_value == min(trial.value for trial in study.trials if trial.state.name == "COMPLETE")
runs = MlflowClient().search_runs([experiment.experiment_id])
children = [run for run in runs if "mlflow.parentRunId" in run.data.tags]
assert (len(runs), len(children)) == (9, 8)
assert [run.info.status for run in children].count("KILLED") == 1
assert all("x" in run.data.params for run in children)
print("smoke ok, optuna", optuna.__version__)
