"""New items, pages and labs have the right fields; what is left to write is said; nothing is overwritten."""

import ast
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizzes.engine.item import TYPES
from tests.tools.conftest import Project
from tools import bank, check, labs, new
from tools.problem import ROOT, Fault

Apart = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def root(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(new, "ROOT", project.root)
    return project.root


@pytest.mark.parametrize("kind", TYPES)
def test_an_item_can_be_read_and_says_what_is_left(kind: str, root: Path) -> None:
    written = new.item("tracking/new-one", kind)
    found = bank.read(written[0], root, bank.ITEM)
    assert found.type == kind
    ast.parse(written[1].read_text("utf-8"))
    problems = [str(problem) for problem in check.problems(root)]
    assert any("new-one.toml" in problem and "this file has a TODO" in problem for problem in problems)
    assert any("new-one.py" in problem and "this file has a TODO" in problem for problem in problems)


def test_a_page_says_what_is_left(root: Path) -> None:
    new.page("tracking/new-page")
    problems = [str(problem) for problem in check.problems(root)]
    assert any("new-page.md:2: this file has a TODO" in problem for problem in problems)
    assert any("new-page.md" in problem and "the page is not in nav" in problem for problem in problems)


def test_a_lab_has_a_task_its_check_and_a_mutant(root: Path) -> None:
    path, mutants = new.lab("tracking/new-lab")
    cells = labs.read(path).cells
    assert [task for cell in cells for task in labs.tags(cell, "task:")] == ["first"]
    assert [task for cell in cells for task in labs.tags(cell, "check:")] == ["first"]
    assert "new-lab" in path.read_text("utf-8")
    (mutant,) = tomllib.loads(mutants.read_text("utf-8"))["mutant"]
    assert mutant["task"] == "first"
    problems = [str(problem) for problem in check.problems(root)]
    for file in ("new-lab.py", "new-lab.mutants.toml"):
        assert any(file in problem and "this file has a TODO" in problem for problem in problems)
    assert any("the lab is not in nav" in problem for problem in problems)


def test_a_lab_runs_as_it_is_and_its_check_refuses_the_mutant(root: Path, apart: Apart) -> None:
    path, mutants = new.lab("tracking/new-lab")
    (mutant,) = tomllib.loads(mutants.read_text("utf-8"))["mutant"]
    code = [cell for cell in labs.read(path).cells if cell.cell_type == "code"]

    def run(instead: str | None) -> str:
        names: dict[str, object] = {}
        try:
            for cell in code:
                exec(instead if instead and labs.tags(cell, "task:") else cell.source, names)
        except AssertionError as error:
            return str(error)
        return ""

    assert apart(lambda: run(None)) == ""
    assert apart(lambda: run(mutant["code"])) == mutant["says"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: new.item("tracking/x", "essay"), "“essay” is no type"),
        (lambda: new.item("tracking/x", ""), "“” is no type"),
        (lambda: new.item("cooking/x", "choice"), "the bank has no domain cooking"),
        (lambda: new.item("Tracking X", "choice"), "is no name"),
        (lambda: new.page("../x"), "is no name"),
        (lambda: new.lab(""), "is no name"),
        (lambda: new.item("tracking/one", "choice"), "one.toml is there already"),
        (lambda: new.lab("tracking/one"), "one.py is there already"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(make: object, words: str, root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(Fault, match=words):
        make()  # type: ignore[operator]
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_the_project_itself_has_no_unfinished_file(tmp_path: Path) -> None:
    assert not [problem for problem in check.problems(ROOT) if "TODO" in problem.fault]
    shutil.copytree(ROOT / "docs" / "exams", tmp_path / "docs" / "exams")
    (tmp_path / "docs/exams/index.md").write_text("a\nTODO b\n")
    assert next(str(problem) for problem in check.unfinished.check(tmp_path)).startswith("docs/exams/index.md:2:")
