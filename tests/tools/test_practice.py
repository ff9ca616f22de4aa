"""What the practice screens load, and the schema of the file of progress."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from quizzes.engine.event import BadFile, read
from tests.engine.test_event import DATA, a_file, an_event
from tools import bank as banks
from tools import practice

BANK, _ = banks.load()


def test_the_index_has_every_item_and_the_files_have_its_words(tmp_path: Path) -> None:
    practice.write(BANK, tmp_path)
    index = json.loads((tmp_path / "index.json").read_text("utf-8"))
    assert set(index["items"]) == set(BANK.items)
    found: dict[str, str] = {}
    for file in index["domains"].values():
        found |= json.loads((tmp_path / file).read_text("utf-8"))["items"]
    assert set(found) == set(BANK.items)
    assert all(row["taught"].startswith("/champion/") for row in index["items"].values())
    assert {row["page"].partition("#")[0] for row in index["items"].values()} == set(index["pages"])
    assert set(index["exams"]) == set(BANK.blueprints)
    assert index["labs"]


def test_the_version_changes_with_what_is_asked() -> None:
    before = practice.version(BANK)
    some = dict(list(BANK.items.items())[1:])
    assert practice.version(banks.Bank(some, BANK.proofs, BANK.blueprints)) != before


def test_focus_areas_name_objectives_that_are_there() -> None:
    known = BANK.sections()
    areas = [focus for exam in BANK.blueprints.values() for focus in exam.focus]
    assert areas
    assert [one for focus in areas for one in focus.objectives if one not in known] == []


@pytest.mark.parametrize("kind", DATA)
def test_schema_and_reader_agree(kind: str) -> None:
    validator = Draft202012Validator(practice.schema())
    Draft202012Validator.check_schema(practice.schema())
    good = an_event(kind)
    assert list(validator.iter_errors(a_file(good))) == []
    read(json.dumps(a_file(good)))
    bad: list[Any] = [good | {"data": good["data"] | {"__proto__": 1}}, good | {"at": "now"}, good | {"kind": "other"}]
    bad += [good | {"data": {name: value for name, value in good["data"].items() if name != next(iter(good["data"]))}}]
    for event in bad:
        assert list(validator.iter_errors(a_file(event)))
        with pytest.raises(BadFile):
            read(json.dumps(a_file(event)))
