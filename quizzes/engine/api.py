"""The one boundary between the languages: a name and JSON in, JSON out."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from quizzes.engine import blueprint, form, grade, item
from quizzes.engine import report as reports


class UnknownCall(Exception):
    """No function of this name is offered."""


def a_blueprint(data: dict[str, Any]) -> blueprint.Blueprint:
    """A blueprint from JSON, where its date is text."""
    return blueprint.from_dict(data | {"collected": date.fromisoformat(data["collected"])})


def a_form(data: dict[str, Any]) -> form.Form:
    """A form from JSON, where its pairs are lists."""
    return form.Form(**(data | {"items": [(name, section) for name, section in data["items"]]}))


def call_grade(data: dict[str, Any]) -> Any:
    """{"item", "response"} → {"state", "says"}"""
    return asdict(grade.grade(item.from_dict(data["item"]), data["response"]))


def call_normalise(data: dict[str, Any]) -> Any:
    """{"text"} → {"text"}"""
    return {"text": grade.normalise(data["text"])}


def call_in_scope(data: dict[str, Any]) -> Any:
    """{"blueprint"} → {section id: items at in-scope length}"""
    return blueprint.in_scope_items(a_blueprint(data["blueprint"]))


def call_assemble(data: dict[str, Any]) -> Any:
    """{"objectives": {item id: [objective]}, "exam", "blueprint", "size", "seed"} → the form"""
    return asdict(
        form.assemble(data["objectives"], data["exam"], a_blueprint(data["blueprint"]), data["size"], data["seed"])
    )


def call_report(data: dict[str, Any]) -> Any:
    """{"form", "verdicts": {item id: {"state"}}, "blueprint", "objectives"} → the report"""
    verdicts = {name: grade.Verdict(**verdict) for name, verdict in data["verdicts"].items()}
    return asdict(reports.report(a_form(data["form"]), verdicts, a_blueprint(data["blueprint"]), data["objectives"]))


CALLS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "grade": call_grade,
    "normalise": call_normalise,
    "in_scope": call_in_scope,
    "assemble": call_assemble,
    "report": call_report,
}


def call(name: str, payload: str) -> str:
    """Answer the call `name` with the JSON in `payload`.

    Gives {"ok": result} or, for what the caller can mend, {"error": kind, "says": sentence}; a bug of ours raises.

    Raises:
        UnknownCall: no such name; the message lists those there are.
    """
    if name not in CALLS:
        raise UnknownCall(f"no call {name!r}; there are {', '.join(CALLS)}")
    try:
        return json.dumps({"ok": CALLS[name](json.loads(payload))}, ensure_ascii=False)
    except (grade.BadResponse, form.TooFewItems, form.NoMock) as error:
        return json.dumps({"error": type(error).__name__, "says": str(error)}, ensure_ascii=False)
