"""Equal data have equal digests whatever their names; the run holds name, digest, schema and source, and no rows."""

import mlflow
import pandas as pd


def proof():
    digests = []
    for name, rows in (("a", [[1.0, 2.0]]), ("b", [[1.0, 2.0]]), ("a", [[1.0, 3.0]])):
        with mlflow.start_run() as run:
            mlflow.log_input(
                mlflow.data.from_pandas(pd.DataFrame(rows, columns=["a", "b"]), name=name), context="training"
            )
        stored = mlflow.get_run(run.info.run_id).inputs.dataset_inputs[0].dataset
        digests.append(stored.digest)
        assert not mlflow.MlflowClient().list_artifacts(run.info.run_id)
        assert "3.0" not in f"{stored.schema}{stored.profile}"
    assert digests[0] == digests[1] != digests[2]
