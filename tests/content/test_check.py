"""The content has no problems that its check knows of."""

from tools.check import problems


def test_nothing_is_to_mend() -> None:
    assert [str(problem) for problem in problems()] == []
