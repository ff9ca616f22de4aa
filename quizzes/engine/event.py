"""Events: what happened to a learner, one after the other; and the file in which they go from browser to browser."""

import functools
import json
import re
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from itertools import accumulate
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from quizzes.engine.grade import State
from quizzes.engine.report import Report

VERSION = 1  # of the file and of its events
DEEPEST = 32  # of brackets in brackets; ours has about ten
NO_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[^][{}"]+', re.DOTALL)
LARGEST = 2**53 - 1  # of JavaScript's whole numbers
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

Given = list[int] | str | None


class BadFile(Exception):
    """The file cannot be imported; a sentence that says what is wrong and where."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """An item was answered: option numbers in the file's order, lines as shown, or text; nothing: the answer was read."""

    given: Given
    verdict: State
    ms: int
    guessed: bool
    mode: Literal["page", "exam", "review"]
    seen: bool


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A program was checked."""

    verdict: State
    says: str
    program: str


@dataclass(frozen=True, kw_only=True)
class LabChecked:
    """All checks of a lab passed."""

    tasks: list[str]


@dataclass(frozen=True, kw_only=True)
class Read:
    """A page was read, or not after all."""

    done: bool


@dataclass(frozen=True, kw_only=True)
class ExamStarted:
    """`end`: ms, UTC, fixed here. `items`: id, section and hash of each, in order. `orders`, `missing`: as in a form."""

    attempt: str
    size: int
    seed: int
    programs: bool
    bank: str
    end: int
    items: list[list[str]]
    orders: dict[str, list[int]]
    missing: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class ExamAnswered:
    """`ms`: how long the item has been on screen in all."""

    attempt: str
    given: Given
    ms: int


@dataclass(frozen=True, kw_only=True)
class ExamFlagged:
    """An item was flagged for a second look, or not any more."""

    attempt: str
    flagged: bool


@dataclass(frozen=True, kw_only=True)
class ExamFinished:
    """`how`: whether the learner handed in or the time was over. `verdicts`: of the items that were answered.

    `unchecked`: programs that could not be run. `clock`: the clock was set back while nobody looked.
    """

    attempt: str
    how: Literal["handed in", "time"]
    verdicts: dict[str, State]
    ms: dict[str, int]
    unchecked: list[str]
    clock: bool
    report: Report


KINDS: dict[str, type[Any]] = {
    "answered": Answered, "checked": Checked, "read": Read, "lab-checked": LabChecked, "exam-started": ExamStarted,
    "exam-answered": ExamAnswered, "exam-flagged": ExamFlagged, "exam-finished": ExamFinished,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Event:
    """`id`: a UUIDv7. `at`: ms, UTC. `item`, `hash`: what it is about and what that said. `data`: by kind."""

    v: Literal[1]
    id: str
    at: int
    device: str
    kind: str
    item: str
    hash: str
    data: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is being written; `base`: what it was written on."""

    key: str
    at: int
    text: str
    base: str


@dataclass(frozen=True, kw_only=True)
class File:
    """All progress. `exported`: ms, UTC."""

    champion: Literal["progress"]
    version: Literal[1]
    exported: int
    events: list[Event]
    drafts: list[Draft]


def read(text: str) -> dict[str, Any]:
    """The file in `text`, if all of it is good.

    Raises:
        BadFile: not JSON (with the line), another program's or a later version's, or an event or draft that is not as
            it must be (with its number).
    """
    if depth(text) > DEEPEST:
        raise BadFile("The file is nested too deeply to be ours.")
    try:
        data = json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise BadFile(f"Line {error.lineno} is not JSON: {error.msg}. The file is damaged or cut off.") from error
    if not isinstance(data, dict) or data.get("champion") != "progress":
        raise BadFile("This is no file of progress: it does not begin with “champion”: “progress”.")
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise BadFile(
            f"The file has version {version}; this site reads up to {VERSION}. Reload the page and try again."
        )
    for name, kind in (("events", Event), ("drafts", Draft)):
        entries = data.get(name)
        if not isinstance(entries, list):
            raise BadFile(f"The file has no list of {name}.")
        for number, entry in enumerate(entries, 1):
            fault = wrong(entry, kind) or (wrong_event(entry) if kind is Event else "")
            if fault:
                raise BadFile(f"{name.removesuffix('s').capitalize()} {number} of the file: {fault}.")
    fault = wrong({**data, "events": [], "drafts": []}, File)
    if fault:
        raise BadFile(f"The file: {fault}.")
    return data


def depth(text: str) -> int:
    """How deeply brackets are nested, strings left out. Reading JSON goes as deep, and in the browser no error ends that."""
    brackets = NO_BRACKET.sub("", text)
    return max(accumulate(1 if sign in "[{" else -1 for sign in brackets), default=0)


def refuse(name: str) -> Any:
    """NaN and Infinity are no JSON."""
    raise BadFile(f"The file has {name} for a number, which is no JSON.")


def wrong_event(event: dict[str, Any]) -> str:
    """What is wrong with an event whose fields are there; empty when nothing is."""
    if not ID.fullmatch(event["id"]):
        return f"id: {shown(event['id'])} is no UUID"
    if event["kind"] not in KINDS:
        return f"kind: {shown(event['kind'])} is unknown"
    return wrong(event["data"], KINDS[event["kind"]], "data")


def wrong(value: Any, kind: Any, where: str = "") -> str:  # noqa: PLR0911  # one for each kind of type
    """What is wrong with `value` as a `kind` (a type of the classes above); empty when nothing is."""
    at = f"{where}: " if where else ""
    if is_dataclass(kind):
        return wrong_fields(value, kind, where)
    origin = get_origin(kind)
    if origin is Literal:
        known = get_args(kind)
        fits = any(type(value) is type(one) and value == one for one in known)
        return "" if fits else f"{at}{shown(value)} is none of {', '.join(map(repr, known))}"
    if origin is UnionType:
        faults = [wrong(value, one, where) for one in get_args(kind)]
        return "" if "" in faults else f"{at}{shown(value)} is none of what is allowed"
    if origin is list:
        if not isinstance(value, list):
            return f"{at}{shown(value)} is no list"
        inner = get_args(kind)[0]
        return next((fault for n, one in enumerate(value, 1) if (fault := wrong(one, inner, f"{where} {n}"))), "")
    if origin is dict:
        if not isinstance(value, dict):
            return f"{at}{shown(value)} is no object"
        inner = get_args(kind)[1]
        return next(
            (fault for name, one in value.items() if (fault := wrong(one, inner, f"{where} {shown(name)}"))), ""
        )
    if kind is Any:
        return ""
    if kind is int:
        fits = type(value) is int and 0 <= value <= LARGEST
        return "" if fits else f"{at}{shown(value)} is no whole number from 0"
    return "" if type(value) is kind else f"{at}{shown(value)} is no {'text' if kind is str else NAMES[kind]}"


NAMES = {bool: "true or false", dict: "object", NoneType: "null"}


def wrong_fields(value: Any, kind: Any, where: str) -> str:
    """What is wrong with an object whose fields are those of a class."""
    at = f"{where}: " if where else ""
    if not isinstance(value, dict):
        return f"{at}{shown(value)} is no object"
    hints = hints_of(kind)
    for one in fields(kind):
        if one.name not in value:
            if one.default is MISSING and one.default_factory is MISSING:
                return f"{at}{one.name} is missing"
        elif fault := wrong(value[one.name], hints[one.name], f"{where} {one.name}".strip()):
            return fault
    unknown = next((name for name in value if name not in hints), None)
    return f"{at}{shown(unknown)} is unknown" if unknown is not None else ""


@functools.cache
def hints_of(kind: Any) -> dict[str, Any]:
    """The types of a class's fields."""
    return get_type_hints(kind)


def shown(value: Any) -> str:
    """A value, short enough for a sentence."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:40]}…"


def merge(one: Iterable[dict[str, Any]], other: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """All events of both, by id, in order: whichever comes first, and however often.

    Two that have one id but differ are not ours; that whose canonical JSON comes first in the alphabet is kept.
    """
    found: dict[str, dict[str, Any]] = {}
    for event in (*one, *other):
        known = found.get(event["id"])
        found[event["id"]] = event if known is None else min(known, event, key=canonical)
    return [found[name] for name in sorted(found)]


def canonical(value: Any) -> str:
    """JSON that is the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
