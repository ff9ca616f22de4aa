"""Facts: objectives, old forms, errors, terms, calls, an exam's weights, the older guide's rows, the pinned versions."""

import html
import re
from typing import Any

from quizzes.engine.blueprint import Blueprint, Section, in_scope, in_scope_items, items_per_section
from tools import facts, pages
from tools.cache import locked_version
from tools.fences.around import link
from tools.fences.drawing import address, bank, code, fence, line
from tools.problem import ROOT
from tools.reading import stops


@fence
def objectives(body: str) -> str:
    """What the reader of a page will be able to do: its objectives, by exam. The body is the page's path."""
    wanted = pages.load()[body].meta["objectives"]
    rows = []
    for blueprint in bank().blueprints.values():
        texts = {o.id: o.text for section in blueprint.section for o in section.objective}
        rows += [
            f"<li>{html.escape(texts[name])} <small>({html.escape(blueprint.short)}, "
            f'<a href="{address("exams/index.md")}#objective-{name}">{name}</a>)</small></li>'
            for name in wanted
            if name in texts
        ]
    return f'<div class="objectives"><p>This page serves these objectives</p><ul>{"".join(rows)}</ul></div>'


@fence
def forms(body: str) -> str:
    """Old forms and what holds now: those of the page whose path is the body, or `all`."""
    shown = [form for form in facts.forms() if body in ("all", form["page"].partition("#")[0])]
    if not shown:
        raise ValueError(f"no old form names {body}")
    return "\n".join(form_html(form, linked=body == "all") for form in shown)


def form_html(form: dict[str, Any], *, linked: bool) -> str:
    """One old form beside its current one."""
    title = html.escape(form["title"])
    head = f'<a href="{address(form["page"])}">{title}</a>' if linked else title
    since = f"<p>Since {html.escape(form['since'])}.</p>" if form.get("since") else ""
    exam = f"<p><strong>On the exam:</strong> {line(form['exam'])}</p>" if form.get("exam") else ""
    return (
        f'<section class="form" id="form-{form["id"]}" aria-label="{title}"><p class="form-title"><strong>{head}</strong></p>'
        f'<div class="form-sides"><div><p class="form-label">Older material says</p>{code(form["old"])}</div>'
        f'<div><p class="form-label">Write today</p>{code(form["new"])}</div></div>'
        f"<p>{line(form['happens'])}</p>{since}{exam}</section>"
    )


@fence
def errors(body: str) -> str:
    """Errors, what they mean and what to do: those of the pages that the body names, one a line."""
    wanted = body.split()
    shown = [error for error in facts.errors() if error["page"].partition("#")[0] in wanted]
    if not shown:
        raise ValueError(f"no error names {body}")
    return "\n".join(map(error_html, shown))


def error_html(error: dict[str, Any]) -> str:
    """One error: its words, the code that raises it, and the code that does not."""
    name = f"error-{error['id']}"
    return (
        f'<section class="error" aria-labelledby="{name}"><h3 id="{name}"><code>{html.escape(error["message"])}</code></h3>'
        f"<p>{line(error['means'])}</p><p><strong>What to do:</strong> {line(error['next'])} "
        f'<a href="{address(error["page"])}">Where this is taught</a></p>'
        f'<div class="form-sides"><div><p class="form-label">Raises it</p>{code(error["code"])}</div>'
        f'<div><p class="form-label">Runs</p>{code(error["mended"])}</div></div></section>'
    )


@fence
def glossary(_body: str) -> str:
    """All terms by their letters, what each means, and where it is taught."""
    rows = sorted(facts.terms(), key=lambda row: row["term"].casefold())
    return f'<dl class="glossary">{"".join(map(term_html, rows))}</dl>'


def term_html(row: dict[str, Any]) -> str:
    """One term."""
    also = f" <small>(also {html.escape(', '.join(row['also']))})</small>" if row.get("also") else ""
    return (
        f'<dt id="{anchor(row["term"])}">{html.escape(row["term"])}{also}</dt>'
        f'<dd>{line(row["means"])} <a href="{address(row["page"])}">More</a></dd>'
    )


@fence
def calls(body: str) -> str:
    """Calls of the quick reference: those of the group whose title is the body."""
    (group,) = [group for group in facts.calls() if group["title"] == body]
    return f'<dl class="calls">{"".join(map(call_html, group["call"]))}</dl>'


def call_html(call: dict[str, Any]) -> str:
    """One call under what it does, which leads to where it is taught."""
    return f'<dt><a href="{address(call["page"])}">{line(call["does"])}</a></dt><dd>{code(call["code"])}</dd>'


def anchor(term: str) -> str:
    """The id of a term on the glossary's page."""
    return "term-" + re.sub(r"\W+", "-", term.casefold()).strip("-")


@fence
def blueprint(body: str) -> str:
    """An exam's sections, their weights, and how much of each is in scope here. The body is the exam's id."""
    exam = bank().blueprints[body]
    whole, scope = items_per_section(exam), in_scope_items(exam)
    rows = "".join(blueprint_row(section, whole[section.id], scope[section.id]) for section in exam.section)
    total = sum(scope.values())
    return (
        f'<div class="blueprint"><p><strong>{exam.items} questions in {exam.minutes} minutes.</strong> '
        f"Guide: {html.escape(exam.guide_version)}. Read on {exam.collected:%d %B %Y}, second-hand: "
        f'<a href="{exam.guide_url}">check the official guide</a> and <a href="{exam.page_url}">the exam\'s page</a>.</p>'
        f"<table><caption>Sections and weights. The filled part of a bar is the share of objectives in scope here.</caption>"
        f'<thead><tr><th scope="col">Section</th><th scope="col">Weight</th><th scope="col">Questions</th>'
        f'<th scope="col">In scope here</th></tr></thead><tbody>{rows}</tbody>'
        f'<tfoot><tr><th scope="row">Whole exam</th><td>100 %</td><td>{exam.items}</td>'
        f"<td>{f'about {total}' if total else '–'}</td></tr></tfoot></table>{scope_html(exam)}</div>"
    )


