"""What a resumed run does with its parameters."""

import mlflow
from mlflow import MlflowClient, MlflowException


def accepted(value):
    try:
        mlflow.log_param("alpha", value)
    except MlflowException:
        return False
    return True


def proof():
    with mlflow.start_run() as run:
        mlflow.log_param("alpha", 0.1)

    with mlflow.start_run(run_id=run.info.run_id):
        assert accepted("0.1"), "the same text is no change"
        assert not accepted(0.2), "resuming unlocks nothing"

    params = MlflowClient().get_run(run.info.run_id).data.params
    assert params == {"alpha": "0.1"}
    assert params != {"alpha": "0.2"}
    assert params != {"alpha": 0.1}, "text, not a number"
