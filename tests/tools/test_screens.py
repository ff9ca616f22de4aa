"""Pictures of the UI: what they are of is written down, what they can't be taken of is said."""

from pathlib import Path

import pytest

from tools import pages, screens
from tools.fences import screen
from tools.problem import Fault


def test_every_screen_is_on_its_page_with_words_for_those_who_do_not_see_it() -> None:
    assert screens.sources()
    for path in screens.sources():
        page = pages.load()[screens.page_of(path)]
        shown = [fence.body.strip() for fence in page.fences if fence.language == "screen"]
        own = [f"{page.path.removesuffix('.md')}/{one['name']}" for one in screens.screens(path)]
        assert sorted(shown) == sorted(own)
        assert all(len(one["alt"]) > 60 and one["caption"] for one in screens.screens(path))


def test_names_in_a_path_become_ids() -> None:
    assert (
        screens.filled("#/experiments/{bakery}/runs/{a run}", {"bakery": "1", "a run": "f0"})
        == "#/experiments/1/runs/f0"
    )


def test_code_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = pages.Page("x/y.md", "```{ .python .run }\n1 / 0\n```\n")
    monkeypatch.setattr(pages, "load", lambda: {"x/y.md": broken})
    with pytest.raises(Fault, match=r"docs/x/y\.md does not run against a server[\s\S]*ZeroDivisionError"):
        screens.logged("x/y.md", f"sqlite:///{tmp_path}/mlflow.db", tmp_path)


def test_without_a_browser_nothing_is_taken_and_ci_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screens, "system", lambda *_: "")
    monkeypatch.delenv("CI", raising=False)
    screens.take(tmp_path)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Fault, match="no Chromium"):
        screens.browser()


def test_a_page_without_its_picture_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screens, "SHOWN", tmp_path)
    drawn = screen("tracking/ui/runs")
    assert "no picture" in drawn
    assert "<img" not in drawn
