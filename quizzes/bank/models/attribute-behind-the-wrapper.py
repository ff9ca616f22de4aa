"""How to reach the object inside a loaded model."""

import mlflow


class Fare(mlflow.pyfunc.PythonModel):
    def load_context(self, context):  # noqa: ARG002
        self.tariffs = {"city": 2.0}

    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return [0.0] * len(model_input)


def proof():
    info = mlflow.pyfunc.log_model(name="fare", python_model=Fare(), pip_requirements=[])
    model = mlflow.pyfunc.load_model(info.model_uri)
    assert isinstance(model.unwrap_python_model(), Fare)
    assert model.unwrap_python_model().tariffs == {"city": 2.0}
    for name in ("tariffs", "python_model", "unwrap"):
        assert not hasattr(model, name)
    try:
        model.get_raw_model()
    except NotImplementedError:
        pass
    else:
        raise AssertionError("get_raw_model has nothing for a class of one's own")
