"""Columns, types and gaps of the frame."""

import mlflow
import pandas as pd


def proof():
    for depth, f1 in [(4, 0.8), (12, None)]:
        with mlflow.start_run():
            mlflow.log_param("depth", depth)
            if f1 is not None:
                mlflow.log_metric("f1", f1)
    frame = mlflow.search_runs(order_by=["metrics.f1 DESC"])
    assert len(frame) == 2
    assert "f1" not in frame.columns
    assert frame["params.depth"].tolist() == ["4", "12"] != [4, 12]
    assert pd.isna(frame["metrics.f1"].iloc[1])
