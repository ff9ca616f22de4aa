"""Labs that can be worked on their page: solved, they run to their end in the tab's Python; unsolved, the first check refuses."""

from collections.abc import Callable
from typing import Any

import pytest

from tools import labs

READ = {labs.name(path): labs.read(path) for path in labs.sources()}
LABS = {name: notebook for name, notebook in READ.items() if notebook.metadata["champion"]["tab"] != "no"}
Tab = Callable[[dict[str, Any]], Any]


def cells(notebook: labs.Notebook) -> list[Any]:
    """The code that runs in the tab."""
    return [cell for cell in notebook.cells if cell.cell_type == "code" and not labs.part(cell)[2]]


def test_there_are_labs() -> None:
    assert LABS


@pytest.mark.parametrize("name", LABS)
def test_the_solved_lab_runs_to_its_end(name: str, tab: Tab) -> None:
    code = [cell.source for cell in cells(labs.solved(LABS[name]))]
    for said in tab({"codes": code}):
        assert "Traceback (most recent call last)" not in said


@pytest.mark.parametrize("name", LABS)
def test_the_learner_s_lab_is_refused_at_its_first_check(name: str, tab: Tab) -> None:
    found = cells(labs.learner(LABS[name]))
    first = next(n for n, cell in enumerate(found) if labs.tags(cell, "check:"))
    *before, said = tab({"codes": [cell.source for cell in found[: first + 1]]})
    assert "AssertionError: " in said
    assert not [one for one in before if "Traceback (most recent call last)" in one]
