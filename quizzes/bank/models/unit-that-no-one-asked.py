"""What a params schema fills in, drops and refuses."""

import mlflow
import pandas as pd
from mlflow.models import infer_signature


class Radius(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return str(sorted(params.items()))


def proof():
    orders = pd.DataFrame({"weight": [2.5]})
    signature = infer_signature(orders, "text", params={"limit": 10.0, "unit": "km"})
    info = mlflow.pyfunc.log_model(name="radius", python_model=Radius(), signature=signature, pip_requirements=[])
    radius = mlflow.pyfunc.load_model(info.model_uri)
    given = radius.predict(orders, params={"limit": 25, "units": "mi"})
    assert given == "[('limit', 25.0), ('unit', 'km')]", "not refused, widened, filled in, without units"
    try:
        radius.predict(orders, params={"limit": "25"})
    except mlflow.MlflowException:
        pass
    else:
        raise AssertionError("text is no double")
