"""What a local prediction makes of a pin that cannot be fulfilled."""

import json
from pathlib import Path

import mlflow
import pandas as pd
from mlflow.models import convert_input_example_to_serving_input
from sklearn.linear_model import LinearRegression


def proof():
    visitors = pd.DataFrame({"km": [1.0, 3.0]})
    model = LinearRegression().fit(visitors, [2.0, 6.0])
    uri = mlflow.sklearn.log_model(model, name="queue", pip_requirements=["scikit-learn==1.0.0"]).model_uri
    needs = Path(mlflow.artifacts.download_artifacts(uri), "requirements.txt").read_text()
    assert "scikit-learn==1.0.0" in needs, "written while logging, before any registration"

    def answers(**how):
        mlflow.models.predict(uri, env_manager="local", output_path="answers.json", **how)
        return [round(value, 6) for value in json.loads(Path("answers.json").read_text())["predictions"]]

    assert answers(input_data=visitors) == [2.0, 6.0], "the pin is not fulfilled and the test passes"
    Path("payload.json").write_text(convert_input_example_to_serving_input(visitors))
    assert answers(input_path="payload.json", content_type="json") == [2.0, 6.0], "a payload in JSON passes too"
    for load in (mlflow.pyfunc.load_model, mlflow.sklearn.load_model):
        assert load(uri).predict(visitors).round(6).tolist() == [2.0, 6.0], "no loader refuses it"
