"""Every fence of every page runs, and prints what the page shows."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tools import pages, running
from tools.problem import ROOT

PAGES = pages.load()
WITH_CODE = [name for name, page in PAGES.items() if any(f.language in ("python", "console") for f in page.fences)]


def test_there_are_pages_with_code() -> None:
    assert WITH_CODE


@pytest.mark.parametrize("name", WITH_CODE)
def test_a_page_runs_and_prints_what_it_shows(name: str, apart: Callable[[Callable[[], Any]], Any]) -> None:
    page = PAGES[name]
    assert apart(lambda: running.run(page)) == page.text


@pytest.mark.parametrize("name", WITH_CODE)
def test_run_fences_need_no_other(name: str, apart: Callable[[Callable[[], Any]], Any]) -> None:
    apart(lambda: running.run(PAGES[name], only_run=True))


def test_every_fence_of_every_page_is_counted() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md")]
    plain = sum(
        len(re.findall(r"^[ \t]*`{3,} *(?:python\b|\{[^}\n]*\.python\b)", text, re.MULTILINE)) for text in texts
    )
    assert plain == sum(fence.language == "python" for page in PAGES.values() for fence in page.fences) > 0
