# Train, log, register, promote
import mlflow
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

iris = load_iris(as_frame=True)
species = iris.target.map(dict(enumerate(iris.target_names)))
X_train, X_test, y_train, y_test = train_test_split(iris.data, species, random_state=0)

mlflow.set_experiment("iris")
client = mlflow.MlflowClient()
for C in (0.01, 1.0):
    with mlflow.start_run(run_name=f"C={C}"):
        model = LogisticRegression(C=C, max_iter=1000).fit(X_train, y_train)
        accuracy = model.score(X_test, y_test)
        mlflow.log_param("C", C)
        mlflow.log_metric("accuracy", accuracy)
        info = mlflow.sklearn.log_model(
            model,
            name="classifier",
            signature=infer_signature(X_train, y_train),
            pip_requirements=["scikit-learn"],
            registered_model_name="iris",
        )
    print(f"version {info.registered_model_version}: accuracy {accuracy:.2f}")

# The newest version becomes the one that callers get.
client.set_registered_model_alias("iris", "champion", info.registered_model_version)
champion = mlflow.pyfunc.load_model("models:/iris@champion")
print(champion.predict(X_test.head(3)))
