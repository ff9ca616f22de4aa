"""Gates of the bank: over a domain, nothing but knowing the answer may score well."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quizzes.engine.item import Choice, Option, Predict
from tools.bank import Bank
from tools.check.taste import prose, words
from tools.problem import Problem

LETTERS = "ABCD"
LEAST, MOST = 0.2, 0.3  # of a domain's keys at each letter
LONGEST = 0.3  # of keys that are the longest option
GUESS = 0.35  # what any other way to choose without knowing may score
HEDGES = {"may", "might", "can", "could", "usually", "often", "typically", "some", "unless", "if", "when", "until"}

# Ways to choose without knowing: the option with the most of this.
WAYS: dict[str, Callable[[int, Option], float]] = {
    "the longest option": lambda _, option: len(option.text.strip()),
    "the shortest option": lambda _, option: -len(option.text.strip()),
    "the first option": lambda number, _: -number,
    "the most hedged option": lambda _, option: len([word for word in words(prose(option.text)) if word in HEDGES]),
    "the option with most code": lambda _, option: len("".join(re.findall(r"`([^`]+)`", option.text))),
}


@dataclass(frozen=True)
class Statistics:
    """Of a domain's items with four options and one key: how many, keys per letter, and each way's share of right choices."""

    items: int
    letters: dict[str, int]
    ways: dict[str, float]


def statistics(items: list[Choice | Predict]) -> Statistics:
    """Over the items with four options and one key, in the order of their files (a learner's is shuffled)."""
    four = [item for item in items if len(item.option) == 4 and sum(option.key for option in item.option) == 1]
    letters = Counter(LETTERS[[option.key for option in item.option].index(True)] for item in four)
    return Statistics(
        items=len(four),
        letters={letter: letters[letter] for letter in LETTERS},
        ways={way: sum(chance(item, most) for item in four) / max(1, len(four)) for way, most in WAYS.items()},
    )


def chance(item: Choice | Predict, most: Callable[[int, Option], float]) -> float:
    """How likely someone is right who takes an option with the most of something."""
    marks = [most(number, option) for number, option in enumerate(item.option)]
    taken = [option.key for mark, option in zip(marks, item.option, strict=True) if mark == max(marks)]
    return sum(taken) / len(taken)


def by_domain(bank: Bank) -> dict[str, list[Choice | Predict]]:
    """The items with options, by domain."""
    domains: defaultdict[str, list[Choice | Predict]] = defaultdict(list)
    for name, item in bank.items.items():
        if isinstance(item, Choice | Predict):
            domains[name.split("/")[0]].append(item)
    return dict(domains)


def check(bank: Bank) -> Iterator[Problem]:
    """Which domain gives its keys away, and how. Where items are few, one more than chance passes."""
    for domain, items in by_domain(bank).items():
        found = statistics(items)
        where, fair = f"quizzes/bank/{domain}", found.items / 4
        for letter, count in found.letters.items():
            if count < min(LEAST * found.items, fair - 1) or count > max(MOST * found.items, fair + 1):
                fault = f"the key is {letter} in {count} of {found.items} items with four options"
                yield Problem(path=where, fault=fault, mend="Move options, so that each letter has 20 to 30 %")
        for way, share in found.ways.items():
            limit = LONGEST if way == "the longest option" else GUESS
            if share * found.items > max(limit * found.items, fair + 1):
                fault = f"whoever takes {way} is right in {share:.0%} of {found.items} items"
                yield Problem(path=where, fault=fault, mend=f"Rewrite options until it is at most {limit:.0%}")
