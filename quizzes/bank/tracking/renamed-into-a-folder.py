"""Where a file lands whose second argument looks like a new name."""

from pathlib import Path

import matplotlib.pyplot as plt
import mlflow


def loads(uri):
    try:
        mlflow.artifacts.load_image(uri)
    except Exception:  # a missing file and a folder raise different errors
        return False
    return True


def proof():
    Path("out").mkdir()
    figure, axes = plt.subplots()
    axes.plot([1, 2])
    figure.savefig("out/model.png")
    with mlflow.start_run() as run:
        mlflow.log_artifact("out/model.png", "importance.png")
    root = f"runs:/{run.info.run_id}"
    assert loads(f"{root}/importance.png/model.png")
    for wrong in ("importance.png", "model.png", "out/model.png", "importance.png/out/model.png"):
        assert not loads(f"{root}/{wrong}"), wrong
