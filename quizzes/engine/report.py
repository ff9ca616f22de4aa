"""A report: what a finished form says, section by section, and where to go next."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizzes.engine.blueprint import Blueprint
from quizzes.engine.form import Form
from quizzes.engine.grade import Verdict


@dataclass(frozen=True, kw_only=True)
class Score:
    """Right answers of a section, and the objectives that its other items serve, most missed first."""

    section: str
    name: str
    right: int
    items: int
    revisit: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Report:
    """`right` of `items`; no pass mark, because none is published."""

    exam: str
    right: int
    items: int
    sections: list[Score]


def report(
    form: Form, verdicts: Mapping[str, Verdict], blueprint: Blueprint, objectives: Mapping[str, list[str]]
) -> Report:
    """Score a form. An item without a verdict was not answered and counts as wrong, *partly* counts nothing."""
    scores = []
    for section in blueprint.section:
        asked = [item for item, where in form.items if where == section.id]
        if not asked:
            continue
        missed = [item for item in asked if item not in verdicts or verdicts[item].state != "right"]
        own = {objective.id for objective in section.objective}
        counts: dict[str, int] = {}
        for objective in (o for item in missed for o in objectives[item] if o in own):
            counts[objective] = counts.get(objective, 0) + 1
        revisit = sorted(counts, key=lambda o: (-counts[o], o))
        scores.append(
            Score(
                section=section.id,
                name=section.name,
                right=len(asked) - len(missed),
                items=len(asked),
                revisit=revisit,
            )
        )
    return Report(exam=form.exam, right=sum(s.right for s in scores), items=len(form.items), sections=scores)
