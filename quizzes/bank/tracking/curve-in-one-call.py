"""Which single call adds 300 points to one metric of a finished run."""

import mlflow
from mlflow import MlflowClient
from mlflow.entities import Metric

LOSSES = [1 / (epoch + 1) for epoch in range(300)]


def proof():
    client = MlflowClient()

    def left(call):
        """Metrics of a finished run after `call`, and the steps of `loss`."""
        with mlflow.start_run() as run:
            pass
        call(run.info.run_id)
        history = client.get_metric_history(run.info.run_id, "loss")
        return len(client.get_run(run.info.run_id).data.metrics), [point.step for point in history]

    points = [Metric("loss", v, 0, e) for e, v in enumerate(LOSSES)]
    assert left(lambda run_id: client.log_batch(run_id, points)) == (1, list(range(300)))
    assert left(lambda run_id: client.log_dict(run_id, dict(enumerate(LOSSES)), "loss.json")) == (0, [])
    names = {f"loss/{e}": v for e, v in enumerate(LOSSES)}
    assert left(lambda run_id: mlflow.log_metrics(names, run_id=run_id)) == (300, [])
    try:
        left(lambda run_id: mlflow.log_metrics({"loss": LOSSES}, step=300, run_id=run_id))
    except TypeError:
        pass
    else:
        raise AssertionError("a list is no value")
