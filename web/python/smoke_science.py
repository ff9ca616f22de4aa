"""Fits, signs, logs, registers, loads and evaluates with scikit-learn and MLflow, and asserts.

What it imports is packed as byte code; what it does not even try to import goes to the layer of the rest.
"""

from pathlib import Path

import mlflow
import numpy as np
import pandas as pd
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from mlflow.genai.scorers import scorer
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

client = MlflowClient()
mlflow.set_experiment("science")
X, y = load_iris(return_X_y=True, as_frame=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0, stratify=y)

# A model: signature, input example, registration, alias, loading, enforcement of its schema
model = LogisticRegression(max_iter=500).fit(X_train, y_train)
signature = infer_signature(X_train, model.predict(X_train))
assert [column.type.name for column in signature.inputs] == ["double"] * 4
with mlflow.start_run() as run:
    mlflow.log_metric("accuracy", model.score(X_test, y_test))
    mlflow.log_input(mlflow.data.from_pandas(X_train, name="iris"), context="training")
    mlflow.log_table({"a": [1, 2], "b": ["x", "y"]}, "table.json")
    logged = mlflow.sklearn.log_model(
        model, name="model", signature=signature, input_example=X_train.head(2), registered_model_name="iris"
    )
client.set_registered_model_alias("iris", "champion", 1)
loaded = mlflow.pyfunc.load_model("models:/iris@champion")
assert (loaded.predict(X_test) == model.predict(X_test)).all()
assert loaded.metadata.signature == signature
assert loaded.input_example.shape == (2, 4)
try:
    loaded.predict(X_test.drop(columns="petal width (cm)"))
except MlflowException as error:
    assert "missing inputs ['petal width (cm)']" in error.message
else:
    raise AssertionError("a missing column was accepted")
(dataset,) = client.get_run(run.info.run_id).inputs.dataset_inputs
assert (dataset.dataset.name, dataset.tags[0].value) == ("iris", "training")
assert mlflow.load_table("table.json", run_ids=[run.info.run_id])["b"].tolist() == ["x", "y"]
assert mlflow.search_runs().loc[0, "metrics.accuracy"] == model.score(X_test, y_test)
assert mlflow.search_logged_models()["name"].tolist() == ["model"]

# Trees have a type that skops must be told to trust
forest = RandomForestClassifier(n_estimators=5, random_state=0, n_jobs=-1).fit(X_train, y_train)
with mlflow.start_run():
    trusted = ["sklearn.tree._tree.Tree", "numpy.dtype"]
    logged = mlflow.sklearn.log_model(forest, name="forest", skops_trusted_types=trusted)
assert (mlflow.sklearn.load_model(logged.model_uri).predict(X_test) == forest.predict(X_test)).all()

# Autologging: a pipeline in a grid search gives a parent run with a child for each candidate
mlflow.sklearn.autolog(max_tuning_runs=2)
pipeline = make_pipeline(StandardScaler(), LogisticRegression())
search = GridSearchCV(pipeline, {"logisticregression__C": [0.01, 1.0]}, cv=3)
with mlflow.start_run() as parent:
    search.fit(X_train, y_train)
mlflow.sklearn.autolog(disable=True)
stored = client.get_run(parent.info.run_id)
assert stored.data.params["best_logisticregression__C"] == "1.0"
assert abs(stored.data.metrics["best_cv_score"] - search.best_score_) < 1e-12
children = mlflow.search_runs(filter_string=f"tags.mlflow.parentRunId = '{parent.info.run_id}'")
assert sorted(children["params.logisticregression__C"]) == ["0.01", "1.0"]

# A model from code, and one with params and config
Path("/tmp/shout.py").write_text("""
import mlflow
class Shout(mlflow.pyfunc.PythonModel):
    def predict(self, model_input: list[str]) -> list[str]:
        return [word.upper() for word in model_input]
mlflow.models.set_model(Shout())
""")
with mlflow.start_run():
    logged = mlflow.pyfunc.log_model(name="shout", python_model="/tmp/shout.py", input_example=["a"])
assert mlflow.pyfunc.load_model(logged.model_uri).predict(["hi"]) == ["HI"]


class Scaled(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        return model_input["x"] * context.model_config["by"] + (params or {}).get("plus", 0)


frame = pd.DataFrame({"x": [1.0, 2.0]})
with mlflow.start_run():
    logged = mlflow.pyfunc.log_model(
        name="scaled",
        python_model=Scaled(),
        model_config={"by": 10.0},
        signature=infer_signature(frame, frame["x"], params={"plus": 0.5}),
    )
assert mlflow.pyfunc.load_model(logged.model_uri).predict(frame, params={"plus": 1.0}).tolist() == [11.0, 21.0]


# Evaluation with code scorers and traces, of more rows than MLflow has threads
@scorer
def exact(outputs, expectations):
    return outputs == expectations["answer"]


@scorer
def length(outputs):
    return len(outputs)


@mlflow.trace
def shout(word):
    return word.upper()


rows = [{"inputs": {"word": word}, "expectations": {"answer": "A"}} for word in ["a", "bb"] * 25]
result = mlflow.genai.evaluate(data=rows, predict_fn=shout, scorers=[exact, length])
assert (result.metrics["exact/mean"], result.metrics["length/mean"]) == (0.5, 1.5)
assert len(result.result_df) == 50
traces = mlflow.search_traces(run_id=result.run_id)
assert {len(spans) for spans in traces["spans"]} == {1}

# What lessons touch besides: packed as byte code because it is imported here
from scipy import interpolate, ndimage, optimize, spatial, stats  # noqa: E402, F401
from sklearn import (  # noqa: E402
    cluster,  # noqa: F401
    compose,  # noqa: F401
    decomposition,  # noqa: F401
    dummy,  # noqa: F401
    feature_selection,  # noqa: F401
    impute,  # noqa: F401
    metrics,  # noqa: F401
    naive_bayes,  # noqa: F401
    neighbors,  # noqa: F401
    svm,  # noqa: F401
    tree,  # noqa: F401
)
from sklearn.datasets import (  # noqa: E402
    load_breast_cancer,  # noqa: F401
    load_diabetes,  # noqa: F401
    load_digits,  # noqa: F401
    load_wine,  # noqa: F401
    make_blobs,  # noqa: F401
    make_regression,  # noqa: F401
)
from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: E402
from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: E402

days = pd.date_range("2026-01-01", periods=3, tz="Europe/Berlin")
frame = pd.DataFrame({"group": ["a", "b", "a"], "value": [1.0, 2.0, None], "day": days})
assert frame.groupby("group")["value"].mean().to_dict() == {"a": 1.0, "b": 2.0}
assert "Europe/Berlin" in str(frame["day"].dtype)
assert "value" in frame.describe().to_string()
frame.to_csv("/tmp/frame.csv", index=False)
assert pd.read_csv("/tmp/frame.csv").merge(frame, on="group").shape == (5, 5)
assert abs(np.linalg.inv(np.array([[2.0, 0], [0, 4]]))[1, 1] - 0.25) < 1e-12
assert stats.ks_2samp([1, 2, 3], [1, 2, 3]).statistic == 0
assert optimize.linprog([1], bounds=[(2, 5)]).fun == 2
assert TfidfVectorizer().fit_transform(["a bb", "bb cc"]).shape == (2, 2)
assert HistGradientBoostingClassifier(max_iter=3).fit(X_train, y_train).score(X_test, y_test) > 0.8
assert "LogisticRegression" in model._repr_html_()
print("smoke ok, numpy", np.__version__, "pandas", pd.__version__)
