"""How many child runs a search has, by default and with other limits."""

import mlflow
import pandas as pd
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV


def proof():
    rows, target = load_diabetes(return_X_y=True, as_frame=True)
    alphas = [0.001, 0.01, 0.1, 0.3, 1.0, 3.0, 10.0, 100.0]
    for options, count in (({}, 5), ({"max_tuning_runs": None}, 8)):
        mlflow.sklearn.autolog(log_models=False, **options)
        with mlflow.start_run() as run:
            GridSearchCV(Ridge(), {"alpha": alphas}, cv=3).fit(rows, target)
        query = f"tags.`mlflow.parentRunId` = '{run.info.run_id}'"
        children = mlflow.search_runs(filter_string=query, output_format="list")
        assert len(children) == count, "neither all eight by default nor one for each fold"
        ranks = sorted(child.data.metrics["rank_test_score"] for child in children)
        assert ranks == list(range(1, count + 1)), "the best ones"
        table = pd.read_csv(mlflow.artifacts.download_artifacts(f"runs:/{run.info.run_id}/cv_results.csv"))
        assert len(table) == 8
        assert "split2_test_score" in table
