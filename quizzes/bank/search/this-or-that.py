"""How to get the runs of two teams."""

import mlflow
from mlflow import MlflowException


def found(condition):
    try:
        return [run.info.run_name for run in mlflow.search_runs(filter_string=condition, output_format="list")]
    except MlflowException:
        return None


def proof():
    for team in ("risk", "fraud", "growth"):
        with mlflow.start_run(run_name=team, tags={"team": team}):
            pass
    assert found("tags.team = 'risk' OR tags.team = 'fraud'") is None
    assert found("tags.team IN ('risk', 'fraud')") is None
    assert found("tags.team = 'risk' AND tags.team = 'fraud'") == []
    assert found("tags.team = 'risk'") + found("tags.team = 'fraud'") == ["risk", "fraud"]
