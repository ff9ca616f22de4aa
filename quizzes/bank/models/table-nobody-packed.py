"""Which of a notebook's variables a pickled model takes along."""

import mlflow
from mlflow.models import Model

CODE = """
import mlflow
import numpy as np
from mlflow.models import Model

table = np.zeros(1_000_000)
mean = float(table.mean())


class Kept(mlflow.pyfunc.PythonModel):
    def __init__(self):
        self.rows = table

    def predict(self, context, model_input, params=None):
        return [self.rows.mean()] * len(model_input)


class Named(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        return [table.mean()] * len(model_input)


class Short(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        return [mean] * len(model_input)


for model in (Kept(), Named(), Short()):
    info = mlflow.pyfunc.log_model(name="m", python_model=model, pip_requirements=["numpy"])
    print(Model.load(info.model_uri).model_size_bytes > 1_000_000)
"""


def proof():
    names = {"__name__": "__main__"}
    exec(CODE.partition("for model in")[0], names)  # noqa: S102  # the code of the item

    def large(kind):
        info = mlflow.pyfunc.log_model(name="m", python_model=names[kind](), pip_requirements=["numpy"])
        return Model.load(info.model_uri).model_size_bytes > 1_000_000

    assert large("Kept"), "not False: what hangs on self is copied"
    assert large("Named"), "not False: the class uses the variable"
    assert not large("Short"), "not True: only what is used"
