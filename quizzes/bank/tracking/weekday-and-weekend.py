"""Which of two models in a run gets a metric without model_id=."""

import mlflow
from sklearn.linear_model import LinearRegression


def proof():
    model = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])
    with mlflow.start_run():
        first, second = (
            mlflow.sklearn.log_model(model, name=days, pip_requirements=["scikit-learn"])
            for days in ("weekday", "weekend")
        )
        mlflow.log_metric("mae", 4.0)
        mlflow.log_metrics({"bias": 0.5})
        mlflow.log_metric("meant", 4.0, model_id=second.model_id)
    keys = [{metric.key for metric in mlflow.get_logged_model(info.model_id).metrics} for info in (first, second)]
    assert keys[0] == {"mae", "bias"}, "not the last model"
    assert keys[1] == {"bias", "meant"}, "log_metric does not reach both; log_metrics does"
