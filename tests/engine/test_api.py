"""The boundary: strings in, strings out, the same in every Python."""

import json
from typing import Any

import pytest

from quizzes.engine import api

ITEM = {
    "type": "short", "stem": "?", "objectives": [], "page": "p.md#a", "level": "recall",
    "source": "https://mlflow.org", "answers": ["run_id"], "rationale": "r",
}  # fmt: skip
BLUEPRINT = {
    "name": "X", "short": "X", "prefix": "x", "guide_version": "", "guide_url": "", "page_url": "",
    "collected": "2026-11-23", "minutes": 90, "items": 2, "mock": True, "caveat": "", "mlflow": "",
    "section": [
        {"id": "x-1", "name": "S", "weight": 100, "objective": [{"id": "x-1.1", "text": "", "relevance": "core"}]}
    ],
}  # fmt: skip
OBJECTIVES = {"d/a": ["x-1.1"], "d/b": ["x-1.1"]}


def ask(name: str, **data: Any) -> Any:
    return json.loads(api.call(name, json.dumps(data)))


def test_grade() -> None:
    assert ask("grade", item=ITEM, response="Run_ID ") == {"ok": {"state": "right", "says": ""}}


def test_normalise() -> None:
    assert ask("normalise", text=" A  b ") == {"ok": {"text": "a b"}}


def test_a_form_goes_out_and_its_report_comes_back() -> None:
    assert ask("in_scope", blueprint=BLUEPRINT) == {"ok": {"x-1": 2}}
    form = ask("assemble", objectives=OBJECTIVES, exam="x", blueprint=BLUEPRINT, size=2, seed=3)["ok"]
    assert sorted(form["items"]) == [["d/a", "x-1"], ["d/b", "x-1"]]
    result = ask("report", form=form, verdicts={"d/a": {"state": "right"}}, blueprint=BLUEPRINT, objectives=OBJECTIVES)
    assert (result["ok"]["right"], result["ok"]["items"]) == (1, 2)


def test_what_the_caller_can_mend_comes_back_as_a_sentence() -> None:
    bad = ask("grade", item=ITEM, response=1)
    assert bad == {"error": "BadResponse", "says": "a short answer is text, not 1"}
    few = ask("assemble", objectives={}, exam="x", blueprint=BLUEPRINT, size=2, seed=3)
    assert few["error"] == "TooFewItems"


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(api.UnknownCall, match="grade, normalise"):
        api.call("grad", "{}")
