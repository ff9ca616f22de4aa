"""A Markdown extension: the first use of a term on a page is a link to the glossary, with what it means as its title."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from tools import facts
from tools.fences import address, anchor

GLOSSARY = "reference/glossary.md"
READ = {"p", "li", "td"}  # where prose stands
SKIPPED = {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "strong"}


class Terms(Treeprocessor):  # type: ignore[misc]  # the package has no types
    """Links each term of `rows` where it is first used."""

    def __init__(self, md: Markdown, rows: list[dict[str, Any]]) -> None:
        super().__init__(md)
        self.rows = {name.casefold(): row for row in rows for name in (row["term"], *row.get("also", []))}
        names = sorted(map(re.escape, self.rows), key=len, reverse=True)
        self.pattern = re.compile(rf"(?<![\w.-])({'|'.join(names)})s?(?![\w(-]|\.\w)", re.IGNORECASE)

    def run(self, root: ET.Element) -> None:
        """Link the terms of a page."""
        used: set[str] = set()
        for element in list(prose(root)):
            self.link(element, used)

    def link(self, element: ET.Element, used: set[str]) -> None:
        """Link the terms in an element's own text, and in the text after each of its children."""
        for place in [None, *element]:
            self.link_in(element, place, used)

    def link_in(self, element: ET.Element, place: ET.Element | None, used: set[str]) -> None:
        """Link the terms in one text: before the element's children, or after the child `place`."""
        text = (element.text if place is None else place.tail) or ""
        found = next((match for match in self.pattern.finditer(text) if self.term(match) not in used), None)
        if not found:
            return
        row = self.rows[found[1].casefold()]
        used.add(row["term"])
        link = ET.Element("a", {"class": "term", "href": f"{address(GLOSSARY)}#{anchor(row['term'])}"})
        link.set("title", re.sub(r"[`*]", "", row["means"]))
        link.text, link.tail = found[0], text[found.end() :]
        if place is None:
            element.text = text[: found.start()]
            element.insert(0, link)
        else:
            place.tail = text[: found.start()]
            element.insert(list(element).index(place) + 1, link)
        self.link_in(element, link, used)

    def term(self, match: re.Match[str]) -> str:
        """The term that a match names."""
        return str(self.rows[match[1].casefold()]["term"])


def prose(element: ET.Element) -> Iterator[ET.Element]:
    """The elements that hold prose, in the order of the page."""
    for child in element:
        if child.tag in SKIPPED:
            continue
        if child.tag in READ:
            yield child
        yield from prose(child)


class TermsExtension(Extension):  # type: ignore[misc]  # as above
    """Registers it behind the reading of inline marks."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name that Markdown calls
        """Register."""
        linked = [row for row in facts.terms() if row.get("linked", True)]
        md.treeprocessors.register(Terms(md, linked), "terms", 5)


def makeExtension(**_options: Any) -> Extension:  # noqa: N802  # the name that Markdown calls
    """Markdown asks for it by this name."""
    return TermsExtension()
