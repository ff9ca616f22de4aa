"""Which tasks of a learner's copy are done, and that nobody is misled about it."""

import os
import re
import select
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.tools.conftest import LAB, Project
from tools import attempt, labs, workbook
from tools.problem import Fault

NAME = "tracking/one"
# Its second task needs the first one, the third does not.
TINY = (
    LAB.replace("assert total", 'assert globals().get("total")')
    + """
# %%
half = {2: 1}[total]

# %% tags=["task:quarter"]
# BEGIN SOLUTION
quarter = half / 2
# END SOLUTION

# %% tags=["check:quarter"]
assert quarter + quarter == half, "Two quarters are not a half."

# %% tags=["task:place"]
# BEGIN SOLUTION
import os
# END SOLUTION

# %% tags=["check:place"]
assert "os" in globals(), "Import os first."
assert not [name for name in os.environ if name.startswith(("MLFLOW_TRACKING", "DATABRICKS"))], "An address was left."
assert os.listdir() == [".ipython"], f"The place is not empty: {os.listdir()}"
"""
)
SOLVED = {"add": "total = 1 + 1", "quarter": "quarter = half / 2", "place": "import os"}
Checked = Callable[..., tuple[int, str]]


@pytest.fixture
def lab(project: Project) -> Path:
    project.write(f"labs/{NAME}.py", TINY)
    return workbook.find(NAME, project.root)


@pytest.fixture
def copy(lab: Path, project: Project) -> Any:
    """The learner's copy, as a notebook to change."""
    return nbformat.read(workbook.place(lab, project.root)[0], as_version=4)


@pytest.fixture
def checked(lab: Path, project: Project, capsys: pytest.CaptureFixture[str]) -> Checked:
    """Saves a copy and checks it: the exit code and what was printed."""

    def check(notebook: Any, limit: int = 60) -> tuple[int, str]:
        nbformat.write(notebook, workbook.own(lab, project.root))
        return attempt.check(NAME, project.root, limit), capsys.readouterr().out

    return check


def fill(notebook: Any, solutions: dict[str, str]) -> Any:
    """The notebook with the tasks' cells filled in."""
    for cell in notebook.cells:
        for task in labs.tags(cell, "task:"):
            cell.source = solutions.get(task, cell.source)
    return notebook


def cell(notebook: Any, tag: str) -> Any:
    """The cell with that tag."""
    return next(one for one in notebook.cells if tag in labs.tags(one))


def test_an_unsolved_copy_is_refused_task_by_task(copy: Any, checked: Checked) -> None:
    code, said = checked(copy)
    assert code == 1
    assert "✗ add: The total is not 2 yet.\n" in said
    assert "  code cell 3, line 1: `half = {2: 1}[total]`\n    NameError: name 'total' is not defined\n" in said
    assert "– quarter: not reached, since code cell 3 has not made half\n" in said
    assert "✗ place: Import os first.\n" in said
    assert said.endswith("\n0 of 3 tasks done.\n")


