"""Run fences print in the tab what they print in CPython, where the page shows it."""

from collections.abc import Callable
from typing import Any

import pytest

from tools import pages

PAGES = {name: page for name, page in pages.load().items() if any("run" in fence.classes for fence in page.fences)}


def shown(page: pages.Page) -> list[tuple[str, str | None]]:
    """The page's Run fences, each with the output that the page shows for it, if it does."""
    found: list[tuple[str, str | None]] = []
    for fence, after in zip(page.fences, [*page.fences[1:], None], strict=True):
        if "run" in fence.classes and fence.skip is None:
            found.append((fence.body, after.body if after and "output" in after.classes else None))
    return found


def test_there_are_run_fences() -> None:
    assert PAGES


@pytest.mark.parametrize("name", PAGES)
def test_run_fences_print_what_the_page_shows(name: str, tab: Callable[[dict[str, Any]], Any]) -> None:
    fences = shown(PAGES[name])
    printed = tab({"codes": [code for code, _ in fences]})
    for (_, output), said in zip(fences, printed, strict=True):
        assert output is None or said.rstrip() == output.rstrip()
        assert "Traceback (most recent call last)" not in said
