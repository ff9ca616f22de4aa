"""The screens to practise on: what they are without a script, and the elements that become them."""

import html

from quizzes.engine.blueprint import Blueprint, in_scope_items
from quizzes.engine.form import Entry, pools, without_programs
from tools.fences.drawing import bank, base, data, fence

NEEDS = "<p>This part needs JavaScript; everything in it happens in your browser, and nothing leaves it.</p>"


@fence
def mock(_body: str) -> str:
    """The mock exam; without a script, what each one covers."""
    tables = "".join(covered(exam) for exam in bank().blueprints.values() if exam.mock)
    return (
        f"<div><champion-exam data-state='none'>{data('known', {})}<noscript>{NEEDS}</noscript></champion-exam>"
        f'<h2 id="covers">What they cover</h2>{tables}</div>'
    )


def covered(exam: Blueprint) -> str:
    """Of each section of an exam: its weight, the questions that a mock has of it, and how many are written."""
    scope = in_scope_items(exam)
    known = {name: Entry(objectives=item.objectives, type=item.type) for name, item in bank().items.items()}
    written = pools(without_programs(known), exam)
    rows = "".join(
        f'<tr><th scope="row">{html.escape(section.name)}</th><td>{section.weight} %</td>'
        f"<td>{scope[section.id] or 'none: no MLflow in it'}</td>"
        f"<td>{amount(len(written[section.id]), scope[section.id])}</td></tr>"
        for section in exam.section
    )
    return (
        f"<table><caption>{html.escape(exam.name)}: a mock has {sum(scope.values())} of the exam's {exam.items} "
        f"questions, those on MLflow and what is around it.</caption><thead><tr><th scope='col'>Section</th>"
        f"<th scope='col'>Weight in the exam</th><th scope='col'>Questions in a mock</th>"
        f"<th scope='col'>Written so far</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def amount(written: int, wanted: int) -> str:
    """How many items are written, and whether that is too few."""
    if not wanted:
        return "–"
    if not written:
        return "not written yet"
    return f"{written}, fewer than a mock asks" if written < wanted else str(written)


@fence
def sets(_body: str) -> str:
    """Practice sets."""
    return f"<div><champion-review data-state='none'>{data('known', {})}<noscript>{NEEDS}</noscript></champion-review></div>"


@fence
def progress(_body: str) -> str:
    """The learner's progress: how ready, what was done, export, import, reset."""
    described = f"{base()}assets/champion/bank/progress.schema.json"
    return (
        f"<div><champion-dashboard data-state='none'>{data('known', {})}<noscript>{NEEDS}</noscript>"
        f"</champion-dashboard>"
        f'<p>What is in the export is described by <a href="{described}">its JSON Schema</a>.</p></div>'
    )
