"""Which order_by search_logged_models takes."""

import mlflow
from mlflow import MlflowException


def refusal(order):
    """The words with which an order is refused."""
    try:
        mlflow.search_logged_models(order_by=order, max_results=1)
    except (MlflowException, TypeError) as error:
        return str(error)
    raise AssertionError(f"{order} should raise")


def proof():
    for name, mae in (("early", 4.0), ("best", 2.0), ("late", 3.0)):
        model = mlflow.initialize_logged_model(name=name)
        with mlflow.start_run():
            mlflow.log_metric("mae", mae, model_id=model.model_id)
    same = "'str' object has no attribute 'get'"
    assert refusal(["metrics.mae ASC"]) == refusal("metrics.mae ASC") == same
    assert refusal([{"metrics.mae": "ASC"}])
    assert "Invalid order by field name: mae" in refusal([{"field_name": "mae", "ascending": True}])
    found = mlflow.search_logged_models(order_by=[{"field_name": "metrics.mae"}], max_results=1)
    assert list(found["name"]) == ["best"]
