"""The one boundary between the languages: a name and JSON in, JSON out."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from quizzes.engine import blueprint, event, form, grade, history, item
from quizzes.engine import report as reports


class UnknownCall(Exception):
    """No function of this name is offered."""


def a_blueprint(data: dict[str, Any]) -> blueprint.Blueprint:
    """A blueprint from JSON, where its date is text."""
    return blueprint.from_dict(data | {"collected": date.fromisoformat(data["collected"])})


def a_form(data: dict[str, Any]) -> form.Form:
    """A form from JSON, where its pairs are lists."""
    return form.Form(**(data | {"items": [(name, section) for name, section in data["items"]]}))


def a_bank(data: dict[str, list[Any]]) -> form.Bank:
    """Of a bank what drawing needs, from rows: objectives, type, options, and the page unless it does not matter."""
    return {name: form.Entry(*row) for name, row in data.items()}


def a_mock(data: dict[str, Any]) -> form.Bank:
    """The bank that a mock exam is drawn from."""
    bank = a_bank(data["bank"])
    return bank if data["programs"] else form.without_programs(bank)


def answers(rows: list[list[Any]]) -> list[history.Answer]:
    """Answers from rows: item, ms, verdict, guessed, seen."""
    return [history.Answer(*row) for row in rows]


def call_grade(data: dict[str, Any]) -> Any:
    """{"item", "response"} → {"state", "says"}"""
    return asdict(grade.grade(item.from_dict(data["item"]), data["response"]))


def call_normalise(data: dict[str, Any]) -> Any:
    """{"text"} → {"text"}"""
    return {"text": grade.normalise(data["text"])}


def call_in_scope(data: dict[str, Any]) -> Any:
    """{"blueprint"} → {section id: items at in-scope length}"""
    return blueprint.in_scope_items(a_blueprint(data["blueprint"]))


def call_forms(data: dict[str, Any]) -> Any:
    """{"bank", "blueprint", "size", "programs"} → {"n": forms that share no item}"""
    exam = a_blueprint(data["blueprint"])
    found = form.pools(a_mock(data), exam)
    counts = blueprint.share(blueprint.in_scope_items(exam), data["size"])
    return {"n": form.disjoint({section: len(items) for section, items in found.items()}, counts)}


def call_assemble(data: dict[str, Any]) -> Any:
    """{"bank", "exam", "blueprint", "size", "seed", "programs"} → the form"""
    drawn = form.assemble(a_mock(data), data["exam"], a_blueprint(data["blueprint"]), data["size"], data["seed"])
    return asdict(drawn)


def call_report(data: dict[str, Any]) -> Any:
    """{"form", "verdicts": {item id: {"state"}}, "blueprint", "bank"} → the report"""
    verdicts = {name: grade.Verdict(**verdict) for name, verdict in data["verdicts"].items()}
    scored = reports.report(a_form(data["form"]), verdicts, a_blueprint(data["blueprint"]), a_bank(data["bank"]))
    return asdict(scored)


def call_pick(data: dict[str, Any]) -> Any:
    """{"bank", "answers": rows, "wanted", "n", "seed"} → {"items", "of", "unseen"}"""
    wanted = history.Wanted(**data["wanted"])
    return asdict(history.pick(a_bank(data["bank"]), answers(data["answers"]), wanted, data["n"], data["seed"]))


def call_readiness(data: dict[str, Any]) -> Any:
    """{"bank", "blueprint", "answers": rows} → the range, its line, and its sections"""
    return asdict(history.readiness(a_bank(data["bank"]), a_blueprint(data["blueprint"]), answers(data["answers"])))


def call_read_file(data: dict[str, Any]) -> Any:
    """{"text"} → the file of progress"""
    return event.read(data["text"])


def call_merge(data: dict[str, Any]) -> Any:
    """{"one", "other"}: events → all of them, by id"""
    return event.merge(data["one"], data["other"])


CALLS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "grade": call_grade,
    "normalise": call_normalise,
    "in_scope": call_in_scope,
    "forms": call_forms,
    "assemble": call_assemble,
    "report": call_report,
    "pick": call_pick,
    "readiness": call_readiness,
    "read_file": call_read_file,
    "merge": call_merge,
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
    except (grade.BadResponse, form.TooFewItems, form.NoMock, form.BadSeed, event.BadFile) as error:
        return json.dumps({"error": type(error).__name__, "says": str(error)}, ensure_ascii=False)
