"""What a second write to a path does: of a text, of a table."""

import mlflow


def proof():
    with mlflow.start_run() as run:
        for night in ("monday", "tuesday"):
            mlflow.log_text(night, "night.txt")
            mlflow.log_table({"night": [night]}, "nights.json")
    text = mlflow.artifacts.load_text(f"runs:/{run.info.run_id}/night.txt")
    assert text == "tuesday", "neither the first text nor both"
    assert list(mlflow.load_table("nights.json")["night"]) == ["monday", "tuesday"], "not the last row alone"
