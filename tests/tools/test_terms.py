"""Terms are linked at their first use in prose, and nowhere else."""

import markdown
import pytest

from tools.terms import Terms

ROWS = [
    {"term": "metric", "means": "A `number` of a run.", "page": "x.md"},
    {"term": "metric history", "means": "All points.", "page": "x.md"},
    {"term": "child run", "also": ["nested run"], "means": "A run with a parent.", "page": "x.md"},
]


def drawn(text: str) -> str:
    """The HTML of a page."""
    writer = markdown.Markdown(extensions=["tables"])
    writer.treeprocessors.register(Terms(writer, ROWS), "terms", 5)
    return writer.convert(text)


def test_the_first_use_is_a_link_with_its_meaning() -> None:
    found = drawn("Each metric is a number. A metric has steps.")
    assert found.count("<a ") == 1
    assert 'title="A number of a run."' in found
    assert "Each <a" in found
    assert '/reference/glossary/#term-metric"' in found


def test_terms_follow_each_other_and_the_longer_one_wins() -> None:
    found = drawn("The metric history has points, a metric one, *and* nested runs have metrics of their own.")
    assert [">metric history<" in found, ">metric<" in found, ">nested runs<" in found] == [True, True, True]
    assert found.count("<a ") == 3


@pytest.mark.parametrize(
    "text",
    [
        "# A metric",
        "`metric`",
        "[the metric](x.md)",
        "**metric**",
        "log_metric",
        "metric.f1",
        "geometric",
        "a metric-like",
        "    metric",
    ],
)
def test_elsewhere_nothing_is_linked(text: str) -> None:
    assert 'class="term"' not in drawn(text)
