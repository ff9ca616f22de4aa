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
BANK = {"d/a": [["x-1.1"], "choice", 4], "d/b": [["x-1.1"], "choice", 4, "p.md"]}


def ask(name: str, **data: Any) -> Any:
    return json.loads(api.call(name, json.dumps(data)))


def test_grade() -> None:
    assert ask("grade", item=ITEM, response="Run_ID ") == {"ok": {"state": "right", "says": ""}}


def test_normalise() -> None:
    assert ask("normalise", text=" A  b ") == {"ok": {"text": "a b"}}


def test_a_form_goes_out_and_its_report_comes_back() -> None:
    assert ask("in_scope", blueprint=BLUEPRINT) == {"ok": {"x-1": 2}}
    assert ask("forms", bank=BANK, blueprint=BLUEPRINT, size=1, programs=False) == {"ok": {"n": 2}}
    form = ask("assemble", bank=BANK, exam="x", blueprint=BLUEPRINT, size=2, seed=3, programs=False)["ok"]
    assert sorted(form["items"]) == [["d/a", "x-1"], ["d/b", "x-1"]]
    result = ask("report", form=form, verdicts={"d/a": {"state": "right"}}, blueprint=BLUEPRINT, bank=BANK)
    assert (result["ok"]["right"], result["ok"]["items"]) == (1, 2)


def test_what_was_answered_decides_what_comes_next_and_how_ready_one_is() -> None:
    rows = [["d/a", 5, "wrong", False, False]]
    wanted = {"items": [], "objectives": ["x-1.1"], "pages": [], "types": [], "only": ""}
    picked = ask("pick", bank=BANK, answers=rows, wanted=wanted, n=5, seed=1)
    assert picked == {"ok": {"items": ["d/b", "d/a"], "of": 2, "unseen": 1}}
    ready = ask("readiness", bank=BANK, blueprint=BLUEPRINT, answers=rows)["ok"]
    assert 0 <= ready["low"] < ready["high"] < 1
    assert ready["answered"] == 1


def test_a_file_is_read_or_refused_with_a_sentence() -> None:
    file = {"champion": "progress", "version": 1, "exported": 1, "events": [], "drafts": []}
    assert ask("read_file", text=json.dumps(file)) == {"ok": file}
    assert ask("read_file", text="{")["error"] == "BadFile"
    assert ask("merge", one=[{"id": "b"}], other=[{"id": "a"}, {"id": "b"}]) == {"ok": [{"id": "a"}, {"id": "b"}]}


def test_what_the_caller_can_mend_comes_back_as_a_sentence() -> None:
    bad = ask("grade", item=ITEM, response=1)
    assert bad == {"error": "BadResponse", "says": "a short answer is text, not 1"}
    few = ask("assemble", bank={}, exam="x", blueprint=BLUEPRINT, size=2, seed=3, programs=False)
    assert few["error"] == "TooFewItems"


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(api.UnknownCall, match="grade, normalise"):
        api.call("grad", "{}")
