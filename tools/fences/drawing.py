"""What all fences draw with: Markdown, programs, addresses, blocks of data."""

import functools
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import markdown
import yaml
from pymdownx.superfences import SuperFencesException

from tools import bank as banks
from tools import pages
from tools.problem import ROOT, Problems

Fence = Callable[..., str]


def fence(draw: Callable[[str], str]) -> Fence:
    """A superfence of a function from the fence's body to HTML."""

    @functools.wraps(draw)
    def superfence(source: str, *_args: Any, **_options: Any) -> str:
        try:
            return draw(source.strip())
        except Exception as error:
            raise SuperFencesException(f"{draw.__name__}: {error}") from error

    return superfence


@functools.cache
def bank() -> banks.Bank:
    """The bank, which must be without faults."""
    found, problems = banks.load(ROOT)
    if problems:
        raise Problems(problems)
    return found


@functools.cache
def base() -> str:
    """The path under which the site is served, from site_url: /champion/."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=pages.Plain)  # noqa: S506  # Plain is a safe loader
    return str(urlsplit(config["site_url"]).path)


def address(page: str) -> str:
    """The address, within the site, of a page below docs/, with its anchor if it has one."""
    path, _, anchor = page.partition("#")
    path = re.sub(r"(^|/)index\.md$", r"\1", path)
    path = re.sub(r"\.(md|ipynb)$", "/", path)
    return f"{base()}{path}{'#' + anchor if anchor else ''}"


@functools.cache
def writer() -> markdown.Markdown:
    """Turns the Markdown of items and data into HTML."""
    names = ["attr_list", "tables", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.superfences"]
    return markdown.Markdown(extensions=names)


def prose(text: str) -> str:
    """HTML of a piece of Markdown."""
    return str(writer().reset().convert(text))


def line(text: str) -> str:
    """HTML of a Markdown text of one paragraph, without the paragraph."""
    return re.sub(r"\A<p>(.*)</p>\Z", r"\1", prose(text.strip()), flags=re.DOTALL)


def code(source: str, language: str = "python") -> str:
    """HTML of a program, coloured as in the pages."""
    ticks = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", source)), default=0))
    return prose(f"{ticks}{language}\n{source.rstrip()}\n{ticks}")


def data(name: str, value: Any) -> str:
    """A block of JSON in the page, which no script can end early."""
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" class="{name}">{text}</script>'
