"""The page on which authors review the bank: what it says of each item, and that it serves beside the site."""

import re
from pathlib import Path

import pytest

from tools import bank as banks
from tools import review
from tools.problem import Problem

SHELL = "<html><head></head><body><article class='x'>Not found</article></body></html>"
REPORT = """\
<testsuites><testsuite>
<testcase name="test_proof_holds[tracking/loss-curve]"/>
<testcase name="test_right_programs_pass[tracking/resume-a-run-0]"><failure message="m">E  the run is open</failure></testcase>
<testcase name="test_right_programs_pass[tracking/resume-a-run-1]"/>
<testcase name="test_the_bank_is_not_empty"/>
</testsuite></testsuites>
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(review, "FOLDER", tmp_path)
    bank, _ = banks.load()
    name = "tracking/loss-curve"
    bank.items = {key: bank.items[key] for key in (name, "tracking/missing-summary")}
    problems = [
        Problem(path=f"quizzes/bank/{name}.toml", line=3, fault="the stem is long", mend="Cut it"),
        Problem(path="quizzes/bank/tracking/broken.toml", line=1, fault="no valid TOML", mend="Mend the line"),
    ]
    review.write(bank, problems, {name: "E  it does not hold"}, SHELL)
    return (tmp_path / "index.html").read_text("utf-8")


def test_each_item_is_there_as_learners_see_it_with_what_they_do_not(page: str) -> None:
    assert page.count("<champion-item") == 2
    assert "Not found" not in page
    assert page.count("For its author") == 2
    assert "def proof" in re.sub(r"<[^>]+>", "", page)


def test_states_and_problems_stand_at_their_item_and_the_rest_above(page: str) -> None:
    head, first, second = page.split('<section class="review-item"')
    assert "broken.toml" in head
    assert 'data-state="failed problems"' in first
    assert "the stem is long" in first
    assert "it does not hold" in first
    assert 'data-state="no proof"' in second
    assert "the stem is long" not in second


def test_statistics_are_by_domain(page: str) -> None:
    table = page[: page.index("</table>")]
    assert "code 1, choice 1" in table or "choice 1, code 1" in table
    assert "100%" in table


def test_a_report_says_of_each_item_what_failed_first() -> None:
    assert review.failures(REPORT, ["tracking/loss-curve", "tracking/resume-a-run"]) == {
        "tracking/loss-curve": "",
        "tracking/resume-a-run": "E  the run is open",
    }


def test_its_page_is_served_below_the_site() -> None:
    handler = object.__new__(review.Handler)
    handler.base = "/champion/"
    handler.directory = "site"
    assert handler.translate_path("/champion/review/") == str(review.FOLDER / "index.html")
    assert handler.translate_path("/champion/review/../../x.css?1") == str(review.FOLDER / "x.css")
    assert handler.translate_path("/champion/index.html").endswith("site/index.html")
