"""What the two loaders give back."""

import mlflow
import pandas as pd
from sklearn.linear_model import LogisticRegression


def proof():
    data = pd.DataFrame({"minutes": [310.0, 20.0, 280.0, 15.0]})
    model = LogisticRegression().fit(data, [0, 1, 0, 1])
    info = mlflow.sklearn.log_model(model, name="leaver", pip_requirements=["scikit-learn"])
    native = mlflow.sklearn.load_model(info.model_uri)
    assert type(native).__name__ == "LogisticRegression"
    assert hasattr(native, "predict_proba")
    generic = mlflow.pyfunc.load_model(info.model_uri)
    assert type(generic).__name__ == "PyFuncModel"
    assert not hasattr(generic, "predict_proba")
