"""Rules of labs: header, tasks with their checks and solutions, mutants."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools import labs, pages
from tools.bank import load
from tools.problem import Problem, line_of_table

META = ("title", "builds", "result", "objectives", "minutes", "tab", "uses")
TAB = ("full", "partly", "no")


def check(root: Path) -> list[Problem]:
    """What is wrong with the labs."""
    return list(faults(root))


def faults(root: Path) -> Iterator[Problem]:
    """One problem after the other."""
    known = load(root)[0].sections()
    ordered = pages.reading_order(root)
    for path in sorted(p for p in (root / "labs").rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        where = path.relative_to(root).as_posix()
        if path.suffix == ".py" and len(path.relative_to(root / "labs").parts) == 2:
            yield from lab_faults(path, where, known, ordered)
        elif (
            not path.name.endswith(".mutants.toml")
            or not path.with_name(path.name.replace(".mutants.toml", ".py")).exists()
        ):
            mend = "A lab is labs/<topic>/<slug>.py, its mutants are <slug>.mutants.toml beside it"
            yield Problem(path=where, fault="this file is no lab", mend=mend)


def lab_faults(path: Path, where: str, known: dict[str, Any], ordered: list[str]) -> Iterator[Problem]:
    """What is wrong with one lab."""
    notebook, text = labs.read(path), path.read_text("utf-8")
    meta = notebook.metadata.get("champion", {})
    for name in META:
        if name not in meta:
            yield Problem(path=where, fault=f"its header has no {name}", mend=f"Add `{name}:` under `champion:`")
    if meta.get("tab") not in TAB:
        yield Problem(path=where, fault=f"tab is {meta.get('tab')!r}", mend=f"It is one of {', '.join(TAB)}")
    for objective in meta.get("objectives", []):
        if objective not in known:
            yield Problem(
                path=where, fault=f"no exam has an objective {objective}", mend="Take one of quizzes/blueprints/"
            )
    if f"labs/{path.parent.name}/{path.stem}.ipynb" not in ordered:
        yield Problem(path=where, fault="the lab is not in nav", mend="Add its .ipynb to nav in mkdocs.yml")
    tasks = [task for cell in notebook.cells for task in labs.tags(cell, "task:")]
    checks = [task for cell in notebook.cells for task in labs.tags(cell, "check:")]
    if not tasks or tasks != checks:
        yield Problem(
            path=where, fault=f"tasks {tasks} and checks {checks} don't pair", mend="Give each task its check, in order"
        )
    for cell in notebook.cells:
        if labs.tags(cell, "task:") and not labs.SOLUTION.search(cell.source):
            line = text.count("\n", 0, max(0, text.find(cell.source[:40]))) + 1
            mend = "Put # BEGIN SOLUTION and # END SOLUTION around it"
            yield Problem(path=where, line=line, fault="a task has no solution", mend=mend)
    if text.count("# BEGIN SOLUTION") != text.count("# END SOLUTION"):
        yield Problem(path=where, fault="a solution is not closed", mend="Write # END SOLUTION")
    if len([cell for cell in notebook.cells if labs.tags(cell, "result")]) != 1:
        mend = 'Give the cell that shows what the lab ends with `tags=["result"]`'
        yield Problem(path=where, fault="it must have one cell with the tag result", mend=mend)
    yield from mutant_faults(path, where, set(tasks))


def mutant_faults(path: Path, where: str, tasks: set[str]) -> Iterator[Problem]:
    """Every task has a foreseen wrong solution."""
    beside = path.with_suffix(".mutants.toml")
    if not beside.exists():
        yield Problem(
            path=where, fault="there are no mutants", mend=f"Write {beside.name}: a wrong solution for each task"
        )
        return
    listed = where.removesuffix(".py") + ".mutants.toml"
    found = labs.mutants(path)
    for number, one in enumerate(found):
        line = line_of_table(beside.read_text("utf-8"), "mutant", number)
        if set(one) != {"task", "code", "says"}:
            yield Problem(
                path=listed, line=line, fault="fields are missing or unknown", mend="Give task, code and says"
            )
        elif one["task"] not in tasks:
            yield Problem(path=listed, line=line, fault=f"no task is called {one['task']}", mend="Mend the name")
    for task in sorted(tasks - {one.get("task") for one in found}):
        yield Problem(path=listed, fault=f"task {task} has no mutant", mend="Write a plausible wrong solution")
