"""What adding and removing do to a model's requirements."""

from pathlib import Path

import mlflow
from sklearn.linear_model import LinearRegression


def proof():
    model = LinearRegression().fit([[0.0], [1.0]], [0.0, 2.0])
    uri = mlflow.sklearn.log_model(
        model, name="tide", pip_requirements=["scikit-learn", "pandas==1.0", "scipy"]
    ).model_uri

    def kept():
        return Path(mlflow.artifacts.download_artifacts(uri), "requirements.txt").read_text().split()[1:]

    mlflow.models.update_model_requirements(uri, "add", ["pandas>=2", "requests"])
    assert kept() == ["scikit-learn", "pandas>=2", "scipy", "requests"], "replaced in its place, and no second line"
    mlflow.models.update_model_requirements(uri, "remove", ["scipy==0.1", "nltk"])
    assert kept() == ["scikit-learn", "pandas>=2", "requests"], "the name counts, the unknown one is ignored"
