"""All points are stored; what a list shows is the last one, and the status says nothing of the course."""

import mlflow


def proof():
    with mlflow.start_run() as run:
        for epoch in range(60):
            mlflow.log_metric("loss", 0.1 if epoch == 20 else 0.31, step=epoch)
    client = mlflow.MlflowClient()
    history = client.get_metric_history(run.info.run_id, "loss")
    assert len(history) == 60
    assert min(point.value for point in history) == 0.1
    stored = client.get_run(run.info.run_id)
    assert stored.data.metrics == {"loss": 0.31}
    assert stored.info.status == "FINISHED"
