"""Every lab: solved passes, unsolved fails at its first check, each mutant is refused by its own check with its sentence."""

import functools
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizzes.engine import check
from tools import labs
from tools.cache import digest, user_cache
from tools.problem import ROOT

LABS = {f"{path.parent.name}/{path.stem}": path for path in labs.sources()}
MUTANTS = [
    pytest.param(name, number, marks=pytest.mark.xdist_group(name))  # a lab's mutants are run at once
    for name, path in LABS.items()
    for number in range(len(labs.mutants(path)))
]


def test_there_are_labs() -> None:
    assert LABS


@pytest.mark.parametrize("name", LABS)
def test_unsolved_fails_at_the_first_check(name: str, tmp_path: Path) -> None:
    notebook = labs.read(LABS[name])
    done = labs.execute(labs.learner(notebook), tmp_path, "learner")
    assert done.returncode == 1
    failed = re.search(r"Cell In\[(\d+)\]", re.sub(r"\x1b\[[0-9;]*m", "", done.stdout))
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    first = next(n for n, cell in enumerate(code, 1) if labs.tags(cell, "check:"))
    assert failed, done.stdout
    assert int(failed[1]) == first


@pytest.mark.parametrize("name", LABS)
def test_solutions_pasted_into_the_learners_notebook_pass(name: str, tmp_path: Path) -> None:
    notebook = labs.read(LABS[name])
    filled = labs.learner(notebook)
    for empty, full in zip(filled.cells, notebook.cells, strict=True):
        parts = re.findall(labs.SOLUTION, full.source)
        for indent, body in parts:
            empty.source = empty.source.replace(f"{indent}{labs.TODO}\n{indent}...", body.rstrip("\n"), 1)
    assert labs.TODO not in "".join(cell.source for cell in filled.cells if labs.tags(cell, "task:"))
    done = labs.execute(filled, tmp_path, "filled")
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def said(apart: Callable[..., Any]) -> Callable[[str], list[str]]:
    """Of a lab: what its checks said of its mutants. Kept by the hash of all that decides it, for labs that did not change."""

    @functools.cache
    def run(name: str) -> list[str]:
        path = LABS[name]
        machinery = [Path(labs.__file__), Path(check.__file__), ROOT / "requirements/labs.txt"]
        key = digest([path, path.with_suffix(".mutants.toml"), *machinery])
        kept = user_cache() / "mutants" / f"{key}.json"
        if os.environ.get("CHAMPION_TRUST") and kept.exists():
            return list(json.loads(kept.read_text("utf-8")))
        result: list[str] = apart(lambda: labs.run_mutants(path), limit=900)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(result), "utf-8")
        return result

    return run


@pytest.mark.parametrize(("name", "number"), MUTANTS)
def test_a_mutant_is_refused_with_its_sentence(name: str, number: int, said: Callable[[str], list[str]]) -> None:
    assert labs.mutants(LABS[name])[number]["says"] in said(name)[number]
