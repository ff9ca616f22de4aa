"""The playground's examples run, and leave what they are there to show; its notebooks are valid."""

import asyncio
import contextlib
import io
import json
import subprocess
from collections.abc import Callable
from typing import Any

import nbformat
import pytest

from quizzes.engine.check import execute
from tools.fences.playground import EXAMPLES
from tools.problem import ROOT

ASIDE = ROOT / "web/python/aside"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.py"))


def look() -> dict[str, Any]:
    """What the page would show of the store."""
    names: dict[str, Any] = {}
    exec((ASIDE / "store_view.py").read_text("utf-8"), names)
    found: dict[str, Any] = json.loads(names["look"]())
    return found


def left(name: str) -> tuple[str, dict[str, Any]]:
    """What an example prints and leaves, run in this process."""
    import mlflow

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        asyncio.run(execute((EXAMPLES / f"{name}.py").read_text("utf-8"), {"__name__": "__main__"}, f"{name}.py"))
    assert mlflow.active_run() is None
    return out.getvalue(), look()


def shows(name: str, printed: str, view: dict[str, Any]) -> None:
    """Assert that the example left what it is there to show: the same in both Pythons."""
    assert view["faults"] == view["says"] == []
    runs, traces = view["runs"], view["traces"]
    match name:
        case "tracking":
            (run,) = runs
            assert [len(metric["points"]) for metric in run["metrics"]] == [20, 20]
            assert run["params"] == [["grind", "fine"], ["seconds", "28"]]
        case "promote":
            (registered,) = view["registered"]
            assert [version["aliases"] for version in registered["versions"]] == [["champion"], []]
            assert all(model["signature"]["inputs"][0][1] == "double" for model in view["models"])
            assert "version 2: accuracy 0.9" in printed
        case "signature":
            assert printed.count("REFUSED") == 3
            assert "as declared: 5" in printed
        case "grid_search":
            parents = [run for run in runs if not run["parent"]]
            assert len(runs) == 7
            assert [run["name"] for run in parents] == ["grid search"]
            assert printed.splitlines()[0].startswith("{'svc__C'")
        case "tracing":
            assert [span["type"] for span in traces[0]["spans"]] == ["CHAIN", "RETRIEVER", "GUARDRAIL", "LLM"]
        case "evaluation":
            assert "names_the_capital/mean 0.67" in printed
            assert len(traces) == 3
        case _:
            pytest.fail(f"say what {name} is there to show")


def test_there_are_examples() -> None:
    assert NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_example_leaves_what_it_shows(name: str, apart: Callable[[Callable[[], Any]], Any]) -> None:
    shows(name, *apart(lambda: left(name)))


def test_a_notebook_is_valid_and_runs_in_order() -> None:
    from tools.node import node

    program = (EXAMPLES / "tracking.py").read_text("utf-8") + "\n# %% [markdown]\n# # Then\n# %%\nprint('é')\n"
    script = (
        'import { notebook } from "./web/src/playground/notebook.ts";'
        "process.stdout.write(JSON.stringify(notebook(process.argv[1], process.argv[2])));"
    )
    command = [node(), "--no-warnings", "--input-type=module", "--eval", script, program, "mlflow==1.2.3"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    book = nbformat.reads(made, as_version=nbformat.NO_CONVERT)
    nbformat.validate(book)
    assert (book.nbformat, book.nbformat_minor) == (4, 5)
    assert [cell.cell_type for cell in book.cells] == ["code", "code", "markdown", "code"]
    assert "pip install mlflow==1.2.3" in book.cells[0].source
    with pytest.raises(nbformat.ValidationError):
        nbformat.validate(json.loads(made.replace('"outputs":[],', "")))
