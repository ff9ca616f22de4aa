"""A report: what a finished form says, section by section, and where to go next."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizzes.engine.blueprint import Blueprint
from quizzes.engine.form import Bank, Form
from quizzes.engine.grade import Verdict


@dataclass(frozen=True, kw_only=True)
class Count:
    """Right answers among the items that serve one objective."""

    objective: str
    right: int
    items: int


@dataclass(frozen=True, kw_only=True)
class Score:
    """Right answers of a section, whole and by objective; `revisit`: objectives of its other items, most missed first.

    `weight`: the section's percent of the real exam.
    """

    section: str
    name: str
    weight: int
    right: int
    items: int
    objectives: list[Count] = field(default_factory=list)
    revisit: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Report:
    """`right` of `items`; no pass mark, because none is published. `missing`: items that sections lacked."""

    exam: str
    right: int
    items: int
    sections: list[Score]
    missing: dict[str, int] = field(default_factory=dict)


def report(form: Form, verdicts: Mapping[str, Verdict], blueprint: Blueprint, bank: Bank) -> Report:
    """Score a form. An item without a verdict was not answered and counts as wrong, *partly* counts nothing."""
    right = {item for item, _ in form.items if item in verdicts and verdicts[item].state == "right"}
    scores = []
    for section in blueprint.section:
        asked = [item for item, where in form.items if where == section.id]
        if not asked:
            continue
        serving = {
            objective.id: [item for item in asked if item in bank and objective.id in bank[item].objectives]
            for objective in section.objective
        }
        counts = [
            Count(objective=objective, right=len(right.intersection(items)), items=len(items))
            for objective, items in serving.items()
            if items
        ]
        missed = sorted((c for c in counts if c.right < c.items), key=lambda c: (c.right - c.items, c.objective))
        scores.append(
            Score(
                section=section.id,
                name=section.name,
                weight=section.weight,
                right=len(right.intersection(asked)),
                items=len(asked),
                objectives=counts,
                revisit=[count.objective for count in missed],
            )
        )
    return Report(exam=form.exam, right=len(right), items=len(form.items), sections=scores, missing=form.missing)
