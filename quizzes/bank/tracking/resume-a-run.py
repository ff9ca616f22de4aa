"""Of all ways to order the lines, only one does what the stem asks."""

from itertools import permutations

import mlflow
from mlflow import MlflowClient, MlflowException

FIRST = 'with mlflow.start_run(run_name="night") as run:'
STEP_0 = '    mlflow.log_metric("loss", 0.9, step=0)'
AGAIN = "with mlflow.start_run(run_id=run.info.run_id):"
STEP_1 = '    mlflow.log_metric("loss", 0.4, step=1)'
HISTORY = 'history = client.get_metric_history(run.info.run_id, "loss")'
SAME_NAME = 'with mlflow.start_run(run_name="night"):'
NAME_AS_ID = 'with mlflow.start_run(run_id="night"):'
SHOWN = 'history = client.get_run(run.info.run_id).data.metrics["loss"]'


def does_it(lines):
    """Whether a block for step 0 and then one for step 1 leave both points in one run and in `history`."""
    blocks = sum(line.startswith("with") for line in lines)
    if blocks != 2 or lines.index(STEP_0) > lines.index(STEP_1):
        return False
    names = {"mlflow": mlflow, "client": MlflowClient()}
    try:
        exec(compile("\n".join(lines), "lines", "exec"), names)  # noqa: S102  # the lines above
    except (SyntaxError, NameError, MlflowException):
        return False
    finally:
        mlflow.end_run()
    history = names.get("history")
    return isinstance(history, list) and sorted((point.step, point.value) for point in history) == [(0, 0.9), (1, 0.4)]


def proof():
    right = [FIRST, STEP_0, AGAIN, STEP_1, HISTORY]
    assert [order for order in permutations(right) if does_it(order)] == [tuple(right)], "one order only"
    assert not does_it([FIRST, STEP_0, SAME_NAME, STEP_1, HISTORY]), "the same name is another run"
    assert not does_it([SAME_NAME, STEP_0, AGAIN, STEP_1, HISTORY]), "without `as run` there is no id to come back to"
    assert not does_it([FIRST, STEP_0, NAME_AS_ID, STEP_1, HISTORY]), "a name is no id"
    assert not does_it([FIRST, STEP_0, AGAIN, STEP_1, SHOWN]), "one number is no history"
