"""What passes a tensor signature."""

import mlflow
import numpy as np
import pandas as pd
from mlflow.models import infer_signature
from sklearn.linear_model import LinearRegression


def proof():
    data = pd.DataFrame({"weight": [61.5, 80.0], "age": [34.0, 70.0]})
    model = LinearRegression().fit(data.to_numpy(), [1.0, 2.0])
    info = mlflow.sklearn.log_model(
        model,
        name="dosage",
        signature=infer_signature(data.to_numpy(), np.array([1.0])),
        pip_requirements=["scikit-learn"],
    )
    dosage = mlflow.pyfunc.load_model(info.model_uri)
    right = dosage.predict(data.to_numpy())
    assert np.allclose(right, [1.0, 2.0])
    assert not np.allclose(dosage.predict(data[["age", "weight"]]), right), "answered, and wrongly"
    for frame in (data.astype("float32"), data[["weight"]], data.assign(room=1.0)):
        try:
            dosage.predict(frame)
        except mlflow.MlflowException:
            continue
        raise AssertionError("type and shape are compared exactly")
