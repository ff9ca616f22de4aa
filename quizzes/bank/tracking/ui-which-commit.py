"""A run notes where it came from by itself; params are only what is logged; the digest is of the data alone."""

import mlflow
import numpy as np


def proof():
    with mlflow.start_run() as run:
        mlflow.log_input(mlflow.data.from_numpy(np.array([[1.0]])))
    stored = mlflow.get_run(run.info.run_id)
    assert {"mlflow.source.name", "mlflow.source.type"} <= set(stored.data.tags)
    assert stored.data.params == {}
    assert not mlflow.MlflowClient().list_artifacts(run.info.run_id)
    digest = stored.inputs.dataset_inputs[0].dataset.digest
    assert digest == mlflow.data.from_numpy(np.array([[1.0]])).digest
    from mlflow.utils.mlflow_tags import MLFLOW_GIT_COMMIT

    assert MLFLOW_GIT_COMMIT == "mlflow.source.git.commit"
