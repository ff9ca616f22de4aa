"""From a solved notebook to the learner's and to mutants."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tools.conftest import LAB, MUTANTS, Project
from tools import labs

Apart = Callable[[Callable[[], Any]], Any]


def cells(notebook: labs.Notebook) -> list[str]:
    return [cell.source for cell in notebook.cells]


@pytest.fixture
def lab(project: Project) -> Path:
    return project.root / "labs/tracking/one.py"


def test_solved_has_the_solution_without_its_marks(lab: Path) -> None:
    assert cells(labs.solved(labs.read(lab)))[1] == "total = 1 + 1"


def test_learner_has_a_place_to_write_at_the_same_depth(lab: Path) -> None:
    indented = (
        LAB.replace("# BEGIN", "if True:\n    # BEGIN").replace("total =", "    total =").replace("# END", "    # END")
    )
    lab.write_text(indented)
    assert cells(labs.learner(labs.read(lab)))[1] == "if True:\n    # Your code here\n    ..."
    assert cells(labs.solved(labs.read(lab)))[1] == "if True:\n    total = 1 + 1"


def test_mutants_run_from_the_state_before_and_leave_none(lab: Path, apart: Apart) -> None:
    first = """
# %% tags=["task:log"]
# BEGIN SOLUTION
mlflow.log_param("a", 1)
mlflow.end_run()
# END SOLUTION

# %% tags=["check:log"]
assert len(mlflow.search_runs()) == total - 1, "There is not one run."
"""
    lab.write_text(LAB.replace("total = 1", "import mlflow\ntotal = 1") + first)
    log = '[[mutant]]\ntask = "log"\nsays = "There is not one run."\ncode = "{}"\n'
    twice = "for n in (1, 2):\\n    mlflow.log_param('a', n)\\n    mlflow.end_run()"
    right = "mlflow.log_metric('a', 1)\\nmlflow.end_run()"
    lab.with_suffix(".mutants.toml").write_text(MUTANTS + log.format(twice) + log.format("pass") + log.format(right))
    said = apart(lambda: labs.run_mutants(lab))
    assert said[1:3] == ["AssertionError: There is not one run."] * 2
    assert said[3] == ""
    assert "The total is not 2 yet." in said[0]


def test_reading_twice_gives_the_same_ids(lab: Path) -> None:
    assert labs.read(lab) == labs.read(lab)


def test_solved_passes_and_unsolved_fails(lab: Path, tmp_path: Path) -> None:
    notebook = labs.read(lab)
    assert labs.execute(labs.solved(notebook), tmp_path, "solved").returncode == 0
    done = labs.execute(labs.learner(notebook), tmp_path, "learner")
    assert done.returncode == 1
    assert "total" in done.stdout


def test_an_index_column_gets_no_empty_header() -> None:
    notebook = labs.nbformat.v4.new_notebook(
        cells=[
            labs.nbformat.v4.new_code_cell(
                outputs=[labs.nbformat.v4.new_output("display_data", {"text/html": "<tr><th></th><th>a</th></tr>"})]
            )
        ]
    )
    assert labs.tidy(notebook).cells[0].outputs[0].data["text/html"] == "<tr><td></td><th>a</th></tr>"
