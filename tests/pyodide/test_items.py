"""Code and predict items in the tab's Python: the same tests as in CPython, with another `verdict`."""

from collections.abc import Callable
from typing import Any

import pytest

from quizzes.engine.item import Predict, keys
from tests.content.test_items import (  # noqa: F401  # collected here too
    BANK,
    test_a_mistake_gets_its_own_sentence,
    test_right_programs_pass,
    test_the_starter_fails,
)

PREDICT = {name: item for name, item in BANK.items.items() if isinstance(item, Predict)}


def test_there_are_predict_items() -> None:
    assert PREDICT


@pytest.mark.parametrize("name", PREDICT)
def test_the_key_is_what_the_code_prints(name: str, tab: Callable[[dict[str, Any]], Any]) -> None:
    (key,) = keys(PREDICT[name])
    (printed,) = tab({"codes": [PREDICT[name].code]})
    assert printed.rstrip() == PREDICT[name].option[key].text.rstrip()
