"""Study pages: their front matter, their fences, their order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from sybil import Document
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from tools.problem import ROOT

FENCES = RawFencedCodeBlockLexer(re.compile(r"(?P<info>[^\n]*)\n"))
EXTRA = re.compile(r"<!--\s*extra: (?P<library>\w+)\s*-->\s*\Z")
SKIP = re.compile(r"<!--\s*skip: next(?:\s+\"(?P<reason>[^\"]*)\")?\s*-->\s*\Z")


@dataclass(frozen=True)
class Fence:
    """A fenced block. `line`: of its first line of code, from 1; `classes`: what its info string names, language first.

    `skip`: why it never runs; `extra`: the library that it needs beyond the site's own, for which `make test-extra` is.
    """

    line: int
    classes: tuple[str, ...]
    body: str
    skip: str | None
    extra: str | None
    start: int
    end: int

    @property
    def language(self) -> str:
        """The first class."""
        return self.classes[0] if self.classes else ""


@dataclass
class Page:
    """A Markdown file below docs/. `path` is relative to docs/."""

    path: str
    text: str
    meta: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def fences(self) -> list[Fence]:
        """All fences, in order, also in admonitions, tabs and lists."""
        return list(fences(self.text))

    @cached_property
    def anchors(self) -> set[str]:
        """Ids of the page's headings and of its items."""
        import markdown

        reader = markdown.Markdown(extensions=["toc", "attr_list", "md_in_html", "pymdownx.superfences"])
        reader.convert(self.body)
        tokens = list(reader.toc_tokens)
        found = set()
        while tokens:
            token = tokens.pop()
            found.add(token["id"])
            tokens += token["children"]
        return found

    @property
    def body(self) -> str:
        """The text without its front matter."""
        return re.sub(r"\A---\n.*?\n---\n", "", self.text, count=1, flags=re.DOTALL)


def fences(text: str) -> Iterator[Fence]:
    """The fences of a Markdown text; sybil finds them, whatever they stand in."""
    for region in FENCES(Document(text, "page.md")):
        info = region.lexemes["info"].strip()
        braces = info.startswith("{")
        parts = info.strip("{} ").split()
        classes = (
            tuple(part.removeprefix(".") for part in parts if part.startswith(".")) if braces else tuple(parts[:1])
        )
        skip, extra = (form.search(text, 0, region.start) for form in (SKIP, EXTRA))
        yield Fence(
            line=text.count("\n", 0, region.start) + 2,
            classes=classes,
            body=str(region.lexemes["source"]),
            skip=(skip["reason"] or "") if skip else None,
            extra=extra["library"] if extra else None,
            start=region.start,
            end=region.end,
        )


def load(root: Path = ROOT) -> dict[str, Page]:
    """All pages of docs/, by path; what is derived (docs/labs/) is left out."""
    folder = root / "docs"
    found = {}
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        text = path.read_text("utf-8")
        front = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
        found[name] = Page(name, text, (yaml.safe_load(front[1]) or {}) if front else {})
    return found


def reading_order(root: Path = ROOT) -> list[str]:
    """The paths that nav in mkdocs.yml names, in order."""
    config = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=Plain)  # noqa: S506  # Plain is a safe loader
    found: list[str] = []

    def walk(entry: Any) -> None:
        if isinstance(entry, str):
            found.append(entry)
        for inner in entry if isinstance(entry, list) else entry.values() if isinstance(entry, dict) else ():
            walk(inner)

    walk(config["nav"])
    return found


class Plain(yaml.SafeLoader):
    """Reads mkdocs.yml without importing what its !!python/name tags name."""


Plain.add_multi_constructor("tag:yaml.org,2002:python/", lambda _loader, suffix, _node: suffix)
