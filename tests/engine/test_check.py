"""Running a program: top-level await, traces with the learner's own lines only. (Checks need MLflow: see tests/content.)"""

from collections.abc import Coroutine
from typing import Any

import pytest

from quizzes.engine.check import execute, first_line, trim


def finish(work: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine that waits for nothing."""
    with pytest.raises(StopIteration):
        work.send(None)


def raised(source: str) -> BaseException:
    """What a program raises."""
    with pytest.raises(BaseException) as caught:  # noqa: PT011  # whatever it is
        execute(source, {"__name__": "__main__"}).send(None)
    return caught.value


def test_names_stay_in_the_namespace() -> None:
    names: dict[str, Any] = {}
    finish(execute("a = 1", names))
    finish(execute("async def two():\n    return a + 1\nb = await two()", names))
    assert (names["a"], names["b"]) == (1, 2)


def test_a_trace_has_the_learners_lines_and_no_others() -> None:
    trace = trim(raised("import json\n\n\ndef read():\n    return json.loads('{')\n\n\nread()\n"))
    assert trace.startswith("Traceback (most recent call last):\n")
    assert 'File "your_code.py", line 8' in trace
    assert "    return json.loads('{')\n" in trace
    assert "decoder.py" not in trace
    assert trace.splitlines()[-1].startswith("json.decoder.JSONDecodeError: ")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("raise ValueError('one\\ntwo')", "ValueError: one"),
        ("raise SystemExit", "SystemExit"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("x = (", "SyntaxError: '(' was never closed"),
    ],
)
def test_the_first_line_says_what_went_wrong(source: str, line: str) -> None:
    assert first_line(raised(source)) == line
