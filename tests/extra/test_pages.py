"""Pages with fences that need PyTorch, TensorFlow or Spark run whole, and print what they show: `make test-extra`."""

from collections.abc import Callable
from typing import Any

import pytest

from tools import pages, running

PAGES = {name: page for name, page in pages.load().items() if any(fence.extra for fence in page.fences)}


def test_every_library_is_used() -> None:
    assert {f.extra for page in PAGES.values() for f in page.fences if f.extra} == {"torch", "tensorflow", "spark"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_and_prints_what_it_shows(name: str, apart: Callable[..., Any]) -> None:
    page = PAGES[name]
    assert apart(lambda: running.run(page, extra=True), limit=600) == page.text
