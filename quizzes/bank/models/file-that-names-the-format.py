"""Where a model's folder says how the estimator is stored and what was trusted."""

from pathlib import Path
from zipfile import ZipFile

import mlflow
import yaml
from sklearn.tree import DecisionTreeRegressor

TREE = "sklearn.tree._tree.Tree"


def proof():
    tree = DecisionTreeRegressor().fit([[1.0], [2.0]], [1.0, 2.0])
    mlflow.sklearn.save_model(
        tree,
        "audited",
        serialization_format="skops",
        skops_trusted_types=[TREE],
        pip_requirements=["scikit-learn"],
    )
    folder = Path("audited")
    flavor = yaml.safe_load((folder / "MLmodel").read_text(encoding="utf-8"))["flavors"]["sklearn"]
    assert (flavor["serialization_format"], flavor["skops_trusted_types"]) == ("skops", [TREE])
    for file in ("conda.yaml", "python_env.yaml"):
        content = (folder / file).read_text(encoding="utf-8")
        assert "skops" not in content.replace("skops==", "")
        assert "trusted" not in content
    with ZipFile(folder / "model.skops") as archive:
        names = archive.namelist()
        assert b"trusted" not in b"".join(archive.read(name) for name in names)
