"""Which notes of a logged model a search finds."""

import mlflow
from mlflow.models import get_model_info
from sklearn.linear_model import LinearRegression


def proof():
    model = LinearRegression().fit([[1.0], [2.0]], [1.0, 2.0])
    info = mlflow.sklearn.log_model(
        model,
        name="brakes",
        params={"depth": "4"},
        tags={"team": "fleet"},
        metadata={"approved": "yes"},
        pip_requirements=["scikit-learn"],
    )
    assert get_model_info(info.model_uri).metadata == {"approved": "yes"}

    def found(text):
        return [one.name for one in mlflow.search_logged_models(filter_string=text, output_format="list")]

    assert found("tags.team = 'fleet'") == ["brakes"]
    assert found("params.depth = '4'") == ["brakes"]
    assert found("tags.approved = 'yes'") == []
    assert found("params.approved = 'yes'") == []
    try:
        found("metadata.approved = 'yes'")
    except mlflow.MlflowException as error:
        refused = error.message
    assert "Invalid entity type" in refused
