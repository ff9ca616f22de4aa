"""The Markdown fences of study pages: each takes the body of a fence and gives HTML.

Registered in mkdocs.yml under pymdownx.superfences. A fence that meets an error raises SuperFencesException: any other
exception would be swallowed and the build stay green. A fence knows nothing of its page but what its body says.
"""

import functools
import html
import json
import random
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import markdown
import yaml
from pymdownx.superfences import SuperFencesException, highlight_validator

from quizzes.engine import item as items
from quizzes.engine.blueprint import Section, in_scope, in_scope_items, items_per_section
from quizzes.engine.grade import normalise
from quizzes.engine.item import Choice, Code, Item, Order, Predict, Short
from tools import bank as banks
from tools import facts, pages
from tools.problem import ROOT, Problems

CONVENTIONAL = "ABCDEFGH"
Fence = Callable[..., str]


def fence(draw: Callable[[str], str]) -> Fence:
    """A superfence of a function from the fence's body to HTML."""

    @functools.wraps(draw)
    def superfence(source: str, *_args: Any, **_options: Any) -> str:
        try:
            return draw(source.strip())
        except Exception as error:
            raise SuperFencesException(f"{draw.__name__}: {error}") from error

    return superfence


@functools.cache
def bank() -> banks.Bank:
    """The bank, which must be without faults."""
    found, problems = banks.load(ROOT)
    if problems:
        raise Problems(problems)
    return found


