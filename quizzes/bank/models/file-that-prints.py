"""When the file of a model from code is run."""

from pathlib import Path

import mlflow
import pandas as pd

FILE = """
import mlflow
from pathlib import Path

with Path("runs.txt").open("a") as runs:
    runs.write("x")

class Flat(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        return [7.0] * len(model_input)

mlflow.models.set_model(Flat())
"""


def proof():
    Path("flat.py").write_text(FILE)
    info = mlflow.pyfunc.log_model(name="flat", python_model="flat.py", pip_requirements=["pandas"])
    assert Path("runs.txt").read_text() == "x", "run when logged"
    model = mlflow.pyfunc.load_model(info.model_uri)
    assert Path("runs.txt").read_text() == "xx", "run again when loaded"
    assert model.predict(pd.DataFrame({"km": [1.0]})) == [7.0]
    assert Path("runs.txt").read_text() == "xx", "not run by a request"
