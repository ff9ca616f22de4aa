"""Minutes, the way to each exam, and what stands around a page."""

import re
from types import SimpleNamespace

from tools import reading
from tools.fences import around
from tools.pages import Page

CODE = "```python\nprint(1)\nprint(2)\n```\n"


def page(text: str) -> Page:
    return Page("a/b.md", text)


def test_minutes_grow_with_prose_and_with_code() -> None:
    assert reading.minutes(page("one word")) == 1
    assert reading.minutes(page("word " * 900)) == 5
    assert reading.minutes(page("word " * 900 + f"\n\n{CODE * 30}")) == 10


def test_an_output_and_a_quiz_are_not_prose() -> None:
    shown = "```{ .text .output }\n" + "word " * 5000 + "\n```\n\n```quiz\n" + "a/b\n" * 900 + "```\n"
    assert reading.minutes(page(f"one word\n\n{shown}")) == 1


def test_the_way_to_an_exam_has_what_serves_it_in_reading_order() -> None:
    way = reading.paths()["machine-learning-associate"]
    names = [stop.path for stop in way]
    assert names.index("start/first-run.md") < names.index("tracking/runs.md")
    assert "labs/tracking/first-experiment.ipynb" in names
    assert "tracking/nested-runs.md" not in names, "it serves another exam only"
    assert reading.paths()["data-engineer-associate"] == []


def shown(path: str, content: str = "<h1>T</h1><p>x</p>") -> str:
    return around.on_page_content(content, SimpleNamespace(file=SimpleNamespace(src_uri=path)))


def test_a_page_says_its_minutes_its_exams_and_its_neighbours() -> None:
    found = shown("tracking/runs.md")
    assert re.search(
        r"</h1>\s*<p class=\"page-about\">\d+ minutes to read · <a href=\"#check\">\d+ questions</a>", found
    )
    assert found.count('class="exam-tag"') == 4, "two exams, above and below"
    associate = re.search(r"<li><a[^>]*/exams/#machine-learning-associate.*?</li>", found)
    assert associate
    assert 'rel="prev">← Your first run' in associate[0]
    assert 'rel="next">Artifacts' in associate[0]
    assert "<champion-read>" in found


def test_the_first_of_a_way_has_nothing_before_it() -> None:
    row = re.search(r"<li><a[^>]*/exams/#machine-learning-professional.*?</li>", shown("tracking/runs.md"))
    assert row
    assert "1 of " in row[0]
    assert 'rel="prev"' not in row[0]


def test_a_lab_has_neighbours_and_no_mark_of_reading() -> None:
    found = shown("labs/tracking/first-experiment.ipynb")
    assert "exam-paths" in found
    assert "champion-read" not in found
    assert "page-about" not in found


def test_other_pages_are_left_alone() -> None:
    assert shown("reference/glossary.md", "<h1>T</h1>") == "<h1>T</h1>"


def test_every_exam_has_its_heading_where_the_links_lead() -> None:
    anchors = around.pages.load()[around.EXAMS].anchors
    assert reading.exams()
    assert set(reading.exams()) <= anchors
