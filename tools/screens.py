"""Pictures of MLflow's UI: a real server holds what a page's code logged, a real browser shows it.

`docs/<page>.screens.toml` says what is shown:

    [[screen]]
    name = "runs"                            # of the picture
    path = "#/experiments/{bakery}/runs"     # a name in braces becomes the id of that experiment, run or logged model
    clicks = ["Chart view"]                  # what is pressed there, by its words
    alt = "…"
    caption = "…"
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools import pages
from tools.browser import CHROMIUM, system
from tools.node import node
from tools.problem import ROOT, Fault

SHOWN = ROOT / "build" / "screens"  # where the pages find their pictures
ADDRESS = "assets/screens"  # where the site has them
SCRIPT = ROOT / "tools" / "screens.mjs"
HOST = "127.0.0.1"
IDS = """
import json as _json
import mlflow as _mlflow
_client = _mlflow.MlflowClient()
_ids = {e.name: e.experiment_id for e in _client.search_experiments()}
_mine = [e for e in _ids.values()]
_runs = _client.search_runs(_mine)
_ids |= {r.info.run_name: r.info.run_id for r in _runs}
_ids |= {m.name: m.model_id for m in _client.search_logged_models(experiment_ids=_mine)}
print("IDS", _json.dumps(_ids))
"""


def sources() -> list[Path]:
    """The files that say what is shown."""
    return sorted((ROOT / "docs").rglob("*.screens.toml"))


def page_of(path: Path) -> str:
    """The page, below docs/, of such a file."""
    return path.relative_to(ROOT / "docs").as_posix().removesuffix(".screens.toml") + ".md"


def screens(path: Path) -> list[dict[str, Any]]:
    """What is shown on a page."""
    found: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["screen"]
    return found


def shown(folder: Path) -> None:
    """Put the pictures of `folder` where the pages find them."""
    shutil.rmtree(SHOWN, ignore_errors=True)
    shutil.copytree(folder, SHOWN)


def picture(name: str) -> tuple[dict[str, Any], Path]:
    """What is known of the screen `section/slug/name`, and the file of its picture, which may lack."""
    page, _, own = name.rpartition("/")
    found = next(one for one in screens(ROOT / "docs" / f"{page}.screens.toml") if one["name"] == own)
    return found, SHOWN / f"{name}.webp"


def browser() -> str:
    """The browser that takes the pictures, or nothing: then the pages do without them."""
    found = system("CHROME", CHROMIUM)
    if not found and os.environ.get("CI"):
        raise Fault("there is no Chromium to take the pictures of MLflow's UI with: install it.")
    return found


def inputs() -> list[Path]:
    """Files whose content decides the pictures."""
    own = [Path(__file__), SCRIPT, ROOT / "requirements" / "labs.txt"]
    return [*own, *sources(), *(ROOT / "docs" / page_of(path) for path in sources())]


def take(out: Path) -> None:
    """Write all pictures into `out`, as <page>/<name>.webp.

    Raises:
        Fault: the server, the page's code or the browser failed; with what it said.
    """
    for path in sources() if browser() else []:
        target = out / page_of(path).removesuffix(".md")
        target.mkdir(parents=True)
        with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as url:
            ids = logged(page_of(path), url, Path(folder))
            scenes = [one | {"path": filled(one["path"], ids)} for one in screens(path)]
            command: list[str | Path] = [node(), "--no-warnings", SCRIPT, browser(), f"{url}/", target]
            done = subprocess.run(
                command, cwd=ROOT, input=json.dumps(scenes), capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise Fault(f"{path.relative_to(ROOT)}: a picture could not be taken:\n{done.stderr[-2000:]}")


def filled(path: str, ids: dict[str, str]) -> str:
    """The path with ids in the place of names."""
    for name, value in ids.items():
        path = path.replace(f"{{{name}}}", value)
    return path


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """A tracking server of its own in `folder`; gives its address, and ends it with all its processes."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mlflow", "server", "--host", HOST, "--port", str(port), "--workers", "1"]
    stores = ["--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--artifacts-destination", str(folder / "files")]
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [*command, *stores], cwd=folder, env=environment(), stdout=log, stderr=log, start_new_session=True
        )
    try:
        url = f"http://{HOST}:{port}"
        await_health(url, process, folder / "log.txt")
        yield url
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def await_health(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until the server answers."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5):  # noqa: S310  # our own address
                return
        except (urllib.error.URLError, OSError):
            if process.poll() is not None:
                break
            time.sleep(0.5)
    raise Fault(f"mlflow server does not answer:\n{log.read_text('utf-8')[-2000:]}")


def environment() -> dict[str, str]:
    """The variables without those that lead to another store."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MLFLOW_", "DATABRICKS_"))}
    return kept | {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_LOGGING_LEVEL": "ERROR"}


def logged(page: str, url: str, folder: Path) -> dict[str, str]:
    """Run the page's code against the server; gives the ids of what is there, by name."""
    fences = [fence for fence in pages.load()[page].fences if fence.language == "python" and fence.skip is None]
    program = "\n".join([*(fence.body for fence in fences), IDS])
    (folder / "train.py").write_text(program, "utf-8")
    done = subprocess.run(
        [sys.executable, "train.py"],
        cwd=folder,
        env=environment() | {"MLFLOW_TRACKING_URI": url, "LOGNAME": "mia"},
        capture_output=True,
        text=True,
        check=False,
    )
    line = next((line for line in done.stdout.splitlines() if line.startswith("IDS ")), "")
    if not line:
        raise Fault(f"docs/{page} does not run against a server:\n{done.stderr[-2000:]}")
    found: dict[str, str] = json.loads(line.removeprefix("IDS "))
    return found
