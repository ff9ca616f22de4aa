"""What a refused log_model leaves in the store."""

import contextlib

import mlflow
from mlflow import MlflowClient, MlflowException
from sklearn.tree import DecisionTreeRegressor


def proof():
    tree = DecisionTreeRegressor(max_depth=3).fit([[0.0], [1.0]], [0.0, 1.0])
    with contextlib.suppress(MlflowException), mlflow.start_run(run_name="ward"):
        mlflow.log_param("max_depth", 3)
        mlflow.sklearn.log_model(tree, name="beds", pip_requirements=["scikit-learn"])
        raise AssertionError("the tree is refused")
    (run,) = mlflow.search_runs(output_format="list")
    assert run.info.status == "FAILED", "not FINISHED"
    assert run.data.params == {"max_depth": "3"}
    (model,) = mlflow.search_logged_models(filter_string="name = 'beds'", output_format="list")
    assert str(model.status) == "FAILED", "neither missing nor PENDING"
    assert model.source_run_id == run.info.run_id
    assert MlflowClient().list_logged_model_artifacts(model.model_id) == []
