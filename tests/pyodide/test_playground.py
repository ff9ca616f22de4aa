"""The playground in the tab's Python: its examples, and a store that is carried to a PC and served there."""

import base64
import io
import os
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.content.test_playground import ASIDE, NAMES, shows
from tools.fences.playground import EXAMPLES
from tools.running import QUIET

Tab = Callable[[dict[str, Any]], Any]
VIEW = (ASIDE / "store_view.py").read_text("utf-8")
FILE = (ASIDE / "store_file.py").read_text("utf-8")


def example(name: str) -> str:
    return (EXAMPLES / f"{name}.py").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_an_example_leaves_in_the_tab_what_it_shows(name: str, tab: Tab) -> None:
    import json

    printed, view = tab({"codes": [example(name), f"{VIEW}\nprint(look())"]})
    assert "Traceback" not in printed
    shows(name, printed, json.loads(view))


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of a real server that is started in the folder as the page says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MLFLOW_")} | QUIET
    environment |= {
        "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    command = [sys.executable, "-m", "mlflow", "server", "--backend-store-uri", "sqlite:///mlflow.db"]
    command += ["--port", str(port), "--workers", "1"]  # what makes it quick here
    with (folder.parent / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/health", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Return when the address answers."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            continue
        return
    pytest.fail("the server did not answer")


def read_back(url: str) -> dict[str, Any]:
    """What a client finds at the server."""
    import mlflow
    import pandas as pd

    mlflow.set_tracking_uri(url)
    client = mlflow.MlflowClient()
    runs = mlflow.search_runs(search_all_experiments=True, output_format="list")
    (cup,) = [run for run in runs if run.info.run_name == "first cup"]
    flower = pd.DataFrame([[5.1, 3.5, 1.4, 0.2]], columns=[f"{part} (cm)" for part in PARTS])
    champion = mlflow.pyfunc.load_model("models:/iris@champion")
    (trace, _) = mlflow.search_traces(locations=[cup.info.experiment_id, "1", "2", "3"], return_type="list")
    with mlflow.start_run(experiment_id=cup.info.experiment_id):
        mlflow.log_text("new", "new.txt")
        new = mlflow.active_run().info.artifact_uri
    return {
        "runs": sorted(run.info.run_name for run in runs),
        "notes": mlflow.artifacts.load_text(f"{cup.info.artifact_uri}/notes.txt"),
        "listed": [file.path for file in client.list_artifacts(cup.info.run_id)],
        "points": len(client.get_metric_history(cup.info.run_id, "aroma")),
        "predicted": list(champion.predict(flower)),
        "spans": [span.name for span in trace.data.spans],
        "new": mlflow.artifacts.load_text(f"{new}/new.txt"),
    }


PARTS = ("sepal length", "sepal width", "petal length", "petal width")


def test_a_store_of_the_tab_opens_in_a_server_with_its_artifacts_and_models(
    tab: Tab, apart: Callable[[Callable[[], Any]], Any], tmp_path: Path
) -> None:
    pack = f"{FILE}\nimport base64\nprint(base64.b64encode(give()).decode())"
    *printed, packed = tab({"codes": [example("tracking"), example("promote"), example("tracing"), pack]})
    assert "Traceback" not in "".join(printed)
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(packed))) as archive:
        assert archive.testzip() is None
        assert {Path(name).parts[0] for name in archive.namelist()} == {"champion-store"}
        archive.extractall(tmp_path)
    folder = tmp_path / "champion-store"
    assert b"/home/pyodide" not in (folder / "mlflow.db").read_bytes()
    with server(folder) as url:
        found = apart(lambda: read_back(url))
    assert found == {
        "runs": ["C=0.01", "C=1.0", "first cup"],
        "notes": "Grind finer next time.",
        "listed": ["notes.txt"],
        "points": 20,
        "predicted": ["setosa"],
        "spans": ["answer", "find", "check", "write"],
        "new": "new",
    }


def test_a_store_is_refused_with_a_sentence_when_it_is_too_large_or_has_odd_names(tab: Tab) -> None:
    log = "import mlflow\nwith mlflow.start_run(): mlflow.log_text({}, {})"
    pack = f"{FILE}\nprint(give())"
    sizes = log.format("'x' * 51_000_000", "'large.txt'")
    names = log.format("'x'", r"'..\\evil.txt'")
    assert "a page can take 50 MB" in tab({"codes": [sizes, pack]})[-1]
    assert "not every computer can have" in tab({"codes": [names, pack]})[-1]
