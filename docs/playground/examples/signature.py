# A signature that refuses
import mlflow
import pandas as pd
from mlflow import MlflowException
from mlflow.models import infer_signature
from sklearn.linear_model import LinearRegression

flats = pd.DataFrame({"rooms": [1.0, 2.0, 3.0, 4.0], "floor": [0.0, 3.0, 1.0, 2.0]})
rent = pd.Series([500.0, 810.0, 1100.0, 1390.0], name="rent")
model = LinearRegression().fit(flats, rent)

mlflow.set_experiment("rents")
info = mlflow.sklearn.log_model(
    model,
    name="rent",
    signature=infer_signature(flats, rent),
    pip_requirements=["scikit-learn"],
)
scorer = mlflow.pyfunc.load_model(info.model_uri)

calls = {
    "as declared": flats.head(1),
    "a column is missing": flats[["rooms"]].head(1),
    "text for a number": flats.head(1).assign(floor="ground"),
    "integers for doubles": flats.tail(1).astype("int64"),
}
for name, frame in calls.items():
    try:
        print(f"{name}: {scorer.predict(frame)[0]:.0f}")
    except MlflowException as error:
        print(f"{name}: REFUSED. {error.message.splitlines()[-1][-90:]}")
