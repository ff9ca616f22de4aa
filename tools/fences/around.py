"""What stands around a page: minutes and exams under its title; at its end the mark that it was read, and its neighbours on the way to each exam.

MkDocs calls `on_page_content`: mkdocs.yml names this file under `hooks`.
"""

import html
from typing import Any

from tools import pages
from tools.fences.drawing import address, bank, data, fence
from tools.fences.quizzes import quiz_items
from tools.reading import Stop, exams, minutes, paths, stops, version

EXAMS = "exams/index.md"


def questions(page: pages.Page) -> int:
    """How many items a page shows."""
    return sum(len(quiz_items(fence.body, bank())) for fence in page.fences if fence.language == "quiz")


def exam_link(name: str) -> str:
    """A link to what is said of an exam, the heading with its name as its id."""
    return f'<a class="exam-tag" href="{address(EXAMS)}#{name}">{html.escape(exams()[name].short)}</a>'


def link(stop: Stop, before: str = "", after: str = "", rel: str = "") -> str:
    """A link to a page or a lab."""
    kind = "Lab: " if stop.lab else ""
    named = f' rel="{rel}"' if rel else ""
    return f'<a href="{address(stop.path)}"{named}>{before}{kind}{html.escape(stop.title)}{after}</a>'


def head(page: pages.Page) -> str:
    """The line under a page's title: minutes, questions, exams."""
    count = questions(page)
    parts = [f"{minutes(page)} minutes to read"]
    parts += [f'<a href="#check">{count} question{"s" * (count != 1)}</a>'] if count and "check" in page.anchors else []
    parts += [exam_link(name) for name, path in paths().items() if any(s.path == page.path for s in path)]
    return f'<p class="page-about">{" · ".join(parts)}</p>'


def foot(path: str) -> str:
    """What ends a page or a lab: the mark that it was read, and its neighbours on each exam's path."""
    rows = "".join(neighbours(name, way, path) for name, way in paths().items() if stops()[path] in way)
    ways = f'<nav class="exam-paths" aria-label="On the way to an exam"><ul>{rows}</ul></nav>' if rows else ""
    return f"{'' if stops()[path].lab else read(path)}{ways}"


def neighbours(exam: str, way: list[Stop], path: str) -> str:
    """The row of an exam: where on its way this is, what comes before and after."""
    place = next(number for number, stop in enumerate(way) if stop.path == path)
    before = link(way[place - 1], before="← ", rel="prev") if place else ""
    after = link(way[place + 1], after=" →", rel="next") if place + 1 < len(way) else ""
    return f"<li>{exam_link(exam)} <small>{place + 1} of {len(way)}</small> {before} {after}</li>"


def read(path: str) -> str:
    """The element that marks a page as read; without a script it shows nothing."""
    return f"<champion-read>{data('known', {'page': path, 'version': version(path)})}</champion-read>"


@fence
def way(exam: str) -> str:
    """The pages and labs in reading order; a script marks what was read and done."""
    rows = []
    for stop in paths()[exam]:
        item = stop.lab or stop.path
        kind = "lab-checked" if stop.lab else "read"
        rows.append(f'<li data-item="{item}" data-kind="{kind}">{link(stop)} <small>{stop.minutes} min</small></li>')
    total = sum(stop.minutes for stop in paths()[exam])
    hours = f"{total // 60} h {total % 60} min" if total >= 60 else f"{total} min"
    return (
        f"<div><champion-path>{data('known', {})}<p>What is here for it, in reading order: {len(rows)} pages and labs, {hours} "
        f"without the questions.</p><ol>{''.join(rows)}</ol></champion-path></div>"
    )


def on_page_content(content: str, page: Any, **_options: Any) -> str:
    """The page's HTML with what stands around it. MkDocs calls this."""
    path = page.file.src_uri
    if path not in stops():
        return content
    if not stops()[path].lab:
        content = content.replace("</h1>", f"</h1>\n{head(pages.load()[path])}", 1)
    return f"{content}\n{foot(path)}"
