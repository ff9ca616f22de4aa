"""Properties, in CPython only. What hypothesis finds becomes a case in the other files or in tests/vectors/."""

from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.blueprint import share
from quizzes.engine.grade import normalise

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
