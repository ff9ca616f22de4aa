"""Items: readable without scripts, with the data that scripts need."""

import html
import random
from collections.abc import Callable
from typing import Any

from quizzes.engine import item as items
from quizzes.engine.grade import normalise
from quizzes.engine.item import Choice, Code, Item, Order, Predict, Short
from tools import bank as banks
from tools.fences.drawing import address, bank, code, data, fence, line, prose

LETTERS = "ABCDEFGH"


@fence
def quiz(body: str) -> str:
    """Items: their ids, one a line; or `domain: tracking` and `n: 5` for so many of a domain, always the same."""
    drawn = "".join(item_html(name, bank().items[name]) for name in quiz_items(body, bank()))
    return f'<div class="quiz">{drawn}</div>'


def quiz_items(body: str, bank_: banks.Bank) -> list[str]:
    """The ids of the items that a quiz fence shows.

    Raises:
        LookupError: an item or so many of a domain are not in the bank; a sentence for the author.
    """
    lines = [line_.strip() for line_ in body.splitlines() if line_.strip()]
    if not any(":" in line_ for line_ in lines):
        for name in lines:
            if name not in bank_.items:
                raise LookupError(f"the bank has no item {name}")
        return lines
    asked = {key.strip(): value.strip() for key, _, value in (line_.partition(":") for line_ in lines)}
    if set(asked) != {"domain", "n"} or not asked["n"].isdigit():
        raise LookupError("a quiz is item ids, one a line, or `domain:` and `n:`")
    known = sorted(name for name in bank_.items if name.startswith(f"{asked['domain']}/"))
    if len(known) < int(asked["n"]):
        raise LookupError(f"the domain {asked['domain']} has {len(known)} items, not {asked['n']}")
    return random.Random(asked["domain"]).sample(known, int(asked["n"]))


def item_html(name: str, item: Item) -> str:
    """An item as it stands in a page: readable without scripts, with its answer in <details>, and its data for them."""
    anchor = "item-" + name.replace("/", "-")
    body, answer, facts_ = draw_item(name, item)
    links = (
        f'<p class="item-links"><a href="{html.escape(address(item.page))}">Where this is taught</a> · '
        f'<a href="{html.escape(item.source)}">Official documentation</a></p>'
    )
    facts_ = {"id": name, "hash": items.fingerprint(item), "type": item.type, **facts_}
    return (
        f'<champion-item class="item" id="{anchor}" data-id="{name}" data-type="{item.type}" data-state="unanswered">'
        f'<div class="item-stem" id="{anchor}-stem">{prose(item.stem)}</div>{body}'
        f'<details class="item-answer"><summary>Answer</summary>{answer}{links}</details>'
        f"{data('item-data', facts_)}</champion-item>"
    )


def draw_item(name: str, item: Item) -> tuple[str, str, dict[str, Any]]:
    """Of an item: what is asked below the stem, what the answer says, and what scripts need."""
    match item:
        case Choice():
            return draw_options(item, prose)
        case Predict():
            body, answer, facts_ = draw_options(
                item, lambda text: f"<pre><code>{html.escape(text.rstrip())}</code></pre>"
            )
            return f'<div class="item-code">{code(item.code)}</div>{body}', answer, {**facts_, "code": item.code}
        case Order():
            return draw_order(name, item)
        case Short():
            return draw_short(item)
        case Code():
            return draw_code(name, item)


def draw_options(item: Choice | Predict, text: Callable[[str], str]) -> tuple[str, str, dict[str, Any]]:
    """Options as a list, rationales as another in the same order."""
    listed = "".join(f"<li>{text(option.text)}</li>" for option in item.option)
    reasons = "".join(
        f"<li{' data-key' if option.key else ''}><strong>{'Right.' if option.key else 'Not this.'}</strong> "
        f"{line(option.rationale)}</li>"
        for option in item.option
    )
    keys = items.keys(item)
    letters = ", ".join(LETTERS[number] for number in keys)
    answer = f'<p>Answer: <strong>{letters}</strong></p><ol class="item-rationales" type="A">{reasons}</ol>'
    return f'<ol class="item-options" type="A">{listed}</ol>', answer, {"keys": keys, "options": len(item.option)}


def draw_order(name: str, item: Order) -> tuple[str, str, dict[str, Any]]:
    """Lines and extras in an order that is always the same for an item, and never a right one."""
    right = [item.lines, *item.also]
    shown = item.lines + item.extra
    chance = random.Random(name)
    while shown in right or shown[: len(item.lines)] in right:
        shown = chance.sample(shown, len(shown))
    listed = "".join(f"<li><code>{html.escape(one)}</code></li>" for one in shown)
    solution = "".join(f"<li><code>{html.escape(one)}</code></li>" for one in item.lines)
    answer = (
        f'<div class="item-solution"><ol>{solution}</ol></div><div class="item-rationale">{prose(item.rationale)}</div>'
    )
    facts_ = {"lines": shown, "right": [[shown.index(one) for one in order] for order in right]}
    return f'<ul class="item-lines">{listed}</ul>', answer, facts_


def draw_short(item: Short) -> tuple[str, str, dict[str, Any]]:
    """The answers, and what people write instead."""
    answers = " or ".join(f"<code>{html.escape(answer)}</code>" for answer in item.answers)
    near = "".join(
        f'<li data-text="{html.escape(normalise(one.text))}"><code>{html.escape(one.text)}</code>: {line(one.rationale)}</li>'
        for one in item.near
    )
    answer = (
        f'<div class="item-solution"><p>Answer: {answers}</p></div>'
        f'<div class="item-rationale">{prose(item.rationale)}</div><ul class="item-rationales">{near}</ul>'
    )
    facts_ = {"answers": [normalise(a) for a in item.answers], "near": [normalise(one.text) for one in item.near]}
    return "", answer, facts_


def draw_code(name: str, item: Code) -> tuple[str, str, dict[str, Any]]:
    """The starter; hints and a solution in the answer; the check for the sandbox."""
    hints = "".join(f"<li>{line(hint)}</li>" for hint in item.hints)
    answer = f'<ol class="item-hints">{hints}</ol><div class="item-solution">{code(item.solution)}</div>'
    facts_ = {"starter": item.starter, "check": bank().proofs[name], "solution": item.solution, "also": item.also}
    return f'<div class="item-code">{code(item.starter)}</div>', answer, facts_
