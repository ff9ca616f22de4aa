"""Which runs a search finds from another working folder, and from the folder of the script."""

import os
import subprocess
import sys
from pathlib import Path

import mlflow

SCRIPT = """
import mlflow

for number in range(12):
    with mlflow.start_run(run_name=f"trial-{number}"):
        pass
"""


def found():
    runs = mlflow.search_runs(search_all_experiments=True, output_format="list")
    return [run.info.run_name for run in runs]


def proof():
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)
    Path("reports").mkdir()
    os.chdir("reports")
    assert not Path("mlflow.db").exists()
    assert found() == []
    assert Path("mlflow.db").exists(), "the search has made a store of its own"
    assert mlflow.get_tracking_uri() == f"sqlite:///{Path.cwd()}/mlflow.db"

    os.chdir("..")
    assert len(found()) == 12, "runs of another process, written to the file, in the experiment Default"
    assert [one.name for one in mlflow.search_experiments()] == ["Default"]
