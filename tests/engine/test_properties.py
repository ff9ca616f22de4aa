"""Properties, in CPython only. What hypothesis finds becomes a case in the other files or in tests/vectors/."""

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.engine.blueprint import Blueprint, Objective, Section, in_scope_items, share
from quizzes.engine.event import merge
from quizzes.engine.form import Entry, assemble, disjoint, pools
from quizzes.engine.grade import Verdict, normalise
from quizzes.engine.report import report

settings.register_profile("untimed", deadline=None)  # times are the benchmark's
settings.load_profile("untimed")

WEIGHTS = st.dictionaries(st.text(min_size=1), st.integers(1, 1000), min_size=1, max_size=12)


@given(WEIGHTS, st.integers(0, 10_000))
def test_shares_add_up_and_stay_within_one_of_the_exact_part(weights: dict[str, int], size: int) -> None:
    parts = share(weights, size)
    total = sum(weights.values())
    assert sum(parts.values()) == size
    assert all(abs(parts[name] - size * weight / total) < 1 for name, weight in weights.items())


@given(st.text())
def test_case_and_spaces_around_never_count(text: str) -> None:
    assert normalise(f"  {text}\n") == normalise(text)


@given(st.from_regex(r"[a-z_.]+", fullmatch=True))
def test_names_survive_quoting(name: str) -> None:
    assert normalise(f"`{name}`") == normalise(f"\u201c{name.upper()}\u201d") == name


@st.composite
def exams(draw: st.DrawFn) -> tuple[Blueprint, dict[str, Entry]]:
    """An exam of one to four sections, and a bank with up to nine items for each of its objectives."""
    sections, bank = [], {}
    for number in range(draw(st.integers(1, 4))):
        ids = [f"x-{number}.{n}" for n in range(draw(st.integers(1, 3)))]
        kept = [Objective(id=one, text="", relevance=draw(st.sampled_from(["core", "none"]))) for one in ids]
        sections.append(Section(id=f"x-{number}", name="", weight=draw(st.integers(1, 50)), objective=kept))
        for one in ids:
            for n in range(draw(st.integers(0, 9))):
                bank[f"d/{one}-{n}"] = Entry(objectives=[one], options=4)
    exam = Blueprint(
        name="X", short="X", prefix="x", guide_version="", guide_url="", page_url="", collected=date(2026, 11, 23),
        minutes=90, items=draw(st.integers(1, 60)), mock=True, caveat="", mlflow="", section=sections,
    )  # fmt: skip
    return exam, bank


@given(exams(), st.integers(1, 12), st.integers(1, 40))
def test_forms_are_whole_repeatable_and_disjoint(
    made: tuple[Blueprint, dict[str, Entry]], size: int, seed: int
) -> None:
    exam, bank = made
    scope = in_scope_items(exam)
    pool = pools(bank, exam)
    if not any(scope[section] and pool[section] for section in scope):
        return
    counts = share(scope, size)
    if not any(counts[section] and pool[section] for section in scope):
        return
    form = assemble(bank, "x", exam, size, seed)
    assert form == assemble(bank, "x", exam, size, seed)
    drawn = Counter(section for _, section in form.items)
    assert {s: drawn[s] + form.missing.get(s, 0) for s in counts} == counts
    assert len(form.items) + sum(form.missing.values()) == size
    assert all(sorted(order) == [0, 1, 2, 3] for order in form.orders.values())
    n = disjoint({section: len(items) for section, items in pool.items()}, counts)
    full = {s for s in counts if len(pool[s]) >= counts[s]}
    turn = (seed - 1) // n * n
    asked = [
        item
        for place in range(1, n + 1)
        for item, section in assemble(bank, "x", exam, size, turn + place).items
        if section in full
    ]
    assert len(asked) == len(set(asked))


@given(exams(), st.data())
def test_a_reports_parts_add_up(made: tuple[Blueprint, dict[str, Entry]], data: st.DataObject) -> None:
    exam, bank = made
    scope = in_scope_items(exam)
    if not any(share(scope, 12)[s] and pools(bank, exam)[s] for s in scope) if sum(scope.values()) else True:
        return
    form = assemble(bank, "x", exam, 12, 1)
    states = st.sampled_from(["right", "wrong", "partly"])
    verdicts = {item: Verdict(state=data.draw(states)) for item, _ in form.items if data.draw(st.booleans())}
    scored = report(form, verdicts, exam, bank)
    assert scored.items == len(form.items) == sum(score.items for score in scored.sections)
    assert scored.right == sum(v.state == "right" for v in verdicts.values())
    assert scored.right == sum(score.right for score in scored.sections)
    for score in scored.sections:
        assert score.right == sum(count.right for count in score.objectives)


EVENTS = st.lists(st.fixed_dictionaries({"id": st.sampled_from("abcdef"), "at": st.integers(0, 3)}))


@given(EVENTS, EVENTS, EVENTS)
def test_merge_is_commutative_associative_and_idempotent(
    one: list[dict[str, object]], two: list[dict[str, object]], three: list[dict[str, object]]
) -> None:
    assert merge(one, two) == merge(two, one)
    assert merge(merge(one, two), three) == merge(one, merge(two, three))
    assert merge(merge(one, two), two) == merge(one, two)
