"""Which call lists the files of a model that a run has logged."""

import mlflow
from matplotlib.figure import Figure
from mlflow import MlflowClient, MlflowException
from sklearn.linear_model import LinearRegression


def proof():
    client = MlflowClient()
    model = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])
    with mlflow.start_run() as run:
        mlflow.log_figure(Figure(), "pumps.png")
        info = mlflow.sklearn.log_model(model, name="flow", pip_requirements=["scikit-learn"])
    run_id = run.info.run_id
    assert [entry.path for entry in client.list_artifacts(run_id)] == ["pumps.png"]
    assert "MLmodel" in [entry.path for entry in client.list_logged_model_artifacts(info.model_id)]
    assert client.list_artifacts(run_id, "models") == []
    assert [entry.path for entry in mlflow.artifacts.list_artifacts(run_id=run_id)] == ["pumps.png"]
    try:
        client.list_artifacts(info.model_id)
    except MlflowException:
        pass
    else:
        raise AssertionError("the id of a model is no run's")
