"""A form: an ordered set of items drawn to a blueprint from a seed."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, TypeVar

from quizzes.engine.blueprint import Blueprint, in_scope_items, share

T = TypeVar("T")

PROGRAMS = ("code", "predict")  # types that no real exam has


class TooFewItems(Exception):
    """Nothing can be drawn: no section of the exam has an item."""


class NoMock(Exception):
    """The exam has no mock: too little of it is MLflow."""


class BadSeed(Exception):
    """Forms are numbered from 1."""


class Entry(NamedTuple):
    """What drawing needs to know of an item. `page`: with its anchor; `options`: how many there are to shuffle."""

    objectives: list[str]
    type: str = "choice"
    options: int = 0
    page: str = ""


@dataclass(frozen=True, kw_only=True)
class Form:
    """`items`: ids in the order in which they are asked, each with the id of its section.

    `orders`: of each item with options, the file's option numbers in the order shown. `missing`: how many items a
    section lacks, whose items are not written yet. `milliseconds`: time for it, at the real exam's pace.
    """

    exam: str
    size: int
    seed: int
    items: list[tuple[str, str]]
    orders: dict[str, list[int]] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    milliseconds: int = 0


Bank = Mapping[str, Entry]


def without_programs(bank: Bank) -> Bank:
    """The items of types that real exams have."""
    return {item: entry for item, entry in bank.items() if entry.type not in PROGRAMS}


def pools(bank: Bank, blueprint: Blueprint) -> dict[str, list[str]]:
    """The items of each section, sorted by id."""
    section_of = {objective.id: section.id for section in blueprint.section for objective in section.objective}
    found: dict[str, list[str]] = {section.id: [] for section in blueprint.section}
    for item in sorted(bank):
        for section in {section_of[one] for one in bank[item].objectives if one in section_of}:
            found[section].append(item)
    return found


def disjoint(pool_sizes: Mapping[str, int], counts: Mapping[str, int]) -> int:
    """How many forms with these counts share no item.

    A section with fewer items than one form asks of it puts all of them into each form, and does not count here.
    """
    return min((pool_sizes[s] // n for s, n in counts.items() if n and pool_sizes[s] >= n), default=1)


def assemble(bank: Bank, exam: str, blueprint: Blueprint, size: int, seed: int) -> Form:
    """Draw a form of `size` items to the blueprint's in-scope shares.

    Items per section are the in-scope counts at that length and, at any other, its largest remainders, so they add up
    to `size` exactly; a section with too few items gives what it has, and the rest is `missing`. Seeds from 1 to
    `disjoint` give forms that share no item (but for such sections'), as does each later round of so many. The same
    bank, size and seed give the same form in CPython and in Pyodide.

    Raises:
        NoMock: the exam has no mock.
        BadSeed: the seed is below 1.
        TooFewItems: no section has any item.
    """
    if not blueprint.mock:
        raise NoMock(f"{blueprint.name} has no mock exam: practise its focus areas instead.")
    if seed < 1:
        raise BadSeed(f"forms are numbered from 1, not {seed}")
    counts = share(in_scope_items(blueprint), size)
    pool = pools(bank, blueprint)
    turn, place = divmod(seed - 1, disjoint({section: len(items) for section, items in pool.items()}, counts))
    drawn: list[tuple[str, str]] = []
    missing = {}
    for section, count in counts.items():
        mixed = shuffled(pool[section], f"{exam} {size} {turn} {section}")
        begin = place * count if len(mixed) >= count else 0
        drawn += [(item, section) for item in mixed[begin : begin + count]]
        if len(mixed) < count:
            missing[section] = count - len(mixed)
    if not drawn:
        raise TooFewItems(f"No item for {blueprint.name} is written yet.")
    drawn = shuffled(drawn, f"{exam} {size} {seed}")
    return Form(
        exam=exam,
        size=size,
        seed=seed,
        items=drawn,
        orders={item: shuffled(range(n), f"{seed} {item}") for item, _ in drawn if (n := bank[item].options)},
        missing=missing,
        milliseconds=round(Fraction(60_000 * blueprint.minutes * len(drawn), blueprint.items)),
    )


def shuffled(values: Iterable[T], seed: str) -> list[T]:
    """The values in an order that the seed alone decides."""
    mixed = list(values)
    random.Random(seed).shuffle(mixed)
    return mixed
