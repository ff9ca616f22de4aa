"""Which calls after a fit add a metric to its run."""

import mlflow
from mlflow import MlflowClient
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LogisticRegression


def proof():
    mlflow.sklearn.autolog(log_models=False)
    from sklearn.metrics import accuracy_score, f1_score, log_loss, recall_score, roc_auc_score

    rows, target = load_diabetes(return_X_y=True, as_frame=True)
    seen, unseen, seen_target, unseen_target = rows[100:], rows[:100], target[100:] > 140, target[:100] > 140
    with mlflow.start_run() as run:
        model = LogisticRegression().fit(seen, seen_target)
    labels = model.predict(unseen)
    chances = model.predict_proba(unseen)

    def added():
        metrics = MlflowClient().get_run(run.info.run_id).data.metrics
        return sorted(name for name in metrics if not name.startswith("training_"))

    roc_auc_score(unseen_target, chances[:, 1])
    f1_score(unseen_target, chances[:, 1] > 0.3)
    accuracy_score(unseen_target[:50], labels[:50])
    assert added() == []
    log_loss(unseen_target, chances)
    assert added() == ["log_loss_unseen"]
    recall_score(unseen_target, model.predict(unseen))
    assert added() == ["log_loss_unseen", "recall_score_unseen"]
