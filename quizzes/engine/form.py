"""A form: an ordered set of items drawn to a blueprint from a seed."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from quizzes.engine.blueprint import Blueprint, in_scope_items, share


class TooFewItems(Exception):
    """A section has fewer items than its share of the form."""


class NoMock(Exception):
    """The exam has no mock: too little of it is MLflow."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """`items`: ids in the order in which they are asked, each with the id of its section."""

    exam: str
    size: int
    seed: int
    items: list[tuple[str, str]]


def assemble(objectives: Mapping[str, list[str]], exam: str, blueprint: Blueprint, size: int, seed: int) -> Form:
    """Draw a form of `size` items to the blueprint's in-scope shares.

    `objectives` gives the objectives of every item of the bank, by id. Items per section are the in-scope counts at
    that length and, at any other, its largest remainders, so they add up to `size` exactly. The same bank, size and
    seed give the same form in CPython and in Pyodide.

    Raises:
        NoMock: the exam has no mock.
        TooFewItems: a section has fewer items than its share; names the section and the shortage.
    """
    if not blueprint.mock:
        raise NoMock(f"{blueprint.name} has no mock exam: practise its focus areas instead.")
    counts = share(in_scope_items(blueprint), size)
    chance = random.Random(seed)
    drawn: list[tuple[str, str]] = []
    for section in blueprint.section:
        ids = {objective.id for objective in section.objective}
        pool = sorted(item for item, serves in objectives.items() if ids.intersection(serves))
        if len(pool) < counts[section.id]:
            missing = counts[section.id] - len(pool)
            raise TooFewItems(f"{section.name} ({section.id}) needs {counts[section.id]} items and lacks {missing}.")
        drawn += [(item, section.id) for item in chance.sample(pool, counts[section.id])]
    chance.shuffle(drawn)
    return Form(exam=exam, size=size, seed=seed, items=drawn)