def test_a_solved_copy_gets_the_code(lab: Path, copy: Any, checked: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://localhost:1")
    monkeypatch.setenv("DATABRICKS_HOST", "http://localhost:1")
    code, said = checked(fill(copy, SOLVED))
    assert code == 0, said
    assert re.findall(r"^[✓✗–].*", said, re.MULTILINE) == ["✓ add", "✓ quarter", "✓ place"]
    assert f"\n3 of 3 tasks done.\nCompletion code: {labs.completion(lab)}\n" in said


def test_a_half_solved_copy_with_checks_that_cannot_fail_is_refused(copy: Any, checked: Checked) -> None:
    fill(copy, SOLVED | {"quarter": "import json\nquarter = jsn.loads('1')"})
    cell(copy, "check:quarter").source = "print('Right')"
    cell(copy, "check:add").cell_type = "raw"
    copy.cells.remove(cell(copy, "check:place"))
    code, said = checked(copy)
    assert code == 1
    error = "  code cell 3, line 2: `quarter = jsn.loads('1')`\n    NameError: name 'jsn' is not defined\n"
    lines = "– quarter: not reached, since code cell 3 has not made quarter\n✓ place\n\n2 of 3 tasks done.\n"
    assert said.endswith(f"\n✓ add\n{error}{lines}")


def test_a_wrong_value_is_refused_although_the_check_was_renamed(copy: Any, checked: Checked) -> None:
    fill(copy, SOLVED | {"quarter": "quarter = half"})
    renamed = cell(copy, "check:quarter")
    renamed.metadata["tags"] = ["check:other"]
    renamed.source = "quarter = half / 2"
    cell(copy, "task:quarter").metadata["tags"] = []
    code, said = checked(copy)
    assert code == 0  # the learner's own cell after the task has put it right
    assert "✓ quarter" in said
    renamed.source = "pass"
    code, said = checked(copy)
    assert code == 1
    assert "✗ quarter: Two quarters are not a half.\n" in said


class Child:
    """A process that a cell starts: `code` does it. It holds a pipe open for as long as it lives."""

    def __init__(self, folder: Path) -> None:
        os.mkfifo(pipe := folder / "alive")
        self.reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        shell = f"'exec 3> {pipe}; echo; exec sleep 600', shell=True, stdout=subprocess.PIPE"
        self.code = f"import os, subprocess\nsubprocess.Popen({shell}).stdout.readline()\n"

    def ended(self) -> bool:
        """Whether it has begun and ended, at once or soon."""
        waiting = select.poll()
        waiting.register(self.reader, 0)
        return waiting.poll(10_000) == [(self.reader, select.POLLHUP)]


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    found = Child(tmp_path)
    yield found
    os.close(found.reader)


def test_an_endless_loop_is_stopped_with_what_it_started(copy: Any, checked: Checked, child: Child) -> None:
    code, said = checked(fill(copy, SOLVED | {"quarter": f"{child.code}while True:\n    pass"}), limit=5)
    assert code == 1
    stopped = "  code cell 4: ran for more than 5 s and was stopped; nothing after it was run\n"
    assert said.endswith(f"✓ add\n{stopped}– quarter: not reached\n– place: not reached\n\n1 of 3 tasks done.\n")
    assert child.ended()


def test_python_that_ends_is_told_and_leaves_nothing_running(copy: Any, checked: Checked, child: Child) -> None:
    code, said = checked(fill(copy, {"add": f"{child.code}os._exit(0)"}))
    assert code == 1
    assert "  code cell 1: ended Python (out of memory, or by a call of exit); nothing after it was run\n" in said
    assert child.ended()


def test_cells_that_are_gone_are_named(copy: Any, checked: Checked) -> None:
    del copy.cells[3]
    code, said = checked(fill(copy, SOLVED))
    assert code == 1
    assert "Your copy lacks a cell of the lab: the one that begins with `half = {2: 1}[total]`.\n" in said


def test_a_cell_that_was_changed_or_stands_elsewhere_is_not_called_gone(lab: Path, copy: Any) -> None:
    copy.cells[3].source = "half = 1"
    copy.cells.append(copy.cells.pop(3))
    assert attempt.lacking(copy, labs.read(lab), by_id=True) == []


@pytest.mark.parametrize("tags", [["check:add"], []])
def test_a_check_is_the_labs_and_stands_once(tags: list[str], lab: Path, copy: Any) -> None:
    cell(copy, "check:add").metadata["tags"] = tags
    planned = attempt.plan(copy, labs.read(lab))
    assert [one.check for one in planned if one.check] == ["add", "quarter", "place"]
    assert [one.source for one in planned if one.check] == [
        one.source for one in labs.read(lab).cells if labs.tags(one, "check:")
    ]


def test_checks_of_an_empty_notebook_are_put_in_order(lab: Path) -> None:
    planned = attempt.plan(nbformat.v4.new_notebook(), labs.read(lab))
    assert [one.check for one in planned] == ["add", "quarter", "place"]


BROKEN = {
    '{"cells": [\n<<<<<<< ours\n': r"one\.ipynb:2: this is not JSON",
    "": r"one\.ipynb:1: this is not JSON",
    "[]": r"one\.ipynb is no notebook",
    "3": r"one\.ipynb is no notebook",
    '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}': r"one\.ipynb is no notebook",
    '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code"}]}': r"one\.ipynb is no notebook",
    '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "metadata": {}, "source": 1}]}': (
        r"one\.ipynb has a cell without text"
    ),
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_file_that_is_no_notebook_ends_in_a_sentence(text: str, lab: Path, project: Project) -> None:
    project.write(f"my-labs/{NAME}.ipynb", text)
    with pytest.raises(
        Fault, match=f"{BROKEN[text]}.*: move it elsewhere, and `make lab LAB=tracking/one` gives you"
    ) as fault:
        attempt.check(NAME, project.root)
    assert "\n" not in str(fault.value)


def test_bytes_that_are_no_text_end_in_a_sentence(lab: Path, project: Project) -> None:
    project.write(f"my-labs/{NAME}.ipynb", "")
    (project.root / f"my-labs/{NAME}.ipynb").write_bytes(b"\xff\xfe")
    with pytest.raises(Fault, match="is no notebook"):
        attempt.check(NAME, project.root)


def test_no_copy_yet_ends_in_the_command_that_makes_it(lab: Path, project: Project) -> None:
    with pytest.raises(
        Fault, match=r"there is no my-labs/tracking/one\.ipynb yet: `make lab LAB=tracking/one` makes it"
    ):
        attempt.check(NAME, project.root)


@pytest.mark.parametrize(
    ("source", "line", "made", "not_made"),
    [
        ("a = 1\nb = a.c\nd = 2", 2, {"a"}, {"b", "d"}),
        ("import x as y, z.w\ndef f(q):\n    r = q\n@f\nclass C:\n    s = 1\n", 4, {"y", "z", "f"}, {"C"}),
        ("a = 1\n!ls\n%matplotlib inline\nb = 2", 4, {"a"}, {"b"}),
        ("a = (", 1, set(), set()),
        ("a = 1", 0, set(), {"a"}),
    ],
)
def test_names_before_the_error_are_made(source: str, line: int, made: set[str], not_made: set[str]) -> None:
    assert attempt.bound_around(source, line) == (made, not_made)


def test_names_are_used_that_the_cell_does_not_make_itself() -> None:
    source = "run = newest(1)\ndef f(a):\n    b = a\n    return b + c\n[d for d in run.e]"
    assert attempt.used(source) == {"newest", "c"}


def test_a_real_lab_that_is_solved_gets_its_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lab = labs.sources()[0]
    assert attempt.judge(labs.solved(labs.read(lab)), lab) == 0
    assert labs.completion(lab) in capsys.readouterr().out
