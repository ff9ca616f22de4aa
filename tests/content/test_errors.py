"""Of every error in the reference: its code raises it in these words, and the mended code runs."""

from collections.abc import Callable
from typing import Any

import pytest

from tools.facts import errors, words

ERRORS = {error["id"]: error for error in errors()}
Apart = Callable[[Callable[[], Any]], Any]


def run(source: str) -> None:
    exec(compile(source, "error", "exec"), {"__name__": "__main__"})


def test_there_are_errors() -> None:
    assert ERRORS


@pytest.mark.parametrize("name", ERRORS)
def test_the_code_raises_it(name: str, apart: Apart) -> None:
    def work() -> str:
        try:
            run(ERRORS[name]["code"])
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return ""

    said = apart(work)
    assert words(ERRORS[name]["message"]).search(said), said


@pytest.mark.parametrize("name", ERRORS)
def test_the_mended_code_runs(name: str, apart: Apart) -> None:
    apart(lambda: run(ERRORS[name]["mended"]))