@functools.cache
def base() -> str:
    """The path under which the site is served, from site_url: /champion/."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=pages.Plain)  # noqa: S506  # Plain is a safe loader
    return str(urlsplit(config["site_url"]).path)


def address(page: str) -> str:
    """The address, within the site, of a page below docs/, with its anchor if it has one."""
    path, _, anchor = page.partition("#")
    path = re.sub(r"(^|/)index\.md$", r"\1", path)
    path = re.sub(r"\.(md|ipynb)$", "/", path)
    return f"{base()}{path}{'#' + anchor if anchor else ''}"


@functools.cache
def writer() -> markdown.Markdown:
    """Turns the Markdown of items and data into HTML."""
    names = ["attr_list", "tables", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.superfences"]
    return markdown.Markdown(extensions=names)


def prose(text: str) -> str:
    """HTML of a piece of Markdown."""
    return str(writer().reset().convert(text))


def line(text: str) -> str:
    """HTML of a Markdown text of one paragraph, without the paragraph."""
    return re.sub(r"\A<p>(.*)</p>\Z", r"\1", prose(text.strip()), flags=re.DOTALL)


def code(source: str, language: str = "python") -> str:
    """HTML of a program, coloured as in the pages."""
    ticks = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", source)), default=0))
    return prose(f"{ticks}{language}\n{source.rstrip()}\n{ticks}")


def data(name: str, value: Any) -> str:
    """A block of JSON in the page, which no script can end early."""
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" class="{name}">{text}</script>'


# Run buttons


def python(source: str, language: str, _css: str, options: Any, md: Any, **rest: Any) -> str:
    """A Python fence; with the class `run` it gets a Run button."""
    try:
        classes = list(rest.pop("classes", None) or [])
        kept = [name for name in classes if name != "run"]
        default = md.preprocessors["fenced_code_block"].extension.superfences[0]["formatter"]
        drawn: str = default(src=source, language=language, options=options, md=md, classes=kept, **rest)
    except Exception as error:
        raise SuperFencesException(f"python: {error}") from error
    if "run" not in classes:
        return drawn
    facts_ = data("live-data", {"code": source})
    # In a <div>: Markdown would take an element that it doesn't know for a piece of a paragraph.
    return f'<div class="run"><champion-code class="live" data-runtime="none">{drawn}{facts_}</champion-code></div>'


python_validator = highlight_validator


# Items


@fence
def quiz(body: str) -> str:
    """Items: their ids, one a line; or `domain: tracking` and `n: 5` for so many of a domain, always the same."""
    drawn = "".join(item_html(name, bank().items[name]) for name in quiz_items(body, bank()))
    return f'<div class="quiz">{drawn}</div>'


def quiz_items(body: str, bank_: banks.Bank) -> list[str]:
    """The ids of the items that a quiz fence shows.

    Raises:
        LookupError: an item or so many of a domain are not in the bank; a sentence for the author.
    """
    lines = [line_.strip() for line_ in body.splitlines() if line_.strip()]
    if not any(":" in line_ for line_ in lines):
        for name in lines:
            if name not in bank_.items:
                raise LookupError(f"the bank has no item {name}")
        return lines
    asked = {key.strip(): value.strip() for key, _, value in (line_.partition(":") for line_ in lines)}
    if set(asked) != {"domain", "n"} or not asked["n"].isdigit():
        raise LookupError("a quiz is item ids, one a line, or `domain:` and `n:`")
    known = sorted(name for name in bank_.items if name.startswith(f"{asked['domain']}/"))
    if len(known) < int(asked["n"]):
        raise LookupError(f"the domain {asked['domain']} has {len(known)} items, not {asked['n']}")
    return random.Random(asked["domain"]).sample(known, int(asked["n"]))


def item_html(name: str, item: Item) -> str:
    """An item as it stands in a page: readable without scripts, with its answer in <details>, and its data for them."""
    anchor = "item-" + name.replace("/", "-")
    body, answer, facts_ = draw_item(name, item)
    links = (
        f'<p class="item-links"><a href="{html.escape(address(item.page))}">Where this is taught</a> · '
        f'<a href="{html.escape(item.source)}">Official documentation</a></p>'
    )
    facts_ = {"id": name, "hash": items.fingerprint(item), "type": item.type, **facts_}
    return (
        f'<champion-item class="item" id="{anchor}" data-id="{name}" data-type="{item.type}" data-state="unanswered">'
        f'<div class="item-stem" id="{anchor}-stem">{prose(item.stem)}</div>{body}'
        f'<details class="item-answer"><summary>Answer</summary>{answer}{links}</details>'
        f"{data('item-data', facts_)}</champion-item>"
    )


def draw_item(name: str, item: Item) -> tuple[str, str, dict[str, Any]]:
    """Of an item: what is asked below the stem, what the answer says, and what scripts need."""
    match item:
        case Choice():
            return draw_options(item, prose)
        case Predict():
            body, answer, facts_ = draw_options(
                item, lambda text: f"<pre><code>{html.escape(text.rstrip())}</code></pre>"
            )
            return f'<div class="item-code">{code(item.code)}</div>{body}', answer, {**facts_, "code": item.code}
        case Order():
            return draw_order(name, item)
        case Short():
            return draw_short(item)
        case Code():
            return draw_code(name, item)


def draw_options(item: Choice | Predict, text: Callable[[str], str]) -> tuple[str, str, dict[str, Any]]:
    """Options as a list, rationales as another in the same order."""
    listed = "".join(f"<li>{text(option.text)}</li>" for option in item.option)
    reasons = "".join(
        f"<li{' data-key' if option.key else ''}><strong>{'Right.' if option.key else 'Not this.'}</strong> "
        f"{line(option.rationale)}</li>"
        for option in item.option
    )
    keys = items.keys(item)
    letters = ", ".join(CONVENTIONAL[number] for number in keys)
    answer = f'<p>Answer: <strong>{letters}</strong></p><ol class="item-rationales" type="A">{reasons}</ol>'
    return f'<ol class="item-options" type="A">{listed}</ol>', answer, {"keys": keys, "options": len(item.option)}


def draw_order(name: str, item: Order) -> tuple[str, str, dict[str, Any]]:
    """Lines and extras in an order that is always the same for an item, and never a right one."""
    right = [item.lines, *item.also]
    shown = item.lines + item.extra
    chance = random.Random(name)
    while shown in right or shown[: len(item.lines)] in right:
        shown = chance.sample(shown, len(shown))
    listed = "".join(f"<li><code>{html.escape(one)}</code></li>" for one in shown)
    solution = "".join(f"<li><code>{html.escape(one)}</code></li>" for one in item.lines)
    answer = (
        f'<div class="item-solution"><ol>{solution}</ol></div><div class="item-rationale">{prose(item.rationale)}</div>'
    )
    facts_ = {"lines": shown, "right": [[shown.index(one) for one in order] for order in right]}
    return f'<ul class="item-lines">{listed}</ul>', answer, facts_


def draw_short(item: Short) -> tuple[str, str, dict[str, Any]]:
    """The answers, and what people write instead."""
    answers = " or ".join(f"<code>{html.escape(answer)}</code>" for answer in item.answers)
    near = "".join(
        f'<li data-text="{html.escape(normalise(one.text))}"><code>{html.escape(one.text)}</code>: {line(one.rationale)}</li>'
        for one in item.near
    )
    answer = (
        f'<div class="item-solution"><p>Answer: {answers}</p></div>'
        f'<div class="item-rationale">{prose(item.rationale)}</div><ul class="item-rationales">{near}</ul>'
    )
    facts_ = {"answers": [normalise(a) for a in item.answers], "near": [normalise(one.text) for one in item.near]}
    return "", answer, facts_


def draw_code(name: str, item: Code) -> tuple[str, str, dict[str, Any]]:
    """The starter; hints and a solution in the answer; the check for the sandbox."""
    hints = "".join(f"<li>{line(hint)}</li>" for hint in item.hints)
    answer = f'<ol class="item-hints">{hints}</ol><div class="item-solution">{code(item.solution)}</div>'
    facts_ = {"starter": item.starter, "check": bank().proofs[name], "solution": item.solution, "also": item.also}
    return f'<div class="item-code">{code(item.starter)}</div>', answer, facts_


# Facts


@fence
def objectives(body: str) -> str:
    """What the reader of a page will be able to do: its objectives, by exam. The body is the page's path."""
    wanted = pages.load()[body].meta["objectives"]
    rows = []
    for blueprint in bank().blueprints.values():
        texts = {o.id: o.text for section in blueprint.section for o in section.objective}
        rows += [
            f"<li>{html.escape(texts[name])} <small>({html.escape(blueprint.short)}, <code>{name}</code>)</small></li>"
            for name in wanted
            if name in texts
        ]
    return f'<div class="objectives"><p>After this page you can</p><ul>{"".join(rows)}</ul></div>'


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
def blueprint(body: str) -> str:
    """An exam's sections, their weights, and how much of each is in MLflow's scope. The body is the exam's id."""
    exam = bank().blueprints[body]
    whole, scope = items_per_section(exam), in_scope_items(exam)
    rows = "".join(blueprint_row(section, whole[section.id], scope[section.id]) for section in exam.section)
    total = sum(scope.values())
    asked = "".join(
        f"<li>{html.escape(o.text)} <small>(<code>{o.id}</code>)</small></li>"
        for s in exam.section
        for o in in_scope(s)
    )
    listed = (
        f"<details><summary>Its objectives that have to do with MLflow</summary><ul>{asked}</ul></details>"
        if asked
        else ""
    )
    return (
        f'<div class="blueprint"><p><strong>{exam.items} questions in {exam.minutes} minutes.</strong> '
        f"Guide: {html.escape(exam.guide_version)}. Read on {exam.collected:%d %B %Y}, second-hand: "
        f'<a href="{exam.guide_url}">check the official guide</a> and <a href="{exam.page_url}">the exam\'s page</a>.</p>'
        f"<table><caption>Sections and weights. The dark part of a bar is the share of objectives that have to do with "
        f'MLflow.</caption><thead><tr><th scope="col">Section</th><th scope="col">Weight</th>'
        f'<th scope="col">Questions</th><th scope="col">With MLflow</th></tr></thead><tbody>{rows}</tbody>'
        f'<tfoot><tr><th scope="row">Whole exam</th><td>100 %</td><td>{exam.items}</td>'
        f"<td>{f'about {total}' if total else '–'}</td></tr></tfoot></table>{listed}</div>"
    )


def blueprint_row(section: Section, whole: int, scope: int) -> str:
    """A section with its bar: width by weight, dark part by objectives in scope."""
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
    """Every row of the older guide: what it said, what became of it, and the page that settles it."""
    there = pages.load()
    rows = []
    for row in facts.guide():
        settled = row["page"] in there and row["id"] in there[row["page"]].meta.get("guide", [])
        title = html.escape(there[row["page"]].meta["title"]) if settled else html.escape(row["page"])
        where = f'<a href="{address(row["page"])}">{title}</a>' if settled else f"planned: <code>{title}</code>"
        rows.append(
            f'<tr><td id="row-{row["id"]}"><code>{row["id"]}</code></td><td>{line(row["said"])}</td>'
            f"<td>{VERDICTS[row['verdict']]}</td><td>{where}</td></tr>"
        )
    done = sum("planned" not in row for row in rows)
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Row", "The guide says", "Today", "Settled on"))
    return (
        f"<p>{done} of {len(rows)} rows are settled so far.</p>"
        f'<div class="coverage"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )
