"""Which filter finds the runs at the top."""

import mlflow
from mlflow import MlflowException


def found(condition):
    try:
        return sorted(r.info.run_name for r in mlflow.search_runs(filter_string=condition, output_format="list"))
    except MlflowException:
        return None


def proof():
    for job in ("may", "june"):
        with mlflow.start_run(run_name=job):
            for number in range(3):
                with mlflow.start_run(run_name=f"{job}-{number}", nested=True):
                    pass
    assert len(found("")) == 8
    assert found("tags.mlflow.parentRunId IS NULL") == ["june", "may"]
    assert found("tags.mlflow.parentRunId = ''") == []
    assert found("tags.mlflow.parentRunId = 'None'") == []
    assert found("NOT tags.mlflow.parentRunId LIKE '%'") is None
