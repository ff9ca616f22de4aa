"""Of which type values come back."""

import mlflow


def proof():
    with mlflow.start_run() as run:
        mlflow.log_params({"rounds": 40, "layers": [64, 32]})
        mlflow.log_metric("stopped_at", 35)
    data = mlflow.get_run(run.info.run_id).data
    assert data.params["rounds"] * 2 == "4040", "text, not 80"
    assert len(data.params["layers"]) == 8, "text, not a list of 2"
    assert repr(data.metrics["stopped_at"] * 2) == "70.0", "a number, but no integer"
