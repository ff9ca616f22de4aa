"""Which runs carry the id of the run at the top."""

import mlflow


def proof():
    with mlflow.start_run(run_name="search") as search:
        for _ in range(2):
            with mlflow.start_run(run_name="fold", nested=True):
                for depth in (2, 4, 8):
                    with mlflow.start_run(run_name="model", nested=True):
                        mlflow.log_param("depth", depth)

    def found(condition):
        return mlflow.search_runs(filter_string=condition, output_format="list")

    below = f"tags.mlflow.parentRunId = '{search.info.run_id}'"
    folds = found(below)
    assert len(found("")) == 9
    assert [run.info.run_name for run in folds] == ["fold", "fold"]
    assert found(f"{below} AND params.depth = '4'") == []
    assert all(len(found(f"tags.mlflow.parentRunId = '{fold.info.run_id}'")) == 3 for fold in folds)
