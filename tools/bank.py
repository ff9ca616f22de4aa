"""The bank: loads items and blueprints as strictly as their dataclasses say, and writes them as JSON and as JSON Schema."""

import contextlib
import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from quizzes.engine import blueprint as blueprints
from quizzes.engine import item as items
from quizzes.engine.blueprint import Blueprint
from quizzes.engine.item import Item
from tools.problem import ROOT, Problem, Problems, line_of_key, line_of_table, no_toml

STRICT = ConfigDict(extra="forbid", strict=True)
for made in (*items.TYPES.values(), *items.PARTS.values(), *blueprints.PARTS):
    made.__pydantic_config__ = STRICT  # type: ignore[union-attr]  # read by pydantic
ITEM: TypeAdapter[Item] = TypeAdapter(Annotated[Item, Field(discriminator="type")])
BLUEPRINT: TypeAdapter[Blueprint] = TypeAdapter(Blueprint)

T = TypeVar("T")


@dataclass
class Bank:
    """All items by id, with the source of the .py beside each, and all blueprints by exam."""

    items: dict[str, Item] = field(default_factory=dict)
    proofs: dict[str, str] = field(default_factory=dict)
    blueprints: dict[str, Blueprint] = field(default_factory=dict)

    def sections(self) -> dict[str, tuple[str, str, str]]:
        """Of every objective: exam, section, relevance."""
        return {
            objective.id: (exam, section.id, objective.relevance)
            for exam, blueprint in self.blueprints.items()
            for section in blueprint.section
            for objective in section.objective
        }


def load(root: Path = ROOT) -> tuple[Bank, list[Problem]]:
    """The bank below `root`, as far as it can be read, and what is wrong with its files."""
    bank: Bank = Bank()
    problems: list[Problem] = []
    for path in sorted((root / "quizzes" / "blueprints").glob("*.toml")):
        with collecting(problems):
            bank.blueprints[path.stem] = read(path, root, BLUEPRINT)
    folder = root / "quizzes" / "bank"
    for path in sorted(folder.glob("*/*.toml")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        with collecting(problems):
            bank.items[name] = read(path, root, ITEM)
            if (proof := path.with_suffix(".py")).exists():
                bank.proofs[name] = proof.read_text("utf-8")
    return bank, problems


@contextlib.contextmanager
def collecting(problems: list[Problem]) -> Iterator[None]:
    """Add the problems that come up to the list, and go on."""
    try:
        yield
    except Problems as found:
        problems += found.problems


def read(path: Path, root: Path, adapter: TypeAdapter[T]) -> T:
    """The value in a TOML file.

    Raises:
        Problems: what is wrong with the file.
    """
    where, text = path.relative_to(root).as_posix(), path.read_text("utf-8")
    try:
        # By way of JSON: strict validation of Python values wants instances of the dataclasses.
        return adapter.validate_json(json.dumps(tomllib.loads(text), default=str))
    except tomllib.TOMLDecodeError as error:
        raise Problems([no_toml(where, error)]) from error
    except ValidationError as invalid:
        raise Problems(explain(error, where, text) for error in invalid.errors()) from invalid


def explain(error: ErrorDetails, where: str, text: str) -> Problem:
    """One of pydantic's errors in an author's words, at its line."""
    path = [part for part in error["loc"] if part not in items.TYPES]
    names = [str(part) for part in path if isinstance(part, str)]
    numbers = [part for part in path if isinstance(part, int)]
    last = names[-1] if names else "type"
    table = ".".join(names[:-1]) or (names[0] if numbers else "")
    line = (
        line_of_table(text, table, numbers[0])
        if numbers and table
        else line_of_key(text, names[0] if names else "type")
    )
    place = f"{table} {numbers[0] + 1}" if numbers and table else "the file"
    match error["type"]:
        case "missing":
            wants = "Say why someone would pick it and why it is wrong (or, for the key, why it holds)"
            mend = wants if last == "rationale" else f"Add `{last}`"
            return Problem(path=where, line=line, fault=f"{place} has no {last}", mend=mend)
        case "unexpected_keyword_argument" | "extra_forbidden":
            return Problem(
                path=where, line=line, fault=f"{place} has an unknown field {last}", mend="Delete it or mend its name"
            )
        case _:
            return Problem(path=where, line=line, fault=f"{place}: {last}: {error['msg']}", mend="Mend the value")


def schema() -> dict[str, Any]:
    """JSON Schema of an item, for editors: completion and errors while writing."""
    return ITEM.json_schema()


def write_json(bank: Bank, folder: Path, html: dict[str, str]) -> dict[str, str]:
    """Write <domain>.<hash>.json for practice: the HTML of each item. Gives the file's name by domain."""
    names = {}
    for domain in sorted({name.split("/")[0] for name in bank.items}):
        rows = {name: drawn for name, drawn in html.items() if name.startswith(f"{domain}/")}
        text = json.dumps({"domain": domain, "items": rows}, ensure_ascii=False, separators=(",", ":"))
        names[domain] = f"{domain}.{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / names[domain]).write_text(text, "utf-8")
    return names
