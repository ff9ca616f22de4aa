"""Rules of the data that pages show: old forms, calls, errors, terms, rows of the older guide."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools import pages
from tools.facts import calls, errors, forms, guide, terms
from tools.problem import Problem, line_of_table

FORM_FIELDS = {"id", "title", "guide", "page", "old", "happens", "new", "proves"}
FORM_OPTIONAL = {"raises", "shows", "since", "exam", "names", "now"}
# By what code is told to have an old form; web/src/live-code/old-forms.ts finds it.
NAME = re.compile(r"(\w+)?(\.\w+)+|\w+\(\w+\)|models:/\*/\w+")


@dataclass(frozen=True)
class Kind:
    """What the `[[table]]`s of a file must be. `key`: the field that tells them apart, if any."""

    table: str
    fields: set[str]
    optional: set[str]
    key: str


REFERENCE = {
    "calls": Kind("group.call", {"code", "does", "page"}, set(), ""),
    "errors": Kind("error", {"id", "message", "page", "code", "means", "next", "mended"}, set(), "id"),
    "glossary": Kind("term", {"term", "means", "page"}, {"also", "linked"}, "term"),
}


def check(root: Path) -> list[Problem]:
    """What is wrong with these data: fields, ids, pages and rows that they name."""
    where = "docs/old-and-new/forms.toml"
    text = (root / where).read_text("utf-8")
    known, anchors = {row["id"] for row in guide(root)}, {name: page.anchors for name, page in pages.load(root).items()}
    problems = []
    seen: set[str] = set()
    named: set[str] = set()
    for number, form in enumerate(forms(root)):

        def say(fault: str, mend: str, number: int = number) -> None:
            problems.append(Problem(path=where, line=line_of_table(text, "form", number), fault=fault, mend=mend))

        fields = set(form)
        if fields - FORM_OPTIONAL != FORM_FIELDS or len(fields & {"raises", "shows"}) != 1:
            say("fields are missing or unknown", f"Give {', '.join(sorted(FORM_FIELDS))}, and either raises or shows")
            continue
        if form["id"] in seen:
            say(f"the id {form['id']} is taken", "Choose another")
        seen.add(form["id"])
        for row in set(form["guide"]) - known:
            say(f"the guide has no row {row}", "Take one of docs/reference/guide.toml")
        if len(fields & {"names", "now"}) == 1:
            say("names and now go together", "Give both: what code is told by, and what is written now")
        for name in form.get("names", []):
            if not NAME.fullmatch(name):
                mend = "Write mlflow.f, .method, f(argument) or models:/*/Stage"
                say(f"{name} is no name that code can be told by", mend)
            elif re.split(r"\W+", name.rstrip(")"))[-1] not in form["old"]:
                say(f"the old code has no {name}", "Show it there, or take it out of names")
            if name in named:
                say(f"the name {name} belongs to another form too", "Leave it to one of them")
            named.add(name)
        page, _, anchor = form["page"].partition("#")
        if anchor not in anchors.get(page, set()):
            say(f"there is no docs/{form['page']}", "Name a page and one of its anchors")
    return problems + list(of_the_guide(root, anchors)) + reference(root)


def of_the_guide(root: Path, anchors: dict[str, set[str]]) -> Iterator[Problem]:
    """What is wrong with the rows of the older guide. `anchors`: of each page that is written."""
    where = "docs/reference/guide.toml"
    text, seen = (root / where).read_text("utf-8"), set()
    for number, row in enumerate(guide(root)):
        line = line_of_table(text, "row", number)
        if row["id"] in seen:
            yield Problem(path=where, line=line, fault=f"row {row['id']} is there twice", mend="Delete one")
        seen.add(row["id"])
        page, hash_, anchor = row["page"].partition("#")
        if hash_ and anchor not in anchors.get(page, set()):
            mend = "Name one of its anchors, or the page alone"
            yield Problem(path=where, line=line, fault=f"row {row['id']}: there is no docs/{row['page']}", mend=mend)


def reference(root: Path) -> list[Problem]:
    """What is wrong with the data of docs/reference/: fields, pages that they name, rows that are there twice."""
    there, raised = pages.load(root), errors(root)
    given = {
        "calls": [call for group in calls(root) for call in group.get("call", [])],
        "errors": raised,
        "glossary": terms(root),
    }
    found = [problem for name, listed in given.items() for problem in rows(root, name, listed, there)]
    wanted = {
        "errors": {row.get("page", "").partition("#")[0] for row in raised},
        "calls": {group.get("title", "") for group in calls(root)},
    }
    for name, all_ in wanted.items():
        fences = there[f"reference/{name}.md"].fences if f"reference/{name}.md" in there else []
        shown = {line.strip() for fence in fences if fence.language == name for line in fence.body.splitlines()}
        for one in sorted(all_ - shown):
            fault = f"it shows no {name} of {one}"
            found.append(Problem(path=f"docs/reference/{name}.md", fault=fault, mend="Name that in one of its fences"))
    return found


def rows(root: Path, name: str, given: list[dict[str, Any]], there: dict[str, pages.Page]) -> Iterator[Problem]:
    """What is wrong with the rows of docs/reference/<name>.toml."""
    kind, where = REFERENCE[name], f"docs/reference/{name}.toml"
    text, seen = (root / where).read_text("utf-8"), set()
    for number, row in enumerate(given):
        line = line_of_table(text, kind.table, number)
        if set(row) - kind.optional != kind.fields:
            mend = f"Give {', '.join(sorted(kind.fields))}"
            yield Problem(path=where, line=line, fault="fields are missing or unknown", mend=mend)
            continue
        if kind.key and row[kind.key].casefold() in seen:
            yield Problem(path=where, line=line, fault=f"{row[kind.key]} is there twice", mend="Delete one")
        seen.add(row.get(kind.key, "").casefold())
        page, _, anchor = row["page"].partition("#")
        if page not in there or anchor not in there[page].anchors | {""}:
            fault = f"there is no docs/{row['page']}"
            yield Problem(path=where, line=line, fault=fault, mend="Name a page and one of its anchors")
