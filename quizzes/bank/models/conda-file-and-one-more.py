"""Which arguments describe an environment together, and which do not."""

from pathlib import Path

import mlflow
import yaml
from sklearn.linear_model import LinearRegression

CONDA = {"name": "milk", "dependencies": ["python=3.11", "pip", {"pip": ["mlflow", "scikit-learn"]}]}


def lines(**options):
    """What the model's requirements.txt names; or the name of the error."""
    model = LinearRegression().fit([[0.0], [1.0]], [0.0, 2.0])
    try:
        info = mlflow.sklearn.log_model(model, name="milk", **options)
    except ValueError as error:
        return type(error).__name__
    return set(Path(mlflow.artifacts.download_artifacts(info.model_uri), "requirements.txt").read_text().split())


def proof():
    Path("conda.yaml").write_text(yaml.safe_dump(CONDA))
    assert lines(conda_env="conda.yaml", pip_requirements=["requests"]) == "ValueError", "what the stem has"
    assert lines(conda_env="conda.yaml", extra_pip_requirements=["requests"]) == "ValueError"
    assert lines(conda_env=CONDA, pip_requirements=["requests"]) == "ValueError"
    assert "requests" not in lines(conda_env="conda.yaml"), "half of it"
    assert "scikit-learn" not in lines(pip_requirements=["requests"]), "the other half"
    found = mlflow.search_logged_models(output_format="list")
    assert len({model.model_id for model in found if str(model.status) == "READY"}) == 2, "two calls, two models"
    CONDA["dependencies"][-1]["pip"].append("requests")
    Path("copy.yaml").write_text(yaml.safe_dump(CONDA))
    assert lines(conda_env="copy.yaml") >= {"mlflow", "scikit-learn", "requests"}
