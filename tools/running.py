"""Running the code of a page.

A page's Python fences run top to bottom in one namespace and one process, in a temporary folder with a fresh store.
What a fence prints stands in the output fence after it.
"""

import asyncio
import contextlib
import importlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quizzes.engine.check import execute
from tools import pages
from tools.cache import cached, locked_version
from tools.pages import Fence, Page
from tools.problem import ROOT

QUIET = {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_MODEL_CATALOG_URI": "",
    "MLFLOW_ENABLE_ASYNC_TRACE_LOGGING": "false",
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "0",
    "MLFLOW_LOGGING_LEVEL": "ERROR",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    "MPLBACKEND": "Agg",
    "TQDM_DISABLE": "1",
}  # a page, a proof, a program: no network, no waiting, no noise


class Differs(Exception):
    """A fence printed something else than its output fence says."""


def run(page: Page, *, rewrite: bool = False, only_run: bool = False, extra: bool = False) -> str:
    """Run the page's fences in this process, in the working folder; gives the text with the outputs as printed.

    Call it in a process of its own, in a `fresh_place`. `only_run`: only the fences with a Run button, as the tab does;
    `extra`: also those that need a library beyond the site's own.

    Raises:
        Differs: an output is not what was printed (unless `rewrite`).
        Exception: what a fence raised; its trace names the page and the line.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    printed, replaced = "", []
    waits = False  # with its output, for a library that is not here
    for fence in page.fences:
        if "output" not in fence.classes:
            waits = fence.extra is not None and not extra
        if waits or fence.skip is not None:
            continue
        if fence.language == "python" and (not only_run or "run" in fence.classes):
            printed = run_python(fence, names, page.path)
        elif fence.language == "console" and not only_run:
            printed = run_console(fence)
        elif "output" in fence.classes and not only_run and printed.rstrip() != fence.body.rstrip():
            if not rewrite:
                where = f"docs/{page.path}:{fence.line}"
                raise Differs(f"{where}: the fence printed\n{printed}\ninstead of\n{fence.body}")
            replaced.append((fence, printed.rstrip("\n")))
    import mlflow

    if mlflow.active_run() is not None:
        raise Differs(f"docs/{page.path}: a run is still active at its end; close it with a with-block")
    text = page.text
    for fence, output in reversed(replaced):
        head = text[fence.start : fence.end].splitlines()[0]
        indent, ticks = re.match(r"(\s*)(`+|~+)", head).groups()  # type: ignore[union-attr]  # it is a fence
        body = "".join(f"{indent}{line}".rstrip() + "\n" for line in output.splitlines())
        text = f"{text[: fence.start]}{head}\n{body}{indent}{ticks}{text[fence.end :]}"
    return text


def run_python(fence: Fence, names: dict[str, Any], path: str) -> str:
    """Run a Python fence in `names`; gives what it printed. Its lines are those of the page."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        asyncio.run(execute("\n" * (fence.line - 1) + fence.body, names, f"docs/{path}"))
    return out.getvalue()


def run_console(fence: Fence) -> str:
    """Run the commands of a shell fence, those after `$ `; gives what they print to standard output."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    out = ""
    for command in re.findall(r"^\$ (.*)$", fence.body, re.MULTILINE):
        done = subprocess.run(["bash", "-ec", command], capture_output=True, text=True, env=environment, check=True)
        out += done.stdout
    return out


@contextlib.contextmanager
def fresh_place() -> Iterator[Path]:
    """A temporary working folder with an empty store that is already migrated, and quiet settings."""
    before, environment = Path.cwd(), dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="champion-") as folder:
        for name in [name for name in os.environ if name.startswith(("MLFLOW_", "DATABRICKS_"))]:
            del os.environ[name]
        os.environ |= QUIET
        shutil.copy(empty_store(), Path(folder) / "mlflow.db")
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(before)
            os.environ.clear()
            os.environ.update(environment)


COMMON = (
    "mlflow.sklearn", "mlflow.store.model_registry.sqlalchemy_store", "mlflow.store.tracking.sqlalchemy_store", "pandas",
    "sklearn.datasets", "sklearn.ensemble", "sklearn.linear_model", "sklearn.model_selection", "skops.io",
)  # fmt: skip


def preload() -> None:
    """Import what most programs import, and look up what MLflow looks up once per process: before forking, it takes seconds."""
    for name in COMMON:
        importlib.import_module(name)
    from mlflow.utils import requirements_utils

    requirements_utils._init_modules_to_packages_map()  # type: ignore[no-untyped-call]  # noqa: SLF001  # no public way


def empty_store() -> Path:
    """An empty SQLite store with its schema, made once per pinned mlflow: making one takes a second or more."""

    def make(folder: Path) -> None:
        code = "import mlflow; mlflow.search_experiments()"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MLFLOW_")} | QUIET
        subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, check=True, capture_output=True)
        shutil.rmtree(folder / "mlruns", ignore_errors=True)

    return cached("empty-store", locked_version("mlflow"), make) / "mlflow.db"


def main(names: list[str], *, rewrite: bool) -> int:
    """Run pages (all, if none is named), each in a process of its own; gives how many failed."""
    found = pages.load()
    failed = 0
    for name in names or [name for name, page in found.items() if any(f.language == "python" for f in page.fences)]:
        page = found.get(name.removeprefix("docs/"))
        if page is None:
            print(f"There is no page docs/{name}.")
            return 1
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            os._exit(run_forked(page, rewrite=rewrite))
        failed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    return failed


def run_forked(page: Page, *, rewrite: bool) -> int:
    """What the process of one page does."""
    try:
        with fresh_place():
            text = run(page, rewrite=rewrite)
    except BaseException as error:  # noqa: BLE001  # a fence may raise anything
        print(error if isinstance(error, Differs) else "".join(traceback.format_exception(error)), flush=True)
        return 1
    if rewrite and text != page.text:
        (ROOT / "docs" / page.path).write_text(text, "utf-8")
        print(f"docs/{page.path}: outputs rewritten", flush=True)
    return 0
