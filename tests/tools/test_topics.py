"""A finished topic leaves nothing of its own without a home."""

from collections.abc import Callable

import pytest

from tests.tools.conftest import Project
from tools import check

TOPIC = "docs/reference/topics.toml"
Faults = Callable[[], list[str]]


@pytest.fixture
def faults(project: Project) -> Faults:
    return lambda: [str(problem) for problem in check.problems(project.root)]


def finished(project: Project) -> None:
    project.spoil(TOPIC, "finished = false", "finished = true")


def test_a_finished_topic_with_all_its_homes(project: Project, faults: Faults) -> None:
    finished(project)
    project.spoil("docs/tracking/runs.md", "guide: []", "guide: [H01]")
    assert faults() == []


def test_a_row_with_an_anchor_is_settled_by_its_page(project: Project, faults: Faults) -> None:
    finished(project)
    project.spoil("docs/reference/guide.toml", "tracking/runs.md", "tracking/runs.md#metrics")
    (fault,) = faults()
    assert "row H01 of the guide is not settled. Settle it on docs/tracking/runs.md#metrics" in fault
    project.spoil("docs/tracking/runs.md", "guide: []", "guide: [H01]")
    assert faults() == []


RUNS = "docs/tracking/runs.md"


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        (RUNS, ("objectives: [mla-1.12]", "objectives: []"), "none of its pages teaches mla-1.12"),
        (
            "quizzes/bank/tracking/one.toml",
            ('["mla-1.12"]', '["mla-1.11"]'),
            "no item of its pages asks for mla-1.12",
        ),
        ("labs/tracking/one.py", ("[mla-1.12]", "[mla-1.11]"), "no lab serves mla-1.12"),
        (RUNS, ("guide: [H01]", "guide: []"), "row H01 of the guide is not settled"),
    ],
)
def test_what_a_finished_topic_lacks(
    project: Project, faults: Faults, file: str, change: tuple[str, str], said: str
) -> None:
    finished(project)
    project.spoil(RUNS, "guide: []", "guide: [H01]")
    project.spoil(file, *change)
    assert any(f"Tracking is said to be finished, but {said}" in fault for fault in faults())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("mla-1.12", "mla-9.9", "no exam has an objective mla-9.9 in scope"),
        ('"mla-1.12"]', '"mla-1.12", "mla-1.12"]', "mla-1.12 is in Tracking too"),
        ("folders", "places", "fields are missing or unknown"),
        ('["mla-1.12"]', "[]", "mla-1.12 is in no topic"),
    ],
)
def test_a_bad_table(project: Project, faults: Faults, old: str, new: str, said: str) -> None:
    project.spoil(TOPIC, old, new)
    assert any(said in fault for fault in faults())
