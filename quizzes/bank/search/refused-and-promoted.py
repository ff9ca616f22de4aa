"""Where the call that moves the alias must stand, for a gate that raises."""

import mlflow
from mlflow import MlflowClient, MlflowException
from mlflow.models import EvaluationResult, MetricThreshold

AS_IT_IS = """
try:
    validate()
except MlflowException as error:
    print("refused:", error.message)
promote()
report()
"""
IN_ELSE = """
try:
    validate()
except MlflowException as error:
    print("refused:", error.message)
else:
    promote()
report()
"""
IN_FINALLY = IN_ELSE.replace("else:", "finally:")
RAISE = AS_IT_IS.replace("error.message)", "error.message)\n    raise")
IF_NOT_NONE = """
try:
    if validate() is not None:
        promote()
except MlflowException as error:
    print("refused:", error.message)
report()
"""


def run(program, score):
    """The champion afterwards, and whether the report was written."""
    client, reports = MlflowClient(), []
    client.create_registered_model("lift")
    for _ in range(2):
        client.create_model_version("lift", "s3://lift/model")
    client.set_registered_model_alias("lift", "champion", 1)
    gate = {"f1": MetricThreshold(min_absolute_change=0.01, greater_is_better=True)}
    new, old = (EvaluationResult(metrics={"f1": value}, artifacts={}) for value in (score, 0.80))
    try:
        exec(  # noqa: S102  # the programs above
            program,
            {
                "MlflowException": MlflowException,
                "validate": lambda: mlflow.validate_evaluation_results(gate, new, baseline_result=old),
                "promote": lambda: client.set_registered_model_alias("lift", "champion", 2),
                "report": lambda: reports.append(1),
            },
        )
    except MlflowException:
        reports.clear()
    champion = int(client.get_registered_model("lift").aliases["champion"])
    client.delete_registered_model("lift")
    return champion, bool(reports)


def proof():
    worse, better = 0.70, 0.90
    assert run(AS_IT_IS, worse) == (2, True), "what happened"
    assert run(IN_ELSE, worse) == (1, True)
    assert run(IN_ELSE, better) == (2, True)
    assert run(IN_FINALLY, worse) == (2, True)
    assert run(RAISE, worse) == (1, False)
    assert run(IF_NOT_NONE, better) == (1, True), "it returns None after a pass too"
