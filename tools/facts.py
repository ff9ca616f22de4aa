"""Data that pages show: rows of the older guide, old forms and what holds now, errors, terms, calls."""

import re
import tomllib
from pathlib import Path
from typing import Any

from tools.problem import ROOT, Problem, Problems, no_toml


def guide(root: Path = ROOT) -> list[dict[str, Any]]:
    """The rows of docs/reference/guide.toml: what an older guide said, and the one page that settles each.

    `page` is a path below docs/, perhaps not written yet; with the anchor of the paragraph, where there is one.
    """
    return rows(root / "docs" / "reference" / "guide.toml", "row")


def page_of(row: dict[str, Any]) -> str:
    """The page that a row names, without the anchor."""
    return str(row["page"]).partition("#")[0]


def forms(root: Path = ROOT) -> list[dict[str, Any]]:
    """The rows of docs/old-and-new/forms.toml: an old form, what happens today, and the current one."""
    return rows(root / "docs" / "old-and-new" / "forms.toml", "form")


def told_by_code(root: Path = ROOT) -> list[dict[str, Any]]:
    """The old forms that code can be told by, as the scripts want them: id, title, names, and what is written now."""
    return [{key: form[key] for key in ("id", "title", "names", "now")} for form in forms(root) if "names" in form]


def errors(root: Path = ROOT) -> list[dict[str, Any]]:
    """The rows of docs/reference/errors.toml: an error's words, what it means, and what to do."""
    return rows(root / "docs" / "reference" / "errors.toml", "error")


def known_by_words(root: Path = ROOT) -> list[dict[str, Any]]:
    """The errors as the scripts want them: id, message, and what to do."""
    return [{key: error[key] for key in ("id", "message", "next")} for error in errors(root)]


def terms(root: Path = ROOT) -> list[dict[str, Any]]:
    """The rows of docs/reference/glossary.toml: a term, what it means, and where it is taught."""
    return rows(root / "docs" / "reference" / "glossary.toml", "term")


def calls(root: Path = ROOT) -> list[dict[str, Any]]:
    """The groups of docs/reference/calls.toml: what runs before them, and calls, what they do and where they are taught."""
    return rows(root / "docs" / "reference" / "calls.toml", "group")


def topics(root: Path = ROOT) -> list[dict[str, Any]]:
    """The rows of docs/reference/topics.toml: a topic, its folders, its objectives, and whether it is finished."""
    return rows(root / "docs" / "reference" / "topics.toml", "topic")


def without_lab(root: Path = ROOT) -> dict[str, str]:
    """By objective that no lab can serve: why."""
    found: dict[str, str] = tomllib.loads((root / "docs/reference/topics.toml").read_text("utf-8")).get("no_lab", {})
    return found


def words(message: str) -> re.Pattern[str]:
    """What an error's text must have to be this message: `…` stands for what differs."""
    return re.compile(".*?".join(map(re.escape, message.split("…"))), re.DOTALL)


def rows(path: Path, table: str) -> list[dict[str, Any]]:
    """The `[[table]]`s of a TOML file below docs/.

    Raises:
        Problems: it can't be read, or has none.
    """
    where = f"docs/{path.parent.name}/{path.name}"
    try:
        found: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))[table]
    except tomllib.TOMLDecodeError as error:
        raise Problems([no_toml(where, error)]) from error
    except KeyError as error:
        raise Problems([Problem(path=where, fault=f"it has no [[{table}]]", mend="Give at least one")]) from error
    return found
