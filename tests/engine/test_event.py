"""The file of progress: what is good is read whole, what is not is refused with the reason and the place."""

import json
from typing import Any

import pytest

from quizzes.engine.event import BadFile, merge, read

ID = "01940000-0000-7000-8000-00000000000{}"
DATA: dict[str, dict[str, Any]] = {
    "answered": {"given": [0], "verdict": "right", "ms": 5, "guessed": False, "mode": "page", "seen": False},
    "checked": {"verdict": "wrong", "says": "No run.", "program": "pass"},
    "read": {"done": True},
    "lab-checked": {"tasks": ["a"]},
    "exam-started": {
        "attempt": "a", "size": 10, "seed": 1, "programs": False, "bank": "b", "end": 9,
        "items": [["d/a", "x-1", "h"]], "orders": {"d/a": [1, 0]}, "missing": {"x-2": 1},
    },
    "exam-answered": {"attempt": "a", "given": "text", "ms": 1},
    "exam-flagged": {"attempt": "a", "flagged": True},
    "exam-finished": {
        "attempt": "a", "how": "time", "verdicts": {"d/a": "partly"}, "ms": {"d/a": 3}, "unchecked": [], "clock": False,
        "report": {"exam": "x", "right": 0, "items": 1, "missing": {}, "sections": [
            {"section": "x-1", "name": "S", "weight": 100, "right": 0, "items": 1, "revisit": ["x-1.1"],
             "objectives": [{"objective": "x-1.1", "right": 0, "items": 1}]}]},
    },
}  # fmt: skip


def an_event(kind: str, number: int = 1, **more: Any) -> dict[str, Any]:
    event = {"v": 1, "id": ID.format(number), "at": 1, "device": "d", "kind": kind, "item": "i", "hash": "h"}
    return event | {"data": DATA.get(kind, {})} | more


def a_file(*events: Any, **more: Any) -> dict[str, Any]:
    drafts = [{"key": "k", "at": 1, "text": "<script>alert(1)</script>", "base": ""}]
    return {"champion": "progress", "version": 1, "exported": 1, "events": list(events), "drafts": drafts} | more


def test_every_kind_is_read() -> None:
    file = a_file(*(an_event(kind, number) for number, kind in enumerate(DATA)))
    assert read(json.dumps(file)) == file


def test_nothing_given_is_an_answer_too() -> None:
    read(json.dumps(a_file(an_event("answered", data=DATA["answered"] | {"given": None}))))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Line 1 is not JSON"),
        (json.dumps(a_file())[:-5], "Line 1 is not JSON"),
        ('{\n"champion": progress}', "Line 2 is not JSON"),
        ("[]", "no file of progress"),
        ('{"champion": "of the world"}', "no file of progress"),
        ("[" * 100_000, "nested too deeply"),
        (json.dumps(a_file(version=2)), "has version 2; this site reads up to 1"),
        (json.dumps(a_file(version="1")), 'version: "1" is none of 1'),
        (json.dumps(a_file(version=True)), "version: true is none of 1"),
        (json.dumps(a_file(events={})), "no list of events"),
        (json.dumps(a_file(exported=-1)), "exported: -1 is no whole number"),
        (json.dumps(a_file(more=1)), '"more" is unknown'),
        (json.dumps(a_file(drafts=[{"key": 1}])), "Draft 1 of the file: key: 1 is no text"),
        (json.dumps(a_file(an_event("read"), 5)), "Event 2 of the file: 5 is no object"),
        (json.dumps(a_file(an_event("read", id="x"))), 'Event 1 of the file: id: "x" is no UUID'),
        (json.dumps(a_file(an_event("hacked"))), 'kind: "hacked" is unknown'),
        (json.dumps(a_file(an_event("read", data={}))), "data: done is missing"),
        (json.dumps(a_file(an_event("read", data={"done": 1}))), "data done: 1 is no true or false"),
        (json.dumps(a_file(an_event("read", at=1.5))), "at: 1.5 is no whole number"),
        (json.dumps(a_file(an_event("read", at=True))), "at: true is no whole number"),
        (json.dumps(a_file(an_event("read", at=2**60))), "is no whole number"),
        (json.dumps(a_file(an_event("read"))).replace('"at": 1', '"at": NaN'), "NaN for a number"),
        (json.dumps(a_file(an_event("read", v=2))), "v: 2 is none of 1"),
        (json.dumps(a_file(an_event("read") | {"__proto__": {"done": True}})), '"__proto__" is unknown'),
        (json.dumps(a_file(an_event("read", data={"done": True, "constructor": 1}))), 'data: "constructor" is unknown'),
        (json.dumps(a_file(an_event("answered", data=DATA["answered"] | {"given": ["a"]}))), "none of what is allowed"),
        (json.dumps(a_file(an_event("answered", data=DATA["answered"] | {"verdict": "best"}))), "none of 'right'"),
        (json.dumps(a_file(an_event("exam-finished", data=DATA["exam-finished"] | {"report": {}}))), "report: exam is"),
    ],
)  # fmt: skip
def test_what_is_not_ours_is_refused_with_the_reason_and_the_place(text: str, says: str) -> None:
    with pytest.raises(BadFile) as refused:
        read(text)
    assert says in str(refused.value)


def test_brackets_in_texts_are_not_nesting() -> None:
    deep = a_file(an_event("checked", data=DATA["checked"] | {"program": '["' * 100 + "\\" + "[" * 100}))
    assert read(json.dumps(deep)) == deep


def test_of_two_events_with_one_id_the_same_is_kept_in_either_order() -> None:
    one, other = an_event("read"), an_event("read", data={"done": False})
    assert merge([one], [other]) == merge([other], [one])
    assert len(merge([one], [other])) == 1
