"""A report counts by section and says what to revisit."""

from datetime import date

from quizzes.engine.blueprint import Blueprint, Objective, Section
from quizzes.engine.form import Entry, Form
from quizzes.engine.grade import Verdict
from quizzes.engine.report import report


def a_section(number: int) -> Section:
    objectives = [Objective(id=f"x-{number}.{n}", text="", relevance="core") for n in range(3)]
    return Section(id=f"x-{number}", name=f"Section {number}", weight=50, objective=objectives)


EXAM = Blueprint(
    name="X", short="X", prefix="x", guide_version="", guide_url="", page_url="", collected=date(2026, 11, 23),
    minutes=90, items=4, mock=True, caveat="", mlflow="", section=[a_section(1), a_section(2)],
)  # fmt: skip
SERVED = {"a": ["x-1.0"], "b": ["x-1.1"], "c": ["x-1.1", "y-9.9"], "d": ["x-2.0"]}
BANK = {name: Entry(objectives=objectives) for name, objectives in SERVED.items()}
FORM = Form(exam="x", size=4, seed=1, items=[("a", "x-1"), ("b", "x-1"), ("c", "x-1"), ("d", "x-2")])
RIGHT, PARTLY = Verdict(state="right"), Verdict(state="partly")


def test_partly_and_unanswered_count_nothing() -> None:
    result = report(FORM, {"a": RIGHT, "b": PARTLY}, EXAM, BANK)
    assert (result.right, result.items) == (1, 4)
    assert [(s.section, s.right, s.items) for s in result.sections] == [("x-1", 1, 3), ("x-2", 0, 1)]
    assert [(c.objective, c.right, c.items) for c in result.sections[0].objectives] == [
        ("x-1.0", 1, 1),
        ("x-1.1", 0, 2),
    ]


def test_most_missed_objective_first_and_only_this_exams() -> None:
    result = report(FORM, {}, EXAM, BANK)
    assert result.sections[0].revisit == ["x-1.1", "x-1.0"]


def test_a_section_without_items_on_the_form_is_left_out() -> None:
    short = Form(exam="x", size=1, seed=1, items=[("d", "x-2")])
    assert [s.section for s in report(short, {"d": RIGHT}, EXAM, BANK).sections] == ["x-2"]
