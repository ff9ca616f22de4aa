"""Which arguments of log_model declare both inputs and outputs."""

import mlflow
import pandas as pd
from mlflow.models import infer_signature
from sklearn.linear_model import LinearRegression


def proof():
    data = pd.DataFrame({"income": [52.0, 18.5, 61.0], "late": [0.0, 6.0, 1.0]})
    model = LinearRegression().fit(data, [5.0, 1.0, 6.0])

    def whole(**arguments):
        info = mlflow.sklearn.log_model(model, name="limit", pip_requirements=["scikit-learn"], **arguments)
        return bool(info.signature and info.signature.inputs and info.signature.outputs)

    assert not whole(signature=infer_signature(data)), "inputs only"
    assert whole(input_example=data.head(2))
    assert not whole(signature=infer_signature(data.values))
    assert not whole(signature=None)
    assert not whole(input_example=data, signature=False)
