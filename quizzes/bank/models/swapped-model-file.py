"""What a swapped file can do when it is loaded, in cloudpickle and in skops."""

from pathlib import Path

import cloudpickle
import mlflow
import skops.io
from sklearn.neighbors import KNeighborsRegressor
from sklearn.tree import DecisionTreeRegressor

X, Y = [[1.0], [2.0], [3.0]], [1.0, 2.0, 3.0]


class Code:
    def __reduce__(self):
        return Path.touch, (Path("code-has-run"),)


def proof():
    tree = DecisionTreeRegressor().fit(X, Y)
    needs = {"pip_requirements": ["scikit-learn"]}
    mlflow.sklearn.save_model(tree, "pickled", serialization_format="cloudpickle", **needs)
    Path("pickled/model.pkl").write_bytes(cloudpickle.dumps(Code()))
    mlflow.sklearn.load_model("pickled")
    assert Path("code-has-run").exists(), "2: any code"

    trusted = ["sklearn.tree._tree.Tree"]
    mlflow.sklearn.save_model(tree, "safe", serialization_format="skops", skops_trusted_types=trusted, **needs)
    skops.io.dump(KNeighborsRegressor(n_neighbors=1, algorithm="kd_tree").fit(X, Y), "safe/model.skops")
    try:
        mlflow.sklearn.load_model("safe")
    except Exception as error:
        refused = str(error)
    assert "ntrusted" in refused, "1: a type that is not listed"
    skops.io.dump(DecisionTreeRegressor().fit(X, [5.0, 5.0, 5.0]), "safe/model.skops")
    assert mlflow.sklearn.load_model("safe").predict([[1.0]])[0] == 5.0, "1: no digest"
