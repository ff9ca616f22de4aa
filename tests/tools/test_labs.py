"""From a solved notebook to the learner's and to mutants."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.tools.conftest import LAB, MUTANTS, Project
from tools import labs
from tools.problem import Fault

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


def ids(lab: Path) -> list[str]:
    return [cell.id for cell in labs.read(lab).cells]


def test_a_cell_is_named_for_its_task_or_check(lab: Path) -> None:
    assert ids(lab) == ["start_text-1", "task-add", "check-add"]


def test_a_new_cell_moves_no_other_cells_id(lab: Path) -> None:
    lab.write_text(LAB + "\n# %% [markdown]\n# After.\n\n# %%\ntotal\n")
    before = ids(lab)
    lab.write_text(lab.read_text().replace("# One\n\n", "# One\n\n# %%\nimport os\n\n# %% [markdown]\n# More.\n\n", 1))
    assert before == ["start_text-1", "task-add", "check-add", "check-add_text-1", "check-add_code-1"]
    assert set(before) < set(ids(lab))
    assert ids(lab)[-4:] == before[1:]


def test_ids_are_valid_in_a_notebook(lab: Path) -> None:
    labs.nbformat.validate(labs.read(lab))


def lab_on_page(lab: Path) -> tuple[str, dict[str, Any]]:
    text = labs.page(labs.read(lab), "one.ipynb").cells[0].source
    start, _, rest = text.partition('<script type="application/json">')
    found: dict[str, Any] = json.loads(rest.partition("</script>")[0])
    return start, found


def test_the_page_has_the_learners_cells(lab: Path) -> None:
    lab.write_text(LAB.replace("not 2 yet.", "not `2` yet: </script> & <b>."))
    start, found = lab_on_page(lab)
    assert start.endswith("<champion-lab>\n")
    assert found["name"] == "tracking/one"
    assert [(cell["id"], cell["kind"], cell.get("role"), cell.get("task")) for cell in found["cells"]] == [
        ("start_text-1", "markdown", None, None),
        ("task-add", "code", "task", "add"),
        ("check-add", "code", "check", "add"),
    ]
    assert found["cells"][1]["source"] == "# Your code here\n..."
    assert "</script> & <b>" in found["cells"][2]["source"]


def test_nothing_on_the_page_gives_the_solution_to_the_learners_cells(lab: Path) -> None:
    assert "1 + 1" not in json.dumps(lab_on_page(lab)[1])


def test_the_data_are_one_line_that_means_nothing_to_html_and_markdown(lab: Path) -> None:
    lab.write_text(LAB.replace("not 2 yet.", "not `2` yet: </script> & <b>.\\n\\n# x"))
    text = labs.workable(labs.read(lab))
    line = next(line for line in text.splitlines() if line.startswith("<script"))
    data = line.removeprefix('<script type="application/json">').removesuffix("</script>")
    assert not set(data) & set("<>&`")
    assert "\n\n" not in text.rstrip("\n")


def test_a_lab_that_cannot_run_in_the_tab_is_only_downloaded(lab: Path) -> None:
    lab.write_text(LAB.replace("tab: full", 'tab: "no"'))
    text = labs.page(labs.read(lab), "one.ipynb").cells[0].source
    assert "champion-lab" not in text
    assert "one.ipynb" in text


def test_a_local_cell_says_why_it_cannot_run_in_the_tab(lab: Path) -> None:
    local = '\n# %% tags=["local"] why="It starts a server."\nserve()\n\n# %% tags=["local"]\nserve()\n'
    lab.write_text(LAB + local)
    first, second = lab_on_page(lab)[1]["cells"][-2:]
    assert (first["role"], first["why"]) == ("local", "It starts a server.")
    assert second["why"] == labs.LOCAL
    assert "why" not in lab_on_page(lab)[1]["cells"][1]


def test_a_local_check_is_no_check_in_the_tab(lab: Path) -> None:
    lab.write_text(LAB.replace('["check:add", "result"]', '["check:add", "local", "result"]'))
    assert lab_on_page(lab)[1]["cells"][2]["role"] == "local"


def test_the_version_changes_with_what_a_learner_gets(lab: Path) -> None:
    first = labs.version(labs.read(lab))
    lab.write_text(LAB.replace("1 + 1", "2"))
    assert labs.version(labs.read(lab)) == first
    lab.write_text(LAB.replace("not 2 yet", "not yet 2"))
    assert labs.version(labs.read(lab)) != first


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


@pytest.mark.parametrize("words", ["A line.", ""])
def test_an_image_needs_words(words: str) -> None:
    output = nbformat.v4.new_output("display_data", {"image/png": "AA\nAA"})
    cell = nbformat.v4.new_code_cell("plot()", outputs=[output], metadata={"alt": words} if words else {})
    notebook = nbformat.v4.new_notebook(cells=[cell])
    if words:
        shown = labs.tidy(notebook).cells[0].outputs[0].data
        assert shown == {"text/html": '<img alt="A line." src="data:image/png;base64,AAAA">'}
    else:
        with pytest.raises(Fault, match="an image without words"):
            labs.tidy(notebook)
