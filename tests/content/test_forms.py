"""Of every old form: what it does today is what the page says, and the current form does what it promises."""

from collections.abc import Callable
from typing import Any

import pytest

from tools.facts import forms

FORMS = {form["id"]: form for form in forms()}


def run(*sources: str) -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    for source in sources:
        exec(compile(source, "form", "exec"), names)


def test_there_are_forms() -> None:
    assert FORMS


@pytest.mark.parametrize("name", FORMS)
def test_old_form(name: str, apart: Callable[[Callable[[], Any]], Any]) -> None:
    form = FORMS[name]

    def work() -> str:
        try:
            run(form["old"], form.get("shows", ""))
        except Exception as error:
            if "shows" in form:
                raise
            return f"{type(error).__name__}: {error}"
        return ""

    assert form.get("raises", "") in apart(work)


@pytest.mark.parametrize("name", FORMS)
def test_current_form(name: str, apart: Callable[[Callable[[], Any]], Any]) -> None:
    form = FORMS[name]
    apart(lambda: run(form["new"], form["proves"]))
