"""Rules of the data that pages show: old forms, errors, terms, rows of the older guide."""

import re
from pathlib import Path

from tools import pages
from tools.facts import calls, errors, forms, guide, terms
from tools.problem import Problem, line_of_table

FORM_FIELDS = {"id", "title", "guide", "page", "old", "happens", "new", "proves"}
ERROR_FIELDS = {"id", "message", "page", "code", "means", "next", "mended"}
CALL_FIELDS = {"code", "does", "page"}
TERM_FIELDS = {"term", "means", "page"}
TERM_OPTIONAL = {"also", "linked"}
FORM_OPTIONAL = {"raises", "shows", "since", "exam", "names", "now"}
# By what code is told to have an old form; web/src/live-code/old-forms.ts finds it.
NAME = re.compile(r"(\w+)?(\.\w+)+|\w+\(\w+\)|models:/\*/\w+")


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
    text = (root / "docs" / "reference" / "guide.toml").read_text("utf-8")
    ids = [row["id"] for row in guide(root)]
    for number, name in enumerate(ids):
        if name in ids[:number]:
            line = line_of_table(text, "row", number)
            problems.append(
                Problem(
                    path="docs/reference/guide.toml", line=line, fault=f"row {name} is there twice", mend="Delete one"
                )
            )
    return (
        problems
        + rows(root, "errors", ERROR_FIELDS, "id")
        + rows(root, "glossary", TERM_FIELDS, "term")
        + taught_calls(root)
    )


def taught_calls(root: Path) -> list[Problem]:
    """Calls of the quick reference whose fields are not right, or whose page is not there."""
    where, there, problems = "docs/reference/calls.toml", pages.load(root), []
    text = (root / where).read_text("utf-8")
    listed = [call for group in calls(root) for call in group.get("call", [])]
    for number, call in enumerate(listed):
        line = line_of_table(text, "group.call", number)
        if set(call) != CALL_FIELDS:
            mend = f"Give {', '.join(sorted(CALL_FIELDS))}"
            problems.append(Problem(path=where, line=line, fault="fields are missing or unknown", mend=mend))
            continue
        page, _, anchor = call["page"].partition("#")
        if page not in there or anchor not in there[page].anchors | {""}:
            fault = f"there is no docs/{call['page']}"
            problems.append(Problem(path=where, line=line, fault=fault, mend="Name a page and one of its anchors"))
    return problems


def rows(root: Path, name: str, fields: set[str], key: str) -> list[Problem]:
    """What is wrong with the rows of docs/reference/<name>.toml: fields, pages that they name, those that are there twice."""
    where = f"docs/reference/{name}.toml"
    found, table = {"errors": (errors(root), "error"), "glossary": (terms(root), "term")}[name]
    text, there = (root / where).read_text("utf-8"), pages.load(root)
    shown = {fence.body for fence in there[f"reference/{name}.md"].fences if fence.language == name}
    problems, seen = [], set()
    for number, row in enumerate(found):

        def say(fault: str, mend: str, number: int = number) -> None:
            problems.append(Problem(path=where, line=line_of_table(text, table, number), fault=fault, mend=mend))

        if set(row) - TERM_OPTIONAL != fields:
            say("fields are missing or unknown", f"Give {', '.join(sorted(fields))}")
            continue
        if row[key].casefold() in seen:
            say(f"{row[key]} is there twice", "Delete one")
        seen.add(row[key].casefold())
        page, _, anchor = row["page"].partition("#")
        if page not in there or anchor not in there[page].anchors | {""}:
            say(f"there is no docs/{row['page']}", "Name a page and one of its anchors")
        elif name == "errors" and not any(page in body.split() for body in shown):
            say(f"docs/reference/errors.md shows no errors of {page}", "Name the page in one of its fences")
    return problems
