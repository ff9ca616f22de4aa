"""Every rule of taste and every gate of the bank catches its bad example; what is good passes."""

import pytest

from tests.tools.conftest import ITEM, PROOF, Project
from tests.tools.test_check import ITEM_FILE, SAME_STEM

STEM = "Which call records the loss once per epoch?"
LOGS = "It logs one more point for each epoch, at the place that its step names."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (LOGS, "It logs a point for each epoch.", "one.toml:9: the rationale has 7 words"),
        (
            'text = "a"\nkey = true\nrationale = "It',
            'text = "it logs one more point for each epoch at the place"\nkey = true\nrationale = "It',
            "one.toml:9: the rationale only repeats the option",
        ),
        ('text = "c"', 'text = "it always works"', "one.toml:18: “always” gives the option away"),
        ('text = "c"', 'text = "none of the above"', "“none of the above” gives the option away"),
        (
            'text = "c"',
            'text = "a step that counts the epochs of the training loop"',
            "the options have 1 to 50 characters",
        ),
        ('text = "a"', 'text = "a."', "one.toml:9: this option alone ends with a full stop"),
        ('text = "b"', 'text = "`b`"', "one.toml:14: this option alone is nothing but code"),
        ('text = "b"', 'text = "B"', "one.toml:14: this option alone begins with a capital letter"),
        (STEM, "Which of these calls does not record the loss?", "one.toml:7: a question for what is not so"),
        (STEM, "word " * 121 + "?", "one.toml:7: the stem has 121 words"),
        (
            STEM,
            "Considering reproducibility requirements, which epochwise instrumentation methodology accomplishes whole documentation?",
            "one.toml:7: the stem is hard to read (LIX",
        ),
    ],
)
def test_bad_taste_is_named_with_line_and_next_step(project: Project, old: str, new: str, message: str) -> None:
    project.spoil(ITEM_FILE, old, new)
    assert any(message in problem for problem in project.problems()), project.problems()


def test_an_exception_in_bold_may_be_asked_for(project: Project) -> None:
    project.spoil(ITEM_FILE, STEM, "Which of these calls does **NOT** record the loss?")
    assert not any("misread" in problem for problem in project.problems())


def test_code_is_no_prose(project: Project) -> None:
    project.spoil(ITEM_FILE, 'text = "c"', 'text = "`never`"')
    assert not any("gives the option away" in problem for problem in project.problems())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (STEM, f"{STEM} Choose.", "two.toml:1: its distractors are those of tracking/one"),
        (STEM, f"{STEM} Choose.", "two.toml:1: 86% of the stem is that of tracking/one"),
    ],
)
def test_an_item_that_is_there_already(project: Project, old: str, new: str, message: str) -> None:
    for name, text in SAME_STEM.items():
        project.write(name, text.replace(old, new))
    assert any(message in problem for problem in project.problems()), project.problems()


TEXTS = ("to each run", "to each child", "in its store", "at the server")
HEDGED = ("it can be shown", "it is shown now", "it was shown so", "it is not shown")
EVEN = ("to each run", "in any node", "at one shop", "by the host")
CODED = ("by `a_name` now", "by another name", "by no name here", "by `b` that way")


def domain(project: Project, keys: str, texts: tuple[str, ...] = TEXTS) -> list[str]:
    """Messages on a domain with an item for each letter, which is its key; the key has the first of the texts."""
    for path in (project.root / "quizzes/bank/tracking").iterdir():
        path.unlink()
    head = ITEM.partition("\n\n[[option]]")[0]
    for number, letter in enumerate(keys):
        place = "ABCD".index(letter)
        order = [*texts[1:]]
        order.insert(place, texts[0])
        options = [
            f'[[option]]\ntext = "{text} {number}"\nrationale = "{LOGS}"\n' + "key = true\n" * (text == texts[0])
            for text in order
        ]
        name = f"quizzes/bank/tracking/item-{number}"
        stem = f"{head.replace(STEM, f'{number} goes where? ' + chr(97 + number) * 3)}\n\n" + "\n".join(options)
        project.write(f"{name}.toml", stem)
        project.write(f"{name}.py", PROOF)
    return [problem for problem in project.problems() if "quizzes/bank/tracking:" in problem]


def test_a_domain_that_gives_nothing_away_passes(project: Project) -> None:
    assert domain(project, "ABCDABCDABCD", EVEN) == []


@pytest.mark.parametrize(
    ("keys", "texts", "message"),
    [
        ("BBBBBBACDBBB", TEXTS, "the key is B in 9 of 12 items"),
        ("BBBBBBACBBBB", TEXTS, "the key is D in 0 of 12 items"),
        ("AAAAAABCDAAA", TEXTS, "whoever takes the first option is right in 75% of 12 items"),
        (
            "ABCDABCDABCD",
            ("to each long run", *TEXTS[1:]),
            "whoever takes the longest option is right in 100% of 12 items",
        ),
        ("ABCDABCDABCD", ("to run", *TEXTS[1:]), "whoever takes the shortest option is right in 100% of 12 items"),
        ("ABCDABCDABCD", HEDGED, "whoever takes the most hedged option is right in 100% of 12 items"),
        ("ABCDABCDABCD", CODED, "whoever takes the option with most code is right in 100% of 12 items"),
    ],
)
def test_a_domain_that_gives_its_keys_away(project: Project, keys: str, texts: tuple[str, ...], message: str) -> None:
    found = domain(project, keys, texts)
    assert any(message in problem for problem in found), found


def test_few_items_may_be_uneven_by_one(project: Project) -> None:
    assert domain(project, "AAB", EVEN) != []
    assert domain(project, "AB", EVEN) == []
