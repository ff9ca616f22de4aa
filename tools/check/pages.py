"""Rules of study pages: front matter, fences, and what they name."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tools import facts, pages
from tools.bank import Bank, load
from tools.fences import quiz_items
from tools.problem import Problem


def check(root: Path) -> list[Problem]:
    """What is wrong with the pages: front matter, fences, what they name."""
    return list(faults(root))


def faults(root: Path) -> Iterator[Problem]:
    """One problem after the other."""
    bank, _ = load(root)
    sections, rows = bank.sections(), facts.guide(root)
    ordered = pages.reading_order(root)
    found = pages.load(root)
    for name in ordered:
        if name.endswith(".md") and name not in found:
            yield Problem(
                path="mkdocs.yml",
                fault=f"nav names docs/{name}, which is not there",
                mend="Write it or delete the line",
            )
    yield from unshown(found, bank)
    for name, page in found.items():
        where = f"docs/{name}"
        if name not in ordered:
            yield Problem(path=where, fault="the page is not in nav", mend="Add it to nav in mkdocs.yml")
        for key in ("title", "description"):
            if not page.meta.get(key):
                yield Problem(path=where, fault=f"the front matter has no {key}", mend=f"Add `{key}:`")
        for objective in page.meta.get("objectives", []):
            if objective not in sections:
                yield Problem(
                    path=where, fault=f"no exam has an objective {objective}", mend="Take one of quizzes/blueprints/"
                )
        domain = page.meta.get("domain")
        if domain and not any(item.startswith(f"{domain}/") for item in bank.items):
            yield Problem(path=where, fault=f"the bank has no domain {domain}", mend="Name a folder of quizzes/bank/")
        settles, given = set(page.meta.get("guide", [])), {row["id"] for row in rows if facts.page_of(row) == name}
        for row in sorted(settles - given):
            mend = "Give the row this page in docs/reference/guide.toml, or take it off `guide:`"
            yield Problem(path=where, fault=f"it settles row {row} of the guide, which is another page's", mend=mend)
        yield from fence_faults(page, bank, where)


def fence_faults(page: pages.Page, bank: Bank, where: str) -> Iterator[Problem]:
    """What is wrong with the fences of a page."""
    if page.fences and not re.search(r"(`{3,}|~{3,})\s*\Z", page.text[: page.fences[-1].end]):
        line = page.fences[-1].line - 1
        yield Problem(path=where, line=line, fault="this fence is never closed", mend="Close it with as many ticks")
    plain = len(re.findall(r"^[ \t]*`{3,}[ \t]*(?:python\b|\{[^}\n]*\.python\b)", page.text, re.MULTILINE))
    if plain != sum(fence.language == "python" for fence in page.fences):
        yield Problem(
            path=where, fault="a Python fence is not read", mend="Close every fence with as many ticks as it opens"
        )
    before: pages.Fence | None = None
    for fence in page.fences:
        line = fence.line - 1
        if fence.skip == "":
            mend = 'Write <!-- skip: next "why" -->'
            yield Problem(path=where, line=line, fault="a fence is skipped without a reason", mend=mend)
        if "output" in fence.classes and (before is None or before.language not in ("python", "console")):
            yield Problem(path=where, line=line, fault="an output follows no code", mend="Put it right after its fence")
        named = {"objectives": {page.path}, "forms": {page.path, "all"}}.get(fence.language)
        if named and fence.body.strip() not in named:
            mend = f"Its one line is the page's own path, {page.path}"
            yield Problem(path=where, line=line, fault=f"this {fence.language} fence names another page", mend=mend)
        if fence.language == "quiz":
            try:
                quiz_items(fence.body, bank)
            except LookupError as error:
                yield Problem(path=where, line=line, fault=str(error), mend="Mend the fence")
        if fence.language == "blueprint" and fence.body.strip() not in bank.blueprints:
            yield Problem(
                path=where, line=line, fault=f"no exam {fence.body.strip()}", mend="Name a file of quizzes/blueprints/"
            )
        before = fence


def unshown(found: dict[str, pages.Page], bank: Bank) -> Iterator[Problem]:
    """Items that no page shows: nobody would ever be asked them."""
    shown: set[str] = set()
    for page in found.values():
        for fence in page.fences:
            if fence.language == "quiz":
                with suppress(LookupError):  # said where the fence stands
                    shown |= set(quiz_items(fence.body, bank))
    for name in sorted(set(bank.items) - shown):
        mend = "Name it in a quiz fence, of the page that teaches it or of a page of more questions"
        yield Problem(path=f"quizzes/bank/{name}.toml", fault="no page shows this item", mend=mend)
