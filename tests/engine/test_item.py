"""Items: round trip, fingerprint, keys."""

from quizzes.engine import item

CHOICE = {
    "type": "choice",
    "stem": "Which call?",
    "objectives": ["mla-1.12"],
    "page": "tracking/runs.md#metrics",
    "level": "apply",
    "source": "https://mlflow.org/docs/latest/",
    "option": [
        {"text": "a", "rationale": "because", "key": True},
        {"text": "b", "rationale": "tempting"},
    ],
}


def test_round_trip_changes_nothing() -> None:
    assert item.to_dict(item.from_dict(CHOICE)) == CHOICE


def test_keys_are_numbers_in_the_files_order() -> None:
    one = item.from_dict(CHOICE)
    assert isinstance(one, item.Choice)
    assert item.keys(one) == [0]


def test_fingerprint_depends_on_what_is_asked_only() -> None:
    options = [option | {"rationale": "another reason"} for option in CHOICE["option"]]
    reworded = [CHOICE["option"][0], CHOICE["option"][1] | {"text": "c"}]
    same = item.fingerprint(item.from_dict(CHOICE))
    assert item.fingerprint(item.from_dict(CHOICE | {"option": options})) == same
    assert item.fingerprint(item.from_dict(CHOICE | {"option": reworded})) != same
    assert item.fingerprint(item.from_dict(CHOICE | {"stem": "Which one?"})) != same


def test_fingerprint_is_the_same_in_every_python() -> None:
    assert (
        item.fingerprint(item.from_dict(CHOICE)) == "a1731640799f43cc5d16ed3732e4fc6921f4d6e82fed3b846f34e7dc8bbab174"
    )
