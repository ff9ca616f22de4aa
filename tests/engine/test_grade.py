"""Grading of every type; normalising is held to the vectors that TypeScript uses too."""

import json
from pathlib import Path
from typing import Any

import pytest

from quizzes.engine import item
from quizzes.engine.grade import BadResponse, grade, normalise

COMMON = {"stem": "?", "objectives": [], "page": "p.md#a", "level": "apply", "source": "https://mlflow.org"}
OPTIONS = [{"text": str(n), "rationale": "r", "key": n in (1, 3)} for n in range(5)]
CHOICE = item.from_dict(COMMON | {"type": "choice", "option": OPTIONS})
ORDER = item.from_dict(
    COMMON | {"type": "order", "lines": ["a", "b"], "also": [["b", "a"]], "extra": ["c"], "rationale": "r"}
)
SHORT = item.from_dict(
    COMMON
    | {
        "type": "short",
        "answers": ["mlflow.log_metrics"],
        "rationale": "r",
        "near": [{"text": "log_metric", "rationale": "one"}],
    }
)
CODE = item.from_dict(COMMON | {"type": "code", "starter": "", "solution": "x", "also": [], "hints": [], "mistake": []})
VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "normalise.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("one", "response", "state"),
    [
        (CHOICE, [1, 3], "right"),
        (CHOICE, [3, 1], "right"),
        (CHOICE, [1], "partly"),
        (CHOICE, [1, 2], "wrong"),
        (CHOICE, [1, 2, 3], "wrong"),
        (CHOICE, [], "wrong"),
        (ORDER, ["a", "b"], "right"),
        (ORDER, ["b", "a"], "right"),
        (ORDER, ["a"], "wrong"),
        (ORDER, ["a", "b", "c"], "wrong"),
        (SHORT, " `MLflow.log_metrics` ", "right"),
        (SHORT, "mlflow", "wrong"),
        (CODE, {"verdict": "right", "says": ""}, "right"),
        (CODE, {"verdict": "wrong", "says": "No run."}, "wrong"),
    ],
)
def test_verdict(one: item.Item, response: Any, state: str) -> None:
    assert grade(one, response).state == state


def test_near_miss_brings_its_own_rationale() -> None:
    assert grade(SHORT, "LOG_METRIC").says == "one"


@pytest.mark.parametrize(
    ("one", "response"),
    [
        (CHOICE, [5]),
        (CHOICE, [-1]),
        (CHOICE, [True]),
        (CHOICE, "1"),
        (ORDER, "a"),
        (SHORT, 1),
        (CODE, {}),
        (CODE, None),
    ],
)
def test_a_response_of_another_form_is_refused(one: item.Item, response: Any) -> None:
    with pytest.raises(BadResponse):
        grade(one, response)


def test_normalise_holds_to_the_vectors() -> None:
    assert len(VECTORS) >= 10
    assert [normalise(v["given"]) for v in VECTORS] == [v["normalised"] for v in VECTORS]
