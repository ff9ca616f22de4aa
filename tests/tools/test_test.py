"""The runner of all suites: what fails is never called passed."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import browser, site
from tools import test as runner
from tools.test import Suite

RIGHT, WRONG = [sys.executable, "-c", "print('3 passed')"], [sys.executable, "-c", "raise SystemExit(1)"]


@pytest.fixture
def all_suites(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs suites of these commands, with these browsers missing; gives the exit code."""

    def run(*commands: list[list[str]], missing: list[str] | None = None) -> int:
        suites = tuple(Suite(f"suite {n}", 1, lambda one=one: one) for n, one in enumerate(commands))
        for name, value in (("BUILD", suites[0]), ("BESIDE", suites[1:2]), ("AFTER", suites[2:])):
            monkeypatch.setattr(runner, name, value)
        monkeypatch.setattr(site, "node_modules", lambda: None)
        monkeypatch.setattr(browser, "ensure", lambda: ({}, missing or []))
        return runner.main()

    return run


def test_all_passed(all_suites: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert all_suites([RIGHT], [RIGHT, RIGHT], [RIGHT]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("12 tests in ")


def test_one_command_that_fails_fails_all_and_the_rest_still_runs(
    all_suites: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert all_suites([WRONG, RIGHT], [RIGHT]) == 1
    said = capsys.readouterr().out
    assert said.splitlines()[-1].endswith("failed: suite 0")
    assert said.count("3 passed") == 2
    assert said.count("── suite 0") == 1, "what the build prints is shown in one piece"


def test_a_missing_browser_is_named_and_fails_on_ci(
    all_suites: Callable[..., int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert all_suites([RIGHT], missing=["Firefox"]) == 0
    assert "not run in Firefox" in capsys.readouterr().out
    monkeypatch.setenv("CI", "true")
    assert all_suites([RIGHT], missing=["Firefox"]) == 1


def test_a_folder_without_tests_fails() -> None:
    with pytest.raises(FileNotFoundError, match="tests/vectors has no"):
        runner.node_tests(1, "tests/web", "tests/vectors")


def test_skips_are_told_with_their_reason() -> None:
    text = "SKIPPED [1] tests/a.py:3: needs a browser\n2 passed, 1 skipped in 1 s\n\u2139 pass 4\n"
    assert runner.counts(text) == (6, ["SKIPPED [1] tests/a.py:3: needs a browser"])


def test_a_suite_that_passed_is_not_run_again_until_its_key_changes_or_nothing_is_trusted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runner, "user_cache", lambda: tmp_path)
    monkeypatch.setattr(site, "node_modules", lambda: None)
    monkeypatch.setattr(browser, "ensure", lambda: ({}, []))
    monkeypatch.setattr(runner, "BUILD", Suite("build", 1, lambda: [RIGHT]))
    monkeypatch.setattr(runner, "BESIDE", ())

    def runs(command: list[str], key: str, *, trust: bool = True) -> bool:
        monkeypatch.setattr(runner, "AFTER", (Suite("slow one", 1, lambda: [command], lambda: key),))
        code = runner.main(trust=trust)
        said = capsys.readouterr().out
        assert code == int(command is WRONG and "not run again" not in said)
        assert "6 tests in" in said or command is WRONG
        return "not run again" not in said

    assert runs(WRONG, "a")
    assert runs(RIGHT, "a"), "a failure is not kept"
    assert not runs(WRONG, "a")
    assert runs(WRONG, "b")
    assert runs(RIGHT, "a", trust=False)
