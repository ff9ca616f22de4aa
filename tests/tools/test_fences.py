"""The HTML of fences: readable without scripts, safe, and loud when something is wrong."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from pymdownx.superfences import SuperFencesException

from quizzes.engine import item as items
from tools import fences
from tools.cache import locked_version
from tools.fences import measured
from tools.fences.quizzes import draw_order

BANK = fences.bank()
BY_TYPE = {item.type: name for name, item in BANK.items.items()}


class Reader(HTMLParser):
    """Checks that tags are closed in order, and keeps what stands in the block of data."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.data: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "img", "rect", "hr", "input"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.data.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    assert not reader.open
    return reader


def render(text: str) -> str:
    """Markdown with our fences, as mkdocs.yml registers them."""
    custom = [
        {"name": "python", "class": "python", "format": fences.python, "validator": fences.python_validator},
        {"name": "quiz", "class": "quiz", "format": fences.quiz},
    ]
    names = ["attr_list", "pymdownx.highlight", "pymdownx.superfences"]
    configs = {"pymdownx.superfences": {"custom_fences": custom}}
    return markdown.markdown(text, extensions=names, extension_configs=configs)


def test_there_is_an_item_of_every_type() -> None:
    assert set(BY_TYPE) == set(items.TYPES)


@pytest.mark.parametrize("name", BANK.items)
def test_an_item_is_whole_without_scripts(name: str) -> None:
    item = BANK.items[name]
    html = fences.item_html(name, item)
    (data,) = read(html).data
    facts = json.loads(data)
    assert (facts["id"], facts["type"], facts["hash"]) == (name, item.type, items.fingerprint(item))
    assert "<details" in html
    assert fences.address(item.page) in html
    assert item.source in html
    assert html.count("<champion-item") == 1


def test_options_and_rationales_pair() -> None:
    html = fences.item_html("d/x", BANK.items[BY_TYPE["choice"]])
    options = re.search(r'<ol class="item-options".*?</ol>', html, re.DOTALL)
    reasons = re.search(r'<ol class="item-rationales".*?</ol>', html, re.DOTALL)
    assert options
    assert reasons
    assert options[0].count("<li>") == reasons[0].count("<li")
    assert [n for n, li in enumerate(re.findall(r"<li[^>]*>", reasons[0])) if "data-key" in li] == json.loads(
        read(html).data[0]
    )["keys"]


def test_order_never_shows_a_right_order_and_its_sequences_are_right() -> None:
    name = BY_TYPE["order"]
    item = BANK.items[name]
    assert isinstance(item, items.Order)
    facts = json.loads(read(fences.item_html(name, item)).data[0])
    assert [facts["lines"][n] for n in facts["right"][0]] == item.lines
    assert facts["lines"][: len(item.lines)] not in [item.lines, *item.also]


def test_order_with_all_orders_but_one_right_still_ends() -> None:
    item = items.Order(
        type="order", stem="?", objectives=[], page="p.md#a", level="apply", source="", lines=["a", "b"], rationale="r"
    )
    assert draw_order("d/x", item)[2]["lines"] == ["b", "a"]


def test_a_quiz_of_a_domain_is_always_the_same() -> None:
    drawn = fences.quiz_items("domain: tracking\nn: 3\n", BANK)
    assert len(set(drawn)) == 3
    assert drawn == fences.quiz_items("n: 3\ndomain: tracking", BANK)


def test_data_cannot_end_its_block() -> None:
    block = fences.data("x", {"code": "</script><script>alert(1)</script><!--"})
    assert block.count("</script>") == 1
    assert block.count("<") == 2
    assert json.loads(read(block).data[0]) == {"code": "</script><script>alert(1)</script><!--"}


def test_a_run_fence_gets_its_element_and_another_does_not() -> None:
    html = render("```{ .python .run }\nprint('<b>')\n```\n\n```python\nx = 1\n```\n")
    assert html.count("<champion-code") == 1
    assert "<p>" not in html
    assert json.loads(read(html).data[0]) == {"code": "print('<b>')"}
    assert "&lt;b&gt;" in html


def test_items_stand_in_no_paragraph() -> None:
    html = render("Text\n\n```quiz\n" + "\n".join(BANK.items) + "\n```\n")
    assert "<p><champion" not in html
    read(html)


