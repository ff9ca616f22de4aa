"""An item: one question of the bank, as its TOML file says it. Its id is its path and stands outside."""

import hashlib
import json
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

Level = Literal["recall", "apply", "diagnose"]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to choose. `text` and `rationale` are Markdown; a `predict` option's text is an output, shown as it is."""

    text: str
    rationale: str
    key: bool = False


@dataclass(frozen=True, kw_only=True)
class Near:
    """What people write instead of the answer of a `short` item, and what that would do."""

    text: str
    rationale: str


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A foreseen wrong program of a `code` item, and the sentence that its check raises for it."""

    code: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Common:
    """What every item has.

    `page` is a path below docs/ with the anchor where the item is taught; `source` the official page that settles it;
    `api` names of mlflow that it is about; `formerly` ids under which learners may have answered it.
    """

    stem: str
    objectives: list[str]
    page: str
    level: Level
    source: str
    api: list[str] = field(default_factory=list)
    formerly: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Choice(Common):
    """Choose the keys among the options: one of four, or two or three of five."""

    type: Literal["choice"]
    option: list[Option]


@dataclass(frozen=True, kw_only=True)
class Predict(Common):
    """Choose what `code` prints."""

    type: Literal["predict"]
    code: str
    option: list[Option]


@dataclass(frozen=True, kw_only=True)
class Order(Common):
    """Put `lines` in order; `extra` lines don't belong, `also` lists other right orders."""

    type: Literal["order"]
    lines: list[str]
    rationale: str
    extra: list[str] = field(default_factory=list)
    also: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Short(Common):
    """Type a word or a name: right when it equals one of `answers` after `grade.normalise`."""

    type: Literal["short"]
    answers: list[str]
    rationale: str
    near: list[Near] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Code(Common):
    """Write a program: right when `check` in the sibling .py passes on the state that it left."""

    type: Literal["code"]
    starter: str
    solution: str
    also: list[str]
    hints: list[str]
    mistake: list[Mistake]


Item = Choice | Predict | Order | Short | Code
TYPES: dict[str, type[Item]] = {"choice": Choice, "predict": Predict, "order": Order, "short": Short, "code": Code}
PARTS: dict[str, type[Any]] = {"option": Option, "near": Near, "mistake": Mistake}


def from_dict(data: dict[str, Any]) -> Item:
    """The item in `data`, which `tools.bank` has validated; the inverse of `to_dict`."""
    parts = {name: [part(**entry) for entry in data[name]] for name, part in PARTS.items() if name in data}
    return TYPES[data["type"]](**(data | parts))


def to_dict(item: Any) -> dict[str, Any]:
    """Plain dicts and lists of an item, without the fields that have their default."""

    def plain(value: Any) -> Any:
        if is_dataclass(value):
            return {f.name: plain(v) for f in fields(value) if (v := getattr(value, f.name)) not in ([], False)}
        return [plain(entry) for entry in value] if isinstance(value, list) else value

    result: dict[str, Any] = plain(item)
    return result


def keys(item: Choice | Predict) -> list[int]:
    """Numbers, from 0 in the file's order, of the options that are keys."""
    return [number for number, option in enumerate(item.option) if option.key]


def fingerprint(item: Item) -> str:
    """SHA-256 of the canonical JSON of what is asked: stem, code, options, lines. Answers are kept with it."""
    asked: dict[str, Any] = {"type": item.type, "stem": item.stem}
    if isinstance(item, Choice | Predict):
        asked["options"] = [option.text for option in item.option]
    if isinstance(item, Predict):
        asked["code"] = item.code
    if isinstance(item, Order):
        asked["lines"] = item.lines + item.extra
    if isinstance(item, Code):
        asked["code"] = item.starter
    canonical = json.dumps(asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
