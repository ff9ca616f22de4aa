"""Which way of logging gives one model from raw mail to queue."""

from pathlib import Path

import cloudpickle
import mlflow
from mlflow import MlflowException
from sklearn.linear_model import LogisticRegression

QUEUES = ["bills", "repairs"]


def clean(mail):
    return [[float(mail.lower().count("broken"))]]


class Desk(mlflow.pyfunc.PythonModel):
    def __init__(self, classifier):
        self.classifier = classifier

    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return [QUEUES[int(self.classifier.predict(clean(mail))[0])] for mail in model_input]


def proof():
    mails = ["It is BROKEN", "Too dear"]
    classifier = LogisticRegression(C=100).fit([[0.0], [1.0], [2.0], [0.0]], [0, 1, 1, 0])
    info = mlflow.pyfunc.log_model(name="desk", python_model=Desk(classifier), pip_requirements=[])
    assert mlflow.pyfunc.load_model(info.model_uri).predict(mails) == ["repairs", "bills"]

    Path("desk_steps.py").write_text("QUEUES = ['bills', 'repairs']\n", encoding="utf-8")
    for more in ({"metadata": {"queues": QUEUES, "clean": "broken"}}, {"code_paths": ["desk_steps.py"]}):
        bare = mlflow.sklearn.log_model(classifier, name="bare", pip_requirements=["scikit-learn"], **more)
        model = mlflow.pyfunc.load_model(bare.model_uri)
        assert [int(answer) for answer in model.predict([[1.0], [0.0]])] == [1, 0], "0 and 1, no names"
        try:
            model.predict(mails)
        except Exception:  # noqa: S110 - the classifier's own
            pass
        else:
            raise AssertionError("raw mail is not cleaned")

    Path("desk.pkl").write_bytes(cloudpickle.dumps(Desk(classifier)))
    with mlflow.start_run() as run:
        mlflow.log_artifact("desk.pkl")
    try:
        mlflow.pyfunc.load_model(f"runs:/{run.info.run_id}/desk.pkl")
    except (MlflowException, OSError):
        pass
    else:
        raise AssertionError("a pickled file is no model")
