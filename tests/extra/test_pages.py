"""Pages with fences that need PyTorch, TensorFlow or Spark run whole, and print what they show: `make test-extra`."""

from collections.abc import Callable
from typing import Any

import pytest

from tools import pages, running

PAGES = {name: page for name, page in pages.load().items() if any(fence.extra for fence in page.fences)}


def test_every_library_is_used() -> None:
    assert {fence.extra for page in PAGES.values() for fence in page.fences} >= {"torch", "tensorflow", "spark"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_and_prints_what_it_shows(name: str, apart: Callable[..., Any]) -> None:
    page = PAGES[name]
    assert apart(lambda: running.run(page, extra=True), limit=600) == page.text
