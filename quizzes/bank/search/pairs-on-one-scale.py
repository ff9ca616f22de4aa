"""Equal rows have an equal digest under any name; equal names may hide other rows."""

from itertools import combinations

import mlflow
import pandas as pd

MAY = pd.DataFrame({"question": ["Where?", "When?"]})
JUNE = pd.DataFrame({"question": ["Where?", "How?"]})
RUNS = [
    ("a", "strict-2", "questions", MAY),
    ("b", "strict-1", "questions", MAY),
    ("c", "strict-2", "questions", MAY),
    ("d", "strict-1", "questions", JUNE),
    ("e", "strict-1", "may-copy", MAY),
]


def proof():
    for name, judge, data, rows in RUNS:
        with mlflow.start_run(run_name=name, tags={"judge": judge}):
            mlflow.log_input(mlflow.data.from_pandas(rows, name=data), context="evaluation")
    seen = {}
    for run in mlflow.search_runs(output_format="list"):
        [given] = run.inputs.dataset_inputs
        seen[run.info.run_name] = (run.data.tags["judge"], given.dataset.name, given.dataset.digest)
    assert seen["b"][1] == seen["d"][1]
    assert seen["b"][2] != seen["d"][2], "the same name, other rows"
    fair = [(x, y) for x, y in combinations("abcde", 2) if (seen[x][0], seen[x][2]) == (seen[y][0], seen[y][2])]
    assert fair == [("a", "c"), ("b", "e")]
