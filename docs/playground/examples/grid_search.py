# A grid search that logs itself
import mlflow
from sklearn.datasets import load_wine
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

X, y = load_wine(return_X_y=True, as_frame=True)

mlflow.set_experiment("wine")
mlflow.sklearn.autolog(log_models=False, max_tuning_runs=6, silent=True)
grid = {"svc__C": [0.01, 0.1, 1.0], "svc__kernel": ["linear", "rbf"]}
search = GridSearchCV(make_pipeline(StandardScaler(), SVC()), grid, cv=3)
with mlflow.start_run(run_name="grid search"):
    search.fit(X, y)
mlflow.sklearn.autolog(disable=True)

print(search.best_params_)
for run in mlflow.search_runs(order_by=["metrics.mean_test_score DESC"], output_format="list"):
    score = run.data.metrics.get("mean_test_score")
    if score is not None:
        print(f"{score:.3f}", run.data.params["svc__C"], run.data.params["svc__kernel"])
