"""The one check that authors and CI run: everything that is wrong with the content, each with what to do."""

from pathlib import Path

from tools.check import facts, items, labs, pages
from tools.problem import ROOT, Problem


def problems(root: Path = ROOT) -> list[Problem]:
    """All problems of items, blueprints, pages, labs and data, in the order of their files."""
    return sorted({*items.check(root), *pages.check(root), *labs.check(root), *facts.check(root)})
