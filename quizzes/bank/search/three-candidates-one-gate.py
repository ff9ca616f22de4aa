"""What the gate lets through: a tie, a change of just enough, a change for the worse."""

import mlflow
from mlflow import MlflowException
from mlflow.models import EvaluationResult, MetricThreshold


def passing(**limits):
    gate = {"mae": MetricThreshold(**limits)}
    found = []
    for name, loaves in [("a", 3.0), ("b", 2.5), ("c", 3.5)]:
        old, new = (EvaluationResult(metrics={"mae": value}, artifacts={}) for value in (3.0, loaves))
        try:
            mlflow.validate_evaluation_results(gate, new, baseline_result=old)
            found.append(name)
        except MlflowException:
            continue
    return found


def proof():
    assert passing(threshold=4.0, min_absolute_change=0.5, greater_is_better=False) == ["b"]
    assert passing(threshold=4.0, greater_is_better=False) == ["a", "b", "c"], "without the change"
    assert passing(threshold=4.0, min_absolute_change=0.51, greater_is_better=False) == [], "a strict gate"
    assert passing(min_absolute_change=0.5, greater_is_better=True) == ["c"], "the other direction"
