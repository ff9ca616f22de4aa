"""What the signature of a fare model does to three frames."""

import mlflow
import pandas as pd
from mlflow.models import infer_signature


class Fare(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return list(model_input.columns)


def proof():
    trips = pd.DataFrame({"km": [4.5], "stops": [3]}).astype({"stops": "int64"})
    info = mlflow.pyfunc.log_model(
        name="fare", python_model=Fare(), signature=infer_signature(trips, ["text"]), pip_requirements=[]
    )
    fare = mlflow.pyfunc.load_model(info.model_uri)
    turned = trips[["stops", "km"]].assign(city="Graz")
    assert fare.predict(turned) == ["km", "stops"], "neither refused nor left as it came"
    try:
        fare.predict(trips.astype({"km": "int64"}))
    except mlflow.MlflowException:
        pass
    else:
        raise AssertionError("int64 does not go into double")
    assert fare.predict(trips.astype({"stops": "int32"})) == ["km", "stops"], "int32 widens to long"
