"""Grading: from an item and a response to a verdict."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal

from quizzes.engine.item import Choice, Code, Item, Order, Predict, Short, keys

State = Literal["right", "wrong", "partly"]
STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})


class BadResponse(Exception):
    """The response has not the form that the item's type asks for."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`says`: a sentence for the learner, or empty."""

    state: State
    says: str = ""


def normalise(text: str) -> str:
    """Two short answers are equal when this is: compatibility forms, case, spaces and one pair of quotes don't count."""
    text = unicodedata.normalize("NFKC", text).translate(STRAIGHT)
    text = re.sub(r"\s+", " ", text).strip().casefold()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "'\"`":
        text = text[1:-1].strip()
    return text


def grade(item: Item, response: Any) -> Verdict:
    """The verdict on a response.

    A response is, by type: option numbers (choice, predict), lines in order (order), text (short), or for code what
    `check.run` gave. Some keys and nothing wrong is `partly`, which counts nothing in an exam.

    Raises:
        BadResponse: the response has not that form, or names an option that isn't there.
    """
    match item:
        case Choice() | Predict():
            return choose(item, response)
        case Order():
            if not is_list_of(response, str):
                raise BadResponse(f"an order is a list of lines, not {response!r}")
            return Verdict(state="right" if response in [item.lines, *item.also] else "wrong")
        case Short():
            return short(item, response)
        case Code():
            if not isinstance(response, dict) or response.get("verdict") not in ("right", "wrong"):
                raise BadResponse(f"a code item's response is what its check gave, not {response!r}")
            return Verdict(state=response["verdict"], says=str(response.get("says", "")))


def choose(item: Choice | Predict, response: Any) -> Verdict:
    """The verdict on a set of option numbers."""
    if not is_list_of(response, int) or any(not 0 <= number < len(item.option) for number in response):
        raise BadResponse(f"a choice is a list of option numbers below {len(item.option)}, not {response!r}")
    chosen, right = set(response), set(keys(item))
    if chosen == right:
        return Verdict(state="right")
    return Verdict(state="partly" if chosen and chosen < right else "wrong")


def short(item: Short, response: Any) -> Verdict:
    """The verdict on a typed answer; a near miss brings its own rationale."""
    if not isinstance(response, str):
        raise BadResponse(f"a short answer is text, not {response!r}")
    given = normalise(response)
    if given in {normalise(answer) for answer in item.answers}:
        return Verdict(state="right")
    says = next((near.rationale for near in item.near if normalise(near.text) == given), "")
    return Verdict(state="wrong", says=says)


def is_list_of(value: Any, kind: type) -> bool:
    """Whether `value` is a list of `kind`; True and False are no numbers here."""
    return isinstance(value, list) and all(isinstance(entry, kind) and not isinstance(entry, bool) for entry in value)
