"""Shares, in-scope lengths of the five exams, and drawing a form."""

import tomllib
from pathlib import Path

import pytest

from quizzes.engine import blueprint
from quizzes.engine.blueprint import in_scope_items, items_per_section, share
from quizzes.engine.form import BadSeed, Entry, NoMock, TooFewItems, assemble, disjoint, pools, without_programs

FOLDER = Path(__file__).parent.parent.parent / "quizzes" / "blueprints"
EXAMS = {path.stem: blueprint.from_dict(tomllib.loads(path.read_text("utf-8"))) for path in FOLDER.glob("*.toml")}
ASSOCIATE = "machine-learning-associate"

DRAWN = ["d/mla-3.5-0", "d/mla-1.11-1", "d/mla-1.14-1", "d/mla-1.17-0", "d/mla-4.2-0"]  # with seed 7
ORDER = [3, 0, 2, 1]


def a_bank(per_objective: int, kind: str = "choice") -> dict[str, Entry]:
    """A bank with so many items for each objective in scope of the ML Associate exam."""
    objectives = [o.id for s in EXAMS[ASSOCIATE].section for o in blueprint.in_scope(s)]
    return {f"d/{o}-{n}": Entry(objectives=[o], type=kind, options=4) for o in objectives for n in range(per_objective)}


def test_the_five_exams_are_there() -> None:
    assert len(EXAMS) == 5


@pytest.mark.parametrize("exam", EXAMS)
def test_items_per_section_add_up(exam: str) -> None:
    assert sum(items_per_section(EXAMS[exam]).values()) == EXAMS[exam].items


@pytest.mark.parametrize(
    ("exam", "in_scope", "whole"),
    [
        (ASSOCIATE, 27, 48),
        ("machine-learning-professional", 38, 59),
        ("generative-ai-engineer-associate", 20, 45),
        ("data-engineer-professional", 3, 60),
        ("data-engineer-associate", 0, 45),
    ],
)
def test_in_scope_length(exam: str, in_scope: int, whole: int) -> None:
    assert (sum(in_scope_items(EXAMS[exam]).values()), EXAMS[exam].items) == (in_scope, whole)


def test_halves_go_to_even() -> None:
    objectives = [blueprint.Objective(id=f"x-1.{n}", text="", relevance="core" if n < 1 else "none") for n in range(2)]
    exam = EXAMS[ASSOCIATE]
    section = blueprint.Section(id="x-1", name="", weight=100, objective=objectives)
    for items, rounded in ((5, 2), (7, 4), (6, 3)):
        half = blueprint.Blueprint(**(vars(exam) | {"items": items, "section": [section]}))
        assert in_scope_items(half) == {"x-1": rounded}


def test_share_gives_the_rest_to_the_largest_remainders() -> None:
    assert share({"a": 38, "b": 19, "c": 31, "d": 12}, 48) == {"a": 18, "b": 9, "c": 15, "d": 6}
    assert share({"a": 1, "b": 1, "c": 1}, 2) == {"a": 1, "b": 1, "c": 0}


def test_share_refuses_what_cannot_be_shared() -> None:
    for weights, size in (({"a": 0}, 1), ({"a": -1, "b": 2}, 1), ({"a": 1}, -1), ({}, 1)):
        with pytest.raises(ValueError, match="cannot share"):
            share(weights, size)


def test_same_seed_same_form_in_every_python() -> None:
    form = assemble(a_bank(3), ASSOCIATE, EXAMS[ASSOCIATE], 5, 7)
    assert form == assemble(dict(reversed(a_bank(3).items())), ASSOCIATE, EXAMS[ASSOCIATE], 5, 7)
    assert form != assemble(a_bank(3), ASSOCIATE, EXAMS[ASSOCIATE], 5, 8)
    assert [item for item, _ in form.items] == DRAWN
    assert form.orders[DRAWN[0]] == ORDER


def test_a_form_follows_the_blueprint() -> None:
    size = sum(in_scope_items(EXAMS[ASSOCIATE]).values())
    form = assemble(a_bank(3), ASSOCIATE, EXAMS[ASSOCIATE], size, 1)
    drawn = [section for _, section in form.items]
    assert {section: drawn.count(section) for section in drawn} == {
        section: n for section, n in in_scope_items(EXAMS[ASSOCIATE]).items() if n
    }
    assert len({item for item, _ in form.items}) == size
    assert form.missing == {}


def test_time_is_at_the_exams_pace() -> None:
    exam = EXAMS[ASSOCIATE]
    assert assemble(a_bank(3), ASSOCIATE, exam, 24, 1).milliseconds == round(exam.minutes * 60_000 * 24 / exam.items)


def test_the_first_forms_share_no_item_and_then_a_new_round_begins() -> None:
    bank, exam = a_bank(3), EXAMS[ASSOCIATE]
    counts = share(in_scope_items(exam), 10)
    n = disjoint({name: len(items) for name, items in pools(bank, exam).items()}, counts)
    assert n > 1
    forms = [{item for item, _ in assemble(bank, ASSOCIATE, exam, 10, seed).items} for seed in range(1, 2 * n + 1)]
    for turn in (forms[:n], forms[n:]):
        assert sum(map(len, turn)) == len(set().union(*turn)) == 10 * n
    assert forms[0] != forms[n]


def test_a_mock_can_do_without_programs() -> None:
    bank = a_bank(1) | {"d/p": Entry(objectives=["mla-1.17"], type="predict")}
    assert set(bank) - set(without_programs(bank)) == {"d/p"}
    with pytest.raises(TooFewItems):
        assemble(without_programs(a_bank(3, "code")), ASSOCIATE, EXAMS[ASSOCIATE], 10, 1)


def test_a_section_with_too_few_items_gives_what_it_has_and_the_rest_is_named() -> None:
    bank = {name: entry for name, entry in a_bank(3).items() if not name.startswith("d/mla-4") or name == "d/mla-4.1-0"}
    first, second = (assemble(bank, ASSOCIATE, EXAMS[ASSOCIATE], 27, seed) for seed in (1, 2))
    assert first.missing == {"mla-4": in_scope_items(EXAMS[ASSOCIATE])["mla-4"] - 1}
    assert len(first.items) == 27 - first.missing["mla-4"]
    for form in (first, second):
        assert ("d/mla-4.1-0", "mla-4") in form.items


def test_an_empty_bank_says_so() -> None:
    with pytest.raises(TooFewItems, match="is written yet"):
        assemble({}, ASSOCIATE, EXAMS[ASSOCIATE], 27, 1)


def test_forms_are_numbered_from_one() -> None:
    with pytest.raises(BadSeed, match="from 1, not 0"):
        assemble(a_bank(1), ASSOCIATE, EXAMS[ASSOCIATE], 5, 0)


def test_an_exam_without_mock_says_so() -> None:
    with pytest.raises(NoMock, match="practise its focus areas"):
        assemble({}, "data-engineer-associate", EXAMS["data-engineer-associate"], 5, 1)
