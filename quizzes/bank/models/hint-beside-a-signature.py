"""Hints against a signature, and what the check does with numbers."""

import mlflow
from mlflow import MlflowException
from mlflow.models import infer_signature


class Clean(mlflow.pyfunc.PythonModel):
    def predict(self, model_input: list[str]) -> list[str]:
        return [text.strip() for text in model_input]


def refusal(model, texts):
    try:
        model.predict(texts)
    except MlflowException as error:
        return error.message
    return ""


def proof():
    signature = infer_signature([1.0], [1.0])
    assert [kind.name for kind in signature.inputs.input_types()] == ["double"]
    info = mlflow.pyfunc.log_model(name="clean", python_model=Clean(), signature=signature, pip_requirements=[])
    assert [kind.name for kind in info.signature.inputs.input_types()] == ["string"]
    model = mlflow.pyfunc.load_model(info.model_uri)
    assert model.predict([" a ", "b"]) == ["a", "b"], "it loads without context"
    assert "Failed to validate data against type hint" in refusal(model, [1, 2])
