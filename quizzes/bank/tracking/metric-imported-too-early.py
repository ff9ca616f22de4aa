"""Which change brings the metric of the stem into the run, and which does not."""

import mlflow
from mlflow import MlflowClient
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error as too_early


def proof():
    rows, target = load_diabetes(return_X_y=True, as_frame=True)
    seen, unseen, seen_target, unseen_target = rows[100:], rows[:100], target[100:], target[:100]
    mlflow.sklearn.autolog(log_models=False)
    from sklearn.metrics import mean_absolute_error

    def added():
        """Names of the metrics that the run has beside those of the fit."""
        metrics = MlflowClient().get_run(run.info.run_id).data.metrics
        return [name for name in metrics if not name.startswith("training_")]

    with mlflow.start_run() as run:
        model = Ridge().fit(seen, seen_target)
        predicted = model.predict(unseen)
        too_early(unseen_target, predicted)
    assert added() == [], "the open block does not help"
    too_early(seen_target, model.predict(seen))
    assert added() == [], "nor does data that fit has seen"
    mean_absolute_error(unseen_target, predicted)
    assert added() == ["mean_absolute_error_unseen"], "a function, unseen data, and a finished run: imported in time"
