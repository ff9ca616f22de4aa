"""Which int64 columns pass for a double."""

import mlflow
import pandas as pd
from mlflow.models import infer_signature


class Late(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return [0.0] * len(model_input)


def proof():
    sample = pd.DataFrame({"loans": [2.0, 3.0]})
    info = mlflow.pyfunc.log_model(
        name="late", python_model=Late(), signature=infer_signature(sample, [0.0]), pip_requirements=[]
    )
    model = mlflow.pyfunc.load_model(info.model_uri)

    def answered(values, dtype="int64"):
        try:
            model.predict(pd.DataFrame({"loans": values}).astype(dtype))
        except mlflow.MlflowException:
            return False
        return True

    assert not answered([0, 4, 7]), "refused as the first call, too"
    assert answered([0, 1, 1])
    assert answered([0, 1]), "distinct rows pass as well"
    assert not answered([4, 4, 7]), "and repeated ones are refused"
    assert not answered([2, 3]), "although the sample had these values"
    assert answered([0, 4, 7000], "float64"), "no range, and no memory of int64"