def scope_html(exam: Blueprint) -> str:
    """The exam's objectives in scope, those that name MLflow apart from those around it."""
    found = [objective for section in exam.section for objective in in_scope(section)]
    parts = []
    for relevance, title in (("core", "Names MLflow, or can't be done without it"), ("related", "Around MLflow")):
        listed = "".join(
            f'<li id="objective-{o.id}">{html.escape(o.text)} <small>(<code>{o.id}</code>)</small><br>{home_html(o.id)}</li>'
            for o in found
            if o.relevance == relevance
        )
        parts.append(f"<p><strong>{title}</strong></p><ul>{listed}</ul>" if listed else "")
    if not found:
        return ""
    return f"<details><summary>Its {len(found)} objectives in scope here</summary>{''.join(parts)}</details>"


def blueprint_row(section: Section, whole: int, scope: int) -> str:
    """A section with its bar: width by weight, filled by objectives in scope."""
    share = len(in_scope(section)) / len(section.objective)
    width = 3 * section.weight
    bar = (
        f'<svg class="bar" viewBox="0 0 150 10" width="150" height="10" aria-hidden="true" focusable="false">'
        f'<rect class="bar-whole" width="{width}" height="10" rx="2"/>'
        f'<rect class="bar-scope" width="{width * share:.1f}" height="10" rx="2"/></svg>'
    )
    return (
        f'<tr><th scope="row">{html.escape(section.name)}</th><td>{section.weight} % {bar}</td>'
        f"<td>{whole}</td><td>{f'about {scope}' if scope else '–'}</td></tr>"
    )


def home_html(objective: str) -> str:
    """Where an objective is taught, done and asked for, or that this is planned."""
    places = [link(stop) for stop in stops().values() if objective in stop.objectives]
    count = sum(objective in item.objectives for item in bank().items.values())
    if count:
        places.append(f"{count} question{'s' * (count != 1)}")
    return f"<small>{' · '.join(places) or 'planned, not written yet'}</small>"


VERDICTS = {
    "works": "still right",
    "works-with-warning": "works, with a warning",
    "wrong-result": "runs, but gives something else",
    "fails": "raises an error",
    "outdated": "superseded",
    "wrong-fact": "not true",
    "databricks-only": "needs Databricks",
    "not-checkable": "can't be settled",
}


@fence
def coverage(_body: str) -> str:
    """Every row of the older guide: what it said, what became of it and why, and the page that settles it."""
    there, rows = pages.load(), facts.guide()
    settled = {name for page in there.values() for name in page.meta.get("guide", [])}
    drawn = "".join(coverage_row(row, there, row["id"] in settled) for row in rows)
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Row", "The guide says", "Today", "Why", "Taught on"))
    return (
        f"<p>{len(settled)} of {len(rows)} rows are taught so far; the others have their verdict, and their page comes.</p>"
        f'<div class="coverage"><table><thead><tr>{head}</tr></thead><tbody>{drawn}</tbody></table></div>'
    )


def coverage_row(row: dict[str, Any], there: dict[str, pages.Page], settled: bool) -> str:  # a table's cell
    """A row of the guide."""
    where = settled_html(row, there[facts.page_of(row)]) if settled else "planned"
    return (
        f'<tr><td id="row-{row["id"]}"><code>{row["id"]}</code></td><td>{line(row["said"])}</td>'
        f"<td>{VERDICTS[row['verdict']]}</td><td>{line(row['happens'])}</td><td>{where}</td></tr>"
    )


def settled_html(row: dict[str, Any], page: pages.Page) -> str:
    """Links to the page that settles a row, to the paragraph if the row or an old form names one, and to the page's labs."""
    exact = (
        [row["page"]] if "#" in row["page"] else [form["page"] for form in facts.forms() if row["id"] in form["guide"]]
    )
    place = next((one for one in exact if one.partition("#")[0] == page.path), page.path)
    linked = dict.fromkeys(re.findall(r"\]\([./]*(labs/[^)#]+\.ipynb)", page.text))
    labs = [link(stops()[path]) for path in linked if path in stops()]
    return "<br>".join([f'<a href="{address(place)}">{html.escape(page.meta["title"])}</a>', *labs])


@fence
def versions(body: str) -> str:
    """The pinned versions that everything ran on. The body names the packages, or is `all`."""
    names = ["mlflow", "scikit-learn", "numpy", "pandas"] if body == "all" else body.split()
    listed = ", ".join(f"{name} {locked_version(name)}" for name in names)
    return f'<p class="versions">All code on this site ran on {listed}.</p>'


@fence
def diagram(body: str) -> str:
    """A drawing that several pages show. The body is the name of a file in docs/diagrams/, and under it this page's caption."""
    name, _, caption = body.partition("\n")
    file = ROOT / "docs" / "diagrams" / f"{name}.svg"
    if not file.exists():
        raise LookupError(f"there is no docs/diagrams/{name}.svg")
    return f'<figure class="diagram">{file.read_text("utf-8").strip()}<figcaption>{line(caption)}</figcaption></figure>'
