"""Which note changes the status and the end time of a run that has failed."""

import mlflow
from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    run_id = client.create_run("0", run_name="nightly").info.run_id
    client.set_terminated(run_id, "FAILED", end_time=5000)

    def ended():
        info = client.get_run(run_id).info
        return info.status, info.end_time

    client.update_run(run_id, name="nightly (disk was full)")
    assert ended() == ("FAILED", 5000)
    mlflow.log_metrics({"checked": 1.0}, step=1, run_id=run_id)
    assert ended() == ("FAILED", 5000)
    client.log_text(run_id, "The disk was full.", "notes/cause.txt")
    assert ended() == ("FAILED", 5000)
    with mlflow.start_run(run_id=run_id):
        mlflow.set_tag("seen", 1)
    status, time = ended()
    assert status == "FINISHED"
    assert time > 5000
