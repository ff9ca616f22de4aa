"""The one check that authors and CI run: everything that is wrong with the content, each with what to do."""

from pathlib import Path

from tools.check import facts, items, labs, pages, topics, unfinished
from tools.problem import ROOT, Problem


def problems(root: Path = ROOT) -> list[Problem]:
    """All problems of items, blueprints, pages, labs and data, in the order of their files."""
    checks = (items.check, pages.check, labs.check, facts.check, topics.check, unfinished.check)
    return sorted({problem for check in checks for problem in check(root)})
