"""The order in which pages and labs are read, how long each takes, and the way to each exam."""

import functools
import math
import re
from dataclasses import dataclass

from quizzes.engine.blueprint import Blueprint, in_scope
from tools import bank, labs, pages
from tools.cache import digest

WORDS = 180  # of prose, read in a minute by somebody who learns
LINES = 12  # of code, read in a minute


@dataclass(frozen=True)
class Stop:
    """A page or a lab on the way to an exam. `path`: below docs/, as nav names it; `minutes`: to read it, or to do it."""

    path: str
    title: str
    minutes: int
    objectives: frozenset[str]

    @property
    def lab(self) -> str:
        """The lab's name, topic/slug, or nothing."""
        return self.path.removeprefix("labs/").removesuffix(".ipynb") if self.path.endswith(".ipynb") else ""


def minutes(page: pages.Page) -> int:
    """Minutes to read a page: its prose, and its code line by line; its questions come on top."""
    code = [fence for fence in page.fences if fence.language in ("python", "console", "toml", "sql", "yaml")]
    prose = re.sub(r"^[ \t]*(`{3,}|~{3,}).*?^[ \t]*\1[ \t]*$", "", page.body, flags=re.MULTILINE | re.DOTALL)
    lines = sum(len(fence.body.strip().splitlines()) for fence in code)
    return max(1, math.ceil(len(prose.split()) / WORDS + lines / LINES))


@functools.cache
def stops() -> dict[str, Stop]:
    """All pages and labs that serve an objective, in reading order, by path."""
    there, found = pages.load(), {}
    notebooks = {f"labs/{labs.name(path)}.ipynb": path for path in labs.sources()}
    for path in pages.reading_order():
        if path in notebooks:
            meta = labs.read(notebooks[path]).metadata["champion"]
            found[path] = Stop(path, meta["title"], meta["minutes"], frozenset(meta["objectives"]))
        elif path in there and there[path].meta.get("objectives"):
            page = there[path]
            found[path] = Stop(path, page.meta["title"], minutes(page), frozenset(page.meta["objectives"]))
    return found


@functools.cache
def paths() -> dict[str, list[Stop]]:
    """By exam: the pages and labs that serve one of its objectives, in reading order."""
    return {
        name: [stop for stop in stops().values() if stop.objectives & asked(exam)] for name, exam in exams().items()
    }


@functools.cache
def exams() -> dict[str, Blueprint]:
    """The blueprints, by exam."""
    return bank.load()[0].blueprints


def asked(exam: Blueprint) -> frozenset[str]:
    """The ids of an exam's objectives that are in scope."""
    return frozenset(objective.id for section in exam.section for objective in in_scope(section))


def version(path: str) -> str:
    """A hash of a page's text: another one means that it was changed since."""
    return digest([], pages.load()[path].body)
