"""Which of the two example files is a body that the scoring server takes."""

import json
from pathlib import Path

import mlflow
import pandas as pd
from mlflow.pyfunc.scoring_server import invocations
from sklearn.linear_model import LinearRegression


def proof():
    frame = pd.DataFrame({"rain": [1.0, 2.0, 4.0]})
    model = LinearRegression().fit(frame, [1.0, 2.0, 4.0])
    info = mlflow.sklearn.log_model(model, name="yield", input_example=frame.head(2), pip_requirements=["scikit-learn"])
    folder = Path(mlflow.artifacts.download_artifacts(info.model_uri))
    loaded = mlflow.pyfunc.load_model(info.model_uri)

    def taken(file):
        body = (folder / file).read_text(encoding="utf-8")
        try:
            return invocations(body, "application/json", loaded, loaded.metadata.get_input_schema()).status == 200
        except mlflow.MlflowException:
            return False

    assert taken("serving_input_example.json")
    body = json.loads((folder / "serving_input_example.json").read_text(encoding="utf-8"))
    assert list(body) == ["dataframe_split"]
    for file in ("input_example.json", "MLmodel", "requirements.txt"):
        assert not taken(file)
