"""What a child carries of its parent."""

import mlflow


def found(key, value):
    return len(mlflow.search_runs(filter_string=f"tags.{key} = '{value}'", output_format="list"))


def proof():
    with mlflow.start_run() as parent, mlflow.start_run(nested=True) as child:
        pass
    parent_id = parent.info.run_id
    assert found("mlflow.parentRunId", parent_id) == found("`mlflow.parentRunId`", parent_id) == 1
    assert [key for key, value in child.data.tags.items() if value == parent_id] == ["mlflow.parentRunId"]
    for other in ("parent_run_id", "mlflow.parent_run_id", "mlflow.rootRunId"):
        assert found(other, parent_id) == 0
