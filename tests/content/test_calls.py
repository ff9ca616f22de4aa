"""The calls of the quick reference run, each group as one program."""

from collections.abc import Callable
from typing import Any

import pytest

from tools.facts import calls

GROUPS = {group["title"]: group for group in calls()}


def test_there_are_calls() -> None:
    assert GROUPS


@pytest.mark.parametrize("title", GROUPS)
def test_calls_run(title: str, apart: Callable[[Callable[[], Any]], Any]) -> None:
    group = GROUPS[title]

    def work() -> None:
        names: dict[str, Any] = {"__name__": "__main__"}
        for source in (group["before"], *(call["code"] for call in group["call"])):
            exec(compile(source, f"{title}: {source.strip()}", "exec"), names)

    apart(work)
