"""Which arguments the Spark flavor's log_model takes; the call itself would need Spark."""

import inspect

import mlflow.spark


def proof():
    takes = inspect.signature(mlflow.spark.log_model).bind
    pipeline = object()
    takes(pipeline, artifact_path="demand")
    for wrong in (
        lambda: takes(pipeline, name="demand"),
        lambda: takes(spark_model=pipeline, name="demand"),
        lambda: takes(pipeline, registered_model_name="demand"),
        lambda: takes(pipeline, path="demand"),
    ):
        try:
            wrong()
        except TypeError:
            continue
        raise AssertionError("the Spark flavor requires artifact_path")
