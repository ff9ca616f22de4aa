"""Which object is logged when a file names none."""

import subprocess
import sys
from pathlib import Path

import mlflow
import pandas as pd

RIDES = pd.DataFrame({"km": [1.0]})
LOAD = "import sys, mlflow; mlflow.pyfunc.load_model(sys.argv[1])"


def write(name, price, kind, last):
    Path(f"{name}.py").write_text(
        f"""
import mlflow

class {kind}(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        return [{price}] * len(model_input)

{last}
"""
    )


def logged(name):
    return mlflow.pyfunc.log_model(name=name, python_model=f"{name}.py", pip_requirements=["pandas"])


def answer(info):
    return mlflow.pyfunc.load_model(info.model_uri).predict(RIDES)


def loads(info):
    """Whether a fresh process loads it."""
    return not subprocess.run(
        [sys.executable, "-c", LOAD, info.artifact_path], check=False, capture_output=True
    ).returncode


def proof():
    write("flat", 7.0, "Model", "mlflow.models.set_model(Model())")
    write("night", 9.0, "Model", "mlflow.models.set_model(Model())")
    assert [answer(logged(name)) for name in ("flat", "night")] == [[7.0], [9.0]], (
        "one class name, one process, both set"
    )

    write("night", 9.0, "Night", "")
    flat, night = logged("flat"), logged("night")
    assert [answer(flat), answer(night)] == [[7.0], [7.0]], "the object of the other file"
    assert loads(flat)
    assert not loads(night)
