"""Data that pages show: rows of the older guide, old forms and what holds now."""

import tomllib
from pathlib import Path
from typing import Any

from tools.problem import ROOT


def guide(root: Path = ROOT) -> list[dict[str, Any]]:
    """The rows of docs/reference/guide.toml: what an older guide said, and the one page that settles each."""
    return rows(root / "docs" / "reference" / "guide.toml", "row")


def forms(root: Path = ROOT) -> list[dict[str, Any]]:
    """The rows of docs/old-and-new/forms.toml: an old form, what happens today, and the current one."""
    return rows(root / "docs" / "old-and-new" / "forms.toml", "form")


def told_by_code(root: Path = ROOT) -> list[dict[str, Any]]:
    """The old forms that code can be told by, as the scripts want them: id, title, names, and what is written now."""
    return [{key: form[key] for key in ("id", "title", "names", "now")} for form in forms(root) if "names" in form]


def rows(path: Path, table: str) -> list[dict[str, Any]]:
    """The `[[table]]`s of a TOML file, which must be there."""
    found: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))[table]
    return found
