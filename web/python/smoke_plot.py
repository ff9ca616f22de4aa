"""Draws with matplotlib and MLflow, and asserts. What it imports is packed as byte code."""

from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import mlflow
import pandas as pd
from mlflow import MlflowClient
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression

client = MlflowClient()
mlflow.set_experiment("plot")
figure, axes = plt.subplots()
axes.plot([1, 2, 3], label="loss")
axes.legend()
with mlflow.start_run() as run:
    mlflow.log_figure(figure, "loss.png")
    mlflow.log_figure(figure, "loss.svg")
picture = Path(mlflow.artifacts.download_artifacts(run_id=run.info.run_id, artifact_path="loss.png"))
assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
plt.close(figure)
pd.DataFrame({"a": [1.0, 2.0]}).plot()

X, y = make_classification(n_samples=60, random_state=0)
data = pd.DataFrame(X).rename(columns=str).assign(label=y)
model = LogisticRegression().fit(data.drop(columns="label"), y)
with mlflow.start_run() as run:
    logged = mlflow.sklearn.log_model(model, name="model")
    result = mlflow.models.evaluate(
        logged.model_uri, data, targets="label", model_type="classifier", evaluator_config={"log_explainer": False}
    )
assert abs(result.metrics["accuracy_score"] - model.score(data.drop(columns="label"), y)) < 1e-12
assert {"roc_auc", "f1_score", "log_loss"} <= set(result.metrics)
assert "confusion_matrix.png" in {file.path for file in client.list_artifacts(run.info.run_id)}

line = pd.DataFrame({"x": [1.0, 2.0], "label": [2.0, 4.0]})
with mlflow.start_run():
    result = mlflow.models.evaluate(lambda data: data["x"] * 2, line, targets="label", model_type="regressor")
assert result.metrics["mean_absolute_error"] == 0
print("smoke ok, matplotlib", mpl.__version__)
