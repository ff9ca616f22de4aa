"""An integer for a double: refused as a frame, converted by the scoring server."""

import json

import mlflow
import pandas as pd
from mlflow.models import infer_signature
from mlflow.pyfunc.scoring_server import invocations


class Price(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return [float(weight) for weight in model_input["weight"]]


def proof():
    example = pd.DataFrame({"weight": [2.5]})
    info = mlflow.pyfunc.log_model(
        name="price", python_model=Price(), signature=infer_signature(example, [2.5]), pip_requirements=[]
    )
    model = mlflow.pyfunc.load_model(info.model_uri)
    try:
        model.predict(pd.DataFrame({"weight": [3, 5]}).astype("int64"))
    except mlflow.MlflowException as error:
        refused = error.message
    assert "Can not safely convert int64 to float64" in refused

    def answer(records):
        body = json.dumps({"dataframe_records": records})
        try:
            return invocations(body, "application/json", model, model.metadata.get_input_schema())
        except mlflow.MlflowException:
            return None

    whole = answer([{"weight": 3}, {"weight": 5}])
    assert whole.status == 200
    assert json.loads(whole.response)["predictions"] == [3.0, 5.0]
    missing = answer([{"size": 3}])
    assert missing is None or missing.status == 400, "the server checks too"
