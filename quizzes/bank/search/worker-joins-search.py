"""Which ways to open a run make a child of a run that is open nowhere."""

import mlflow
from mlflow import MlflowException


def proof():
    with mlflow.start_run(run_name="search") as search:
        pass
    search_id = search.info.run_id

    def parent(**how):
        with mlflow.start_run(**how) as run:
            found = mlflow.get_parent_run(run.info.run_id)
        return run.info.run_id, found and found.info.run_id

    assert parent(parent_run_id=search_id)[1] == search_id
    assert parent(tags={"mlflow.parentRunId": search_id})[1] == search_id
    assert parent(nested=True)[1] is None
    assert parent(tags={"parent_run_id": search_id})[1] is None
    assert parent(run_id=search_id) == (search_id, None), "the parent itself"
    below = mlflow.search_runs(filter_string=f"tags.mlflow.parentRunId = '{search_id}'", output_format="list")
    assert len(below) == 2

    with mlflow.start_run(tags={"mlflow.parentRunId": "0" * 32}) as unchecked:
        pass
    assert unchecked.data.tags["mlflow.parentRunId"] == "0" * 32

    for depth in (2, 4):
        try:
            with mlflow.start_run(run_id=search_id):
                mlflow.log_param("depth", depth)
        except MlflowException:
            assert depth == 4, "the second setting clashes on the parent"
        else:
            assert depth == 2, "the first one does not"
