"""Imports move into the functions that use them, or the build says why they can't."""

import pytest

from tools.defer import NotDeferred, defer

SOURCE = '''"""A module."""
import json
import os.path
from math import (
    pi,
    sqrt,
)
from . import near


def area(r):
    """Of a circle."""
    return pi * r * sqrt(r**2)


class Writer:
    def write(self, what):
        def inner():
            return json.dumps(what)
        return inner()

    def place(self):
        return os.path.join("a", os.curdir)


def untouched():
    return 1
'''


def run(source: str) -> dict[str, object]:
    names: dict[str, object] = {}
    exec(source.replace("from . import near", "near = 1"), names)
    return names


def test_what_moves_is_imported_where_it_is_used_and_nowhere_else() -> None:
    moved = defer(SOURCE, ["json", "math.sqrt", "os.path"])
    names = run(moved)
    assert not {"json", "sqrt", "os"} & set(names)
    assert names["area"](2) == run(SOURCE)["area"](2)  # type: ignore[operator]
    assert names["Writer"]().write([1]) == "[1]"  # type: ignore[operator]
    assert names["Writer"]().place() == "a/."  # type: ignore[operator]
    assert names["pi"] == run(SOURCE)["pi"]
    assert moved.count("import json") == moved.count("import sqrt") == moved.count("import os.path") == 1
    assert names["area"].__doc__ == "Of a circle."


def test_relative_imports_are_named_with_their_dots() -> None:
    moved = defer(SOURCE + "\n\ndef far():\n    return near\n", [".near"])
    assert "def far():\n    from . import near\n    return near" in moved


@pytest.mark.parametrize(
    ("source", "name", "message"),
    [
        (SOURCE, "math.cos", "math.cos is not imported at the top"),
        (SOURCE + "\nradius = sqrt(4)\n", "math.sqrt", "sqrt of math.sqrt is used outside of functions"),
        (SOURCE + "\ndef f(x=sqrt(4)):\n    return x\n", "math.sqrt", "used outside of functions"),
        ("import json\n@json.loads\ndef f():\n    return json\n", "json", "used outside of functions"),
        ("from math import *\n", "math.pi", "not imported at the top"),
    ],
)
def test_what_can_not_move_is_refused(source: str, name: str, message: str) -> None:
    with pytest.raises(NotDeferred, match=message):
        defer(source, [name])
