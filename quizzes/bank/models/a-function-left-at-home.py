"""Takes `cleaning` away, then loads `cab` and asks it for a short and a long ride."""

import sys
from pathlib import Path

import mlflow
import pandas as pd

RIDES = pd.DataFrame({"km": [3.0, 900.0]})


def newest(store):
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "cab"]
    if not found:
        raise Wrong("There is no logged model named `cab`. Keep the name that the script gives it.")
    return max(found, key=lambda one: one.creation_timestamp)


def reason(store, uri):
    """Why the file does not come along."""
    needs = Path(mlflow.artifacts.download_artifacts(uri), "requirements.txt").read_text().split()
    if "cleaning" in needs:
        return "pip knows no package of yours, so a requirement does not bring it: name the file in `code_paths`."
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    if any(entry.path.endswith("cleaning.py") for run in runs for entry in store.list_artifacts(run.info.run_id)):
        return "The file lies in a run, where no loader looks for it: name it in `code_paths`."
    return "Name the file in `code_paths`."


def check(store, names, output):  # noqa: ARG001
    uri = newest(store).model_uri
    path = list(sys.path)
    module = sys.modules.pop("cleaning", None)
    file = Path("cleaning.py")
    if file.exists():
        file.rename("cleaning.away")
    sys.path[:] = [entry for entry in path if Path(entry or ".").resolve() != Path.cwd().resolve()]
    try:
        answers = mlflow.sklearn.load_model(uri).predict(RIDES)
    except ModuleNotFoundError as error:
        raise Wrong(f"Without `cleaning.py` the model cannot be loaded: {error.msg}. {reason(store, uri)}") from error
    finally:
        sys.path[:] = path
        sys.modules.pop("cleaning", None)
        if module is not None:
            sys.modules["cleaning"] = module
        if Path("cleaning.away").exists():
            Path("cleaning.away").rename(file)
    short, long = (round(float(value), 3) for value in answers)
    if long != 200.0:
        raise Wrong(f"For 900 km the model answers {long}, not 200.0: keep the pipeline with its function.")
    if short != 6.0:
        raise Wrong(f"For 3 km the model answers {short}, not 6.0: log the pipeline as the script fits it.")
