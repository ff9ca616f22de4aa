"""Two models under one name in one run: two records, and the old address finds the later."""

import mlflow
import numpy as np
from sklearn.linear_model import Ridge


def proof():
    rows, target = np.array([[0.0], [1.0], [2.0]]), np.array([0.0, 2.0, 3.0])
    with mlflow.start_run() as run:
        infos = [
            mlflow.sklearn.log_model(
                Ridge(alpha=alpha).fit(rows, target), name="sugar", pip_requirements=["scikit-learn"]
            )
            for alpha in (1.0, 9.0)
        ]
    found = mlflow.search_logged_models(filter_string="name = 'sugar'", output_format="list")
    assert len(found) == 2, "the second does not replace the first"
    assert len({model.model_id for model in found}) == 2, "they are not versions of one model"
    assert mlflow.MlflowClient().search_registered_models() == []
    assert mlflow.sklearn.load_model(f"runs:/{run.info.run_id}/sugar").alpha == 9.0, "not the first"
    assert [mlflow.sklearn.load_model(info.model_uri).alpha for info in infos] == [1.0, 9.0]