def test_a_fence_that_meets_an_error_stops_the_build() -> None:
    with pytest.raises(SuperFencesException, match="tracking/none"):
        render("```quiz\ntracking/none\n```\n")


@pytest.mark.parametrize("exam", BANK.blueprints)
def test_a_blueprint_shows_every_section_and_asks_to_check_the_guide(exam: str) -> None:
    html = fences.blueprint(exam)
    read(html)
    for section in BANK.blueprints[exam].section:
        assert f"{section.weight} %" in html
    assert "check the official guide" in html
    assert "pass mark" not in html


def test_coverage_lists_all_rows_once() -> None:
    html = fences.coverage("")
    read(html)
    assert len(set(re.findall(r'id="row-([A-Z]\d+\w*)"', html))) == html.count("<tr><td") == 153


def test_coverage_leads_to_the_paragraph_where_a_row_names_one() -> None:
    html = fences.coverage("")
    rows = {found[1]: row for row in html.split("</tr>") if (found := re.search(r'id="row-(\w+)"', row))}
    assert 'models/flavors-and-loading/#folder">' in rows["L02"]  # no old form names that one
    assert 'models/dependencies-and-size/">' in rows["H48"]


def test_every_objective_in_scope_can_be_linked() -> None:
    linked = set(re.findall(r"#objective-([\w.-]+)\"", fences.objectives("tracking/runs.md")))
    drawn = {
        name for exam in BANK.blueprints for name in re.findall(r'id="objective-([\w.-]+)"', fences.blueprint(exam))
    }
    assert linked <= drawn
    assert len(drawn) == 88


def test_versions_are_the_locked_ones() -> None:
    assert f"mlflow {locked_version('mlflow')}, scikit-learn" in fences.versions("all")
    with pytest.raises(SuperFencesException, match="pins no nothing"):
        fences.versions("nothing")


def test_forms_and_objectives_are_whole() -> None:
    for html in (fences.forms("all"), fences.forms("tracking/runs.md"), fences.objectives("tracking/runs.md")):
        read(html)
    with pytest.raises(SuperFencesException, match="no old form names"):
        fences.forms("none.md")


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("tracking/runs.md#metrics", "/champion/tracking/runs/#metrics"),
        ("exams/index.md", "/champion/exams/"),
        ("index.md", "/champion/"),
        ("labs/tracking/one.ipynb", "/champion/labs/tracking/one/"),
    ],
)
def test_address(page: str, address: str) -> None:
    assert fences.address(page) == address


def test_the_benchmark_is_a_table_or_says_that_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measured, "BENCH", tmp_path / "bench.json")
    assert "Nothing was measured" in fences.bench("")
    machine = {"cpu": "a <cpu>", "cores": 2, "memory": "8 GiB", "browser": "Chromium 1"}
    row = {"name": "a model, later", "unit": "ms", "median": 5000, "all": [5000], "plain": 20_000, "ratio": 4.0}
    figures = [row, {"name": "layer core, zstd", "unit": "bytes", "median": 7_000_000, "all": [7_000_000]}]
    text = json.dumps({"date": "2026-11-26", "machine": machine, "figures": figures})
    (tmp_path / "bench.json").write_text(text)
    html = fences.bench("")
    assert "a &lt;cpu&gt;, 2 cores" in html
    assert "<td>5.00 s</td><td>20.00 s</td><td>4.0 ×</td><td>5.5 ×, not met</td>" in html
    assert "<td>layer core, zstd</td><td>7.0 MB</td><td></td><td></td><td></td>" in html
    (tmp_path / "bench.json").write_text(text[:50])
    with pytest.raises(SuperFencesException, match="bench: "):
        fences.bench("")


def test_a_diagram_has_the_pages_caption_and_a_missing_one_stops_the_build() -> None:
    drawn = fences.diagram("objects\nOne `caption`.")
    assert "<figcaption>One <code>caption</code>.</figcaption>" in drawn
    assert "<title" in drawn
    with pytest.raises(SuperFencesException, match=r"there is no docs/diagrams/nothing\.svg"):
        fences.diagram("nothing")
