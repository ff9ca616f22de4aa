"""What a learner's answers say: the state of each item, what to practise next, and a readiness of our own."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from quizzes.engine.blueprint import Blueprint, in_scope_items
from quizzes.engine.form import Bank, pools, shuffled
from quizzes.engine.grade import State

Only = Literal["", "misses", "unseen"]
SURE = 1.645  # standard deviations to each side: nine in ten
LINE = 0.75  # of the items in scope, at the lower end of the range


class Answer(NamedTuple):
    """One answer to an item. `at`: ms, UTC. `seen`: the answer had been read before, so it is no evidence."""

    item: str
    at: int
    verdict: State
    guessed: bool = False
    seen: bool = False

    @property
    def known(self) -> bool:
        """Right, and not by luck."""
        return self.verdict == "right" and not self.guessed


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What to practise; an empty list leaves it open. `pages`: paths below docs/, without anchors."""

    items: list[str]
    objectives: list[str]
    pages: list[str]
    types: list[str]
    only: Only = ""


@dataclass(frozen=True, kw_only=True)
class Picked:
    """`items` to practise now, of so many (`of`) that are wanted; `unseen` of these were never answered."""

    items: list[str]
    of: int
    unseen: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """A section: `right` of `items` answered without help, and the range, from 0 to 1, that they leave open."""

    section: str
    name: str
    right: int
    items: int
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """Which share of the items in scope you would have right, as a range; it narrows with evidence.

    `ready`: its lower end reaches `line`. Databricks publishes no pass mark: the line is ours.
    """

    low: float
    high: float
    line: float
    ready: bool
    answered: int
    sections: list[Part]


def newest(answers: Iterable[Answer]) -> dict[str, Answer]:
    """Of each item its last answer."""
    last: dict[str, Answer] = {}
    for answer in answers:
        if answer.item not in last or answer.at >= last[answer.item].at:
            last[answer.item] = answer
    return last


def pick(bank: Bank, answers: Iterable[Answer], wanted: Wanted, n: int, seed: int) -> Picked:
    """Up to `n` items to practise: those never answered first, mixed by the seed, then those answered longest ago."""
    last = newest(answers)
    fits = [
        item
        for item, entry in bank.items()
        if (not wanted.items or item in wanted.items)
        and (not wanted.objectives or set(wanted.objectives).intersection(entry.objectives))
        and (not wanted.pages or entry.page.partition("#")[0] in wanted.pages)
        and (not wanted.types or entry.type in wanted.types)
        and (wanted.only != "unseen" or item not in last)
        and (wanted.only != "misses" or (item in last and not last[item].known))
    ]
    mixed = shuffled(sorted(fits), str(seed))
    mixed.sort(key=lambda item: last[item].at if item in last else 0)
    return Picked(items=mixed[:n], of=len(fits), unseen=sum(item not in last for item in fits))


def readiness(bank: Bank, blueprint: Blueprint, answers: Iterable[Answer]) -> Readiness:
    """A range for the share of the exam's items in scope that would be answered right.

    Each section's last answers without help, one an item, make a beta distribution that begins as even (1, 1); the whole is
    their mean by the sections' items in scope, with the spread that follows, nine times in ten.
    """
    last = newest(answer for answer in answers if not answer.seen)
    counts = in_scope_items(blueprint)
    total = sum(counts.values())
    pool = pools(bank, blueprint)
    mean = spread = 0.0
    parts = []
    for section in blueprint.section:
        if not counts[section.id]:
            continue
        given = [last[item] for item in pool[section.id] if item in last]
        right = sum(answer.known for answer in given)
        alpha, beta = 1 + right, 1 + len(given) - right
        middle = alpha / (alpha + beta)
        variance = middle * (1 - middle) / (alpha + beta + 1)
        low, high = bounds(middle, variance)
        parts.append(Part(section=section.id, name=section.name, right=right, items=len(given), low=low, high=high))
        share = counts[section.id] / total
        mean += share * middle
        spread += share**2 * variance
    low, high = bounds(mean, spread) if total else (0.0, 1.0)
    answered = sum(part.items for part in parts)
    return Readiness(low=low, high=high, line=LINE, ready=low >= LINE, answered=answered, sections=parts)


def bounds(mean: float, variance: float) -> tuple[float, float]:
    """The range around the mean that holds nine in ten, within 0 and 1."""
    reach = SURE * math.sqrt(variance)
    return round(max(0.0, mean - reach), 4), round(min(1.0, mean + reach), 4)
