"""Which writes a finished and a deleted run refuse."""

import mlflow
from mlflow import MlflowClient, MlflowException


def proof():
    client = MlflowClient()
    with mlflow.start_run() as run:
        mlflow.log_param("alpha", 0.1)
    done = run.info.run_id
    with mlflow.start_run() as run:
        mlflow.log_metric("auc", 0.7)
    gone = run.info.run_id
    client.delete_run(gone)

    client.log_metric(done, "auc", 0.81, step=9)
    client.log_param(done, "auditor", "ann")
    stored = client.get_run(done)
    assert stored.data.metrics == {"auc": 0.81}
    assert stored.data.params == {"alpha": "0.1", "auditor": "ann"}
    assert stored.info.status == "FINISHED"
    assert [point.value for point in client.get_metric_history(gone, "auc")] == [0.7]
    for raises in (
        lambda: client.log_param(done, "alpha", 0.2),
        lambda: client.set_tag(gone, "reason", "leak"),
    ):
        try:
            raises()
        except MlflowException:
            continue
        raise AssertionError("this line should raise")
    client.restore_run(gone)
    client.set_tag(gone, "reason", "leak")
