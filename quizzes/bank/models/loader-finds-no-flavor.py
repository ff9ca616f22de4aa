"""How a scikit-learn classifier inside a PythonModel is loaded, and how not."""

import mlflow
import pandas as pd
from mlflow.models import get_model_info
from sklearn.linear_model import LogisticRegression


class Delay(mlflow.pyfunc.PythonModel):
    def __init__(self, classifier):
        self.classifier = classifier

    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return self.classifier.predict(model_input)


def proof():
    frame = pd.DataFrame({"snow": [0.0, 9.0, 1.0, 8.0]})
    classifier = LogisticRegression().fit(frame, [0, 1, 0, 1])
    uri = mlflow.pyfunc.log_model(name="delay", python_model=Delay(classifier), pip_requirements=[]).model_uri
    assert list(get_model_info(uri).flavors) == ["python_function"]
    assert mlflow.pyfunc.load_model(uri).predict(frame).tolist() == [0, 1, 0, 1]
    try:
        mlflow.sklearn.load_model(uri)
    except mlflow.MlflowException as error:
        refused = error.message
    assert refused == 'Model does not have the "sklearn" flavor'
    for error, wrong in (
        ((mlflow.MlflowException, OSError), lambda: mlflow.sklearn.load_model(f"{uri}/sklearn").predict(frame)),
        (AttributeError, lambda: mlflow.load_model(uri).predict(frame)),
        (AttributeError, lambda: mlflow.pyfunc.load_model(uri).classifier.predict(frame)),
    ):
        try:
            wrong()
        except error:
            continue
        raise AssertionError("this expression should raise")
