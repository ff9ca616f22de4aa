"""A threshold does not look at the baseline; a change does."""

import mlflow
from mlflow import MlflowException
from mlflow.models import EvaluationResult, MetricThreshold

NEW = EvaluationResult(metrics={"f1_score": 0.82, "accuracy_score": 0.86}, artifacts={})
OLD = EvaluationResult(metrics={"f1_score": 0.90, "accuracy_score": 0.91}, artifacts={})


def passes(candidate=NEW, baseline=OLD, **gate):
    limits = {name: MetricThreshold(greater_is_better=True, **more) for name, more in gate.items()}
    try:
        mlflow.validate_evaluation_results(limits, candidate_result=candidate, baseline_result=baseline)
    except MlflowException:
        return False
    return True


def proof():
    assert passes(f1_score={"threshold": 0.80}), "what happened"
    assert not passes(f1_score={"threshold": 0.80, "min_absolute_change": 0.01})
    assert not passes(f1_score={"threshold": 0.80, "min_relative_change": 0.01})
    assert passes(f1_score={"threshold": 0.80}, accuracy_score={"threshold": 0.80})
    assert passes(candidate=OLD, baseline=NEW, f1_score={"threshold": 0.80})
    assert passes(f1_score={"threshold": 0.82})
