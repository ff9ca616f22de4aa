"""A blueprint: an exam's sections with their official weights, each with its objectives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

Relevance = Literal["core", "related", "none"]


@dataclass(frozen=True, kw_only=True)
class Objective:
    """One thing the exam says you can do. `relevance`: how much of it is MLflow; `none` is out of scope here."""

    id: str
    text: str
    relevance: Relevance
    form: Literal["legacy", "renamed", "current"] | None = None
    topics: list[str] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the exam. `weight` in percent."""

    id: str
    name: str
    weight: int
    objective: list[Objective]


@dataclass(frozen=True, kw_only=True)
class Focus:
    """What an exam without a mock is practised by: a name, and objectives, of other exams too."""

    name: str
    objectives: list[str]


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the facts of a blueprint were read."""

    title: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """An exam. `items`: scored questions; `mock`: whether a mock exam is drawn to it."""

    name: str
    short: str
    prefix: str
    guide_version: str
    guide_url: str
    page_url: str
    collected: date
    minutes: int
    items: int
    mock: bool
    caveat: str
    mlflow: str
    section: list[Section]
    weights_source: str = ""
    question_types: str = ""
    unscored: str = ""
    languages: list[str] = field(default_factory=list)
    fee_usd: int | None = None
    validity_years: int | None = None
    sources: list[Source] = field(default_factory=list)
    focus: list[Focus] = field(default_factory=list)


PARTS: tuple[type[Any], ...] = (Blueprint, Section, Objective, Source, Focus)


def from_dict(data: dict[str, Any]) -> Blueprint:
    """The blueprint in `data`, which `tools.bank` has validated."""
    sections = [Section(**(s | {"objective": [Objective(**o) for o in s["objective"]]})) for s in data["section"]]
    sources = [Source(**source) for source in data.get("sources", [])]
    focus = [Focus(**one) for one in data.get("focus", [])]
    return Blueprint(**(data | {"section": sections, "sources": sources, "focus": focus}))


def share(weights: Mapping[str, int], size: int) -> dict[str, int]:
    """Share `size` out by weight: whole parts first, the rest to the largest remainders, ties in the order given.

    Raises:
        ValueError: a negative weight or size, or no weight at all to share a positive size by.
    """
    total = sum(weights.values())
    if size < 0 or min(weights.values(), default=0) < 0 or (size and not total):
        raise ValueError(f"cannot share {size} by {dict(weights)}")
    exact = {name: Fraction(size * weight, total or 1) for name, weight in weights.items()}
    parts = {name: int(part) for name, part in exact.items()}
    by_remainder = sorted(weights, key=lambda name: parts[name] - exact[name])
    for name in by_remainder[: size - sum(parts.values())]:
        parts[name] += 1
    return parts


def in_scope(section: Section) -> list[Objective]:
    """The objectives of the section that have to do with MLflow."""
    return [objective for objective in section.objective if objective.relevance != "none"]


def items_per_section(blueprint: Blueprint) -> dict[str, int]:
    """Items of each section on the whole exam: largest remainders of the official weights, which add up to `items`."""
    return share({section.id: section.weight for section in blueprint.section}, blueprint.items)


def in_scope_items(blueprint: Blueprint) -> dict[str, int]:
    """Items of each section on a form at in-scope length.

    The section's items on the whole exam × its objectives in scope ÷ all its objectives, rounded, halves to even.
    """
    whole = items_per_section(blueprint)
    return {
        section.id: round(Fraction(whole[section.id] * len(in_scope(section)), len(section.objective)))
        for section in blueprint.section
    }
