"""In which order the values of a parameter come."""

import mlflow

TREES = [50, 9, 10, 100]


def listed(*order):
    return [run.data.params["trees"] for run in mlflow.search_runs(order_by=list(order), output_format="list")]


def proof():
    for trees in TREES:
        with mlflow.start_run():
            mlflow.log_param("trees", trees)
    descending = listed("params.trees DESC")
    assert descending == ["9", "50", "100", "10"]
    assert descending != [str(trees) for trees in sorted(TREES, reverse=True)], "not by number"
    assert listed("params.trees") == ["10", "100", "50", "9"], "ascending"
    assert listed() == ["100", "10", "9", "50"], "newest first"
