"""Of all ways to order the lines, only one repairs, tests what is repaired, and registers what is tested."""

from itertools import permutations
from pathlib import Path
from unittest.mock import patch

import mlflow
from mlflow import MlflowException
from sklearn.linear_model import LinearRegression

LOOK = "print(open(mlflow.pyfunc.get_model_dependencies(uri)).read())"
REMOVE = 'mlflow.models.update_model_requirements(uri, "remove", ["scikit-learn", "nltk"])'
ADD = 'mlflow.models.update_model_requirements(uri, "add", [f"scikit-learn=={installed}"])'
TEST = 'mlflow.models.predict(uri, input_data=rows, env_manager="uv")'
REGISTER = 'version = mlflow.register_model(uri, "lift").version'
LATE = 'mlflow.models.update_model_requirements(f"models:/lift/{version}", "add", [f"scikit-learn=={installed}"])'
WRONG = ["scikit-learn==1.0.0", "nltk==3.9", "pandas"]
RIGHT = ["pandas", "scikit-learn==1.8.0"]


def seen_by(lines):
    """What each line found in the model's list; None if one raises."""
    model = LinearRegression().fit([[0.0], [1.0]], [0.0, 2.0])
    uri = mlflow.sklearn.log_model(model, name="lift", pip_requirements=WRONG).model_uri
    seen = {}
    kept = Path(mlflow.artifacts.download_artifacts(uri), "requirements.txt")

    def build(*_, env_manager, **__):
        assert env_manager == "uv"

    names = {"mlflow": mlflow, "uri": uri, "installed": "1.8.0", "rows": [[1.0]], "print": lambda _: None}
    with patch.object(mlflow.models, "predict", build):
        for line in lines:
            seen[line] = kept.read_text().split()[1:]
            try:
                exec(line, names)  # noqa: S102  # the lines above
            except MlflowException:
                return None
    return seen


def does_it(lines):
    if lines.index(TEST) > lines.index(REGISTER):
        return False
    seen = seen_by(lines)
    return seen is not None and seen[LOOK] == WRONG and seen[TEST] == RIGHT and seen[REGISTER] == RIGHT


def proof():
    right = (LOOK, REMOVE, ADD, TEST, REGISTER)
    assert [order for order in permutations(right) if does_it(order)] == [right], "one order only"
    assert seen_by([LOOK, REMOVE, TEST, REGISTER, LATE]) is None, "a version is refused"
