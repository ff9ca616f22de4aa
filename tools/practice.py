"""What the practice screens load: one index of the bank, and the items' HTML by domain when it is asked for."""

import functools
import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter, with_config

from quizzes.engine import event
from quizzes.engine import item as items
from quizzes.engine.item import Choice, Item, Predict
from tools import bank as banks
from tools import labs, pages
from tools.fences import address, item_html

SCHEMA = "progress.schema.json"


def schema() -> dict[str, Any]:
    """JSON Schema of the file in which progress goes from browser to browser; each kind of event with its own data."""
    strict = ConfigDict(extra="forbid")
    definitions: dict[str, Any] = {}

    def of(kind: type[Any]) -> dict[str, Any]:
        made = TypeAdapter(with_config(strict)(kind)).json_schema(ref_template="#/$defs/{model}")
        definitions.update(made.pop("$defs", {}))
        return made

    file, anyhow = of(event.File), of(event.Event)
    definitions["Event"] = {
        "anyOf": [
            anyhow | {"properties": anyhow["properties"] | {"kind": {"const": kind}, "data": of(data)}}
            for kind, data in event.KINDS.items()
        ]
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **file, "$defs": definitions}


def write(bank: banks.Bank, folder: Path) -> None:
    """Write index.json and the domains' files, which it names, into the folder."""
    domains = banks.write_json(bank, folder, {name: item_html(name, item) for name, item in bank.items.items()})
    text = json.dumps({"domains": domains, **index(bank)}, ensure_ascii=False, separators=(",", ":"))
    (folder / "index.json").write_text(text, "utf-8")
    (folder / SCHEMA).write_text(json.dumps(schema(), indent=1), "utf-8")


def index(bank: banks.Bank) -> dict[str, Any]:
    """{"version", "items", "pages", "exams", "labs"}: all that forms, reports and choices of what to practise need."""
    rows = {name: row(item) for name, item in bank.items.items()}
    taught = {entry["page"].partition("#")[0] for entry in rows.values()}
    found = pages.load()
    return {
        "version": version(bank),
        "items": rows,
        "pages": {path: {"title": found[path].meta["title"], "address": address(path)} for path in sorted(taught)},
        "exams": {name: asdict(exam) | {"collected": str(exam.collected)} for name, exam in bank.blueprints.items()},
        "labs": list(notebooks()),
    }


def row(item: Item) -> dict[str, Any]:
    """An item without its words."""
    return {
        "hash": items.fingerprint(item),
        "type": item.type,
        "objectives": item.objectives,
        "level": item.level,
        "page": item.page,
        "taught": address(item.page),
        "options": len(item.option) if isinstance(item, Choice | Predict) else 0,
        "formerly": item.formerly,
    }


def version(bank: banks.Bank) -> str:
    """Names the bank as far as forms depend on it: its items, what each asks, and the blueprints."""
    asked = {name: [items.fingerprint(item), item.objectives] for name, item in sorted(bank.items.items())}
    shares = {name: [asdict(section) for section in exam.section] for name, exam in sorted(bank.blueprints.items())}
    return hashlib.sha256(json.dumps([asked, shares]).encode()).hexdigest()[:8]


@functools.cache
def notebooks() -> tuple[dict[str, Any], ...]:
    """Title, address and objectives of each lab."""
    found = []
    for path in labs.sources():
        meta = labs.read(path).metadata["champion"]
        place = address(f"labs/{labs.name(path)}.ipynb")
        found.append({"title": meta["title"], "address": place, "objectives": meta["objectives"]})
    return tuple(found)
