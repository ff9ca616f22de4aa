"""What answers say: what to practise next, and how ready one is."""

from quizzes.engine.history import Answer, Wanted, pick, readiness
from tests.engine.test_form import ASSOCIATE, EXAMS, a_bank

BANK = {name: entry._replace(page=f"s/{name[2:-2]}.md#a") for name, entry in a_bank(2).items()}


def wanted(**more: object) -> Wanted:
    return Wanted(**({"items": [], "objectives": [], "pages": [], "types": []} | more))  # type: ignore[arg-type]


def test_what_was_never_answered_comes_first_and_a_repeat_last() -> None:
    want = wanted(objectives=["mla-1.17", "mla-1.18"])
    first = pick(BANK, [], want, 4, 1)
    assert (first.of, first.unseen, len(first.items)) == (4, 4, 4)
    answers = [Answer(item=item, at=n + 1, verdict="right") for n, item in enumerate(first.items)]
    again = pick(BANK, answers[:3], want, 4, 2)
    assert again.items == [first.items[3], *first.items[:3]]
    assert again.unseen == 1


def test_each_wish_narrows() -> None:
    one = "d/mla-1.17-0"
    answers = [Answer(item=one, at=1, verdict="right"), Answer(item=one, at=2, verdict="partly")]
    assert pick(BANK, answers, wanted(only="misses"), 9, 1).items == [one]
    assert one not in pick(BANK, answers, wanted(only="unseen"), 999, 1).items
    assert set(pick(BANK, [], wanted(pages=["s/mla-1.17.md"]), 9, 1).items) == {one, "d/mla-1.17-1"}
    assert pick(BANK, [], wanted(types=["order"]), 9, 1).of == 0
    assert pick(BANK, [], wanted(items=[one]), 9, 1).items == [one]


def test_a_later_right_answer_is_no_miss() -> None:
    answers = [Answer(item="d/mla-1.17-0", at=2, verdict="right"), Answer(item="d/mla-1.17-0", at=1, verdict="wrong")]
    assert pick(BANK, answers, wanted(only="misses"), 9, 1).of == 0


def test_the_range_narrows_with_evidence_and_the_line_is_at_its_lower_end() -> None:
    exam = EXAMS[ASSOCIATE]
    widths = []
    for n in (0, 10, len(BANK)):
        ready = readiness(BANK, exam, [Answer(item=item, at=1, verdict="right") for item in list(BANK)[:n]])
        widths.append(ready.high - ready.low)
        assert ready.ready == (ready.low >= ready.line)
    assert widths == sorted(widths, reverse=True)
    assert not readiness(BANK, exam, []).ready
    many = a_bank(12)
    assert readiness(many, exam, [Answer(item=item, at=1, verdict="right") for item in many]).ready


def test_a_right_guess_is_asked_again_and_does_not_count_as_known() -> None:
    guess = Answer(item="d/mla-1.17-0", at=1, verdict="right", guessed=True)
    assert pick(BANK, [guess], wanted(only="misses"), 9, 1).items == ["d/mla-1.17-0"]
    section = next(p for p in readiness(BANK, EXAMS[ASSOCIATE], [guess]).sections if p.section == "mla-1")
    assert (section.right, section.items) == (0, 1)


def test_an_answer_that_was_read_before_is_no_evidence() -> None:
    aided = [Answer(item=item, at=1, verdict="right", seen=True) for item in BANK]
    assert readiness(BANK, EXAMS[ASSOCIATE], aided).answered == 0
