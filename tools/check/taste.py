"""Good taste in items: what gives a key away, repeats, or is hard to read. The numbers over a domain are in gates.py."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from quizzes.engine.grade import normalise
from quizzes.engine.item import Choice, Item, Order, Predict, Short
from tools.bank import Bank
from tools.check.says import Says
from tools.problem import Problem

RATIONALE_WORDS = 12
SAME_WORDS = 0.6  # share of common words from which a rationale only repeats its option
LENGTHS = 2.5  # the longest option against the shortest
SHORT_OPTION = 30  # characters: below, lengths don't give anything away
STEM_WORDS = 120
LIX = 60  # Björnsson's readability index: 60 is a hard textbook
LIX_FROM = 10  # words: of fewer it says nothing
ALIKE = 0.75  # share of common word triples from which two stems are one
COMMON_TRIPLE = 40  # a triple in more stems than this tells nothing

ABSOLUTE = re.compile(
    r"\b(always|never|impossible|guaranteed|completely|entirely|(all|none) of (the above|these))\b", re.IGNORECASE
)
NEGATIVE = re.compile(r"\bwhich\b[^.?]*\b(is|are|does|do|can|will|would) not\b[^?]*\?", re.IGNORECASE)
CODE = re.compile(r"```.*?```|`[^`]+`", re.DOTALL)


def check(item: Item, says: Says) -> Iterator[Problem]:
    """What is not in good taste in one item."""
    yield from reading(item, says)
    for table, number, text, rationale in rationales(item):
        yield from reasons(says, table, number, text, rationale)
    if isinstance(item, Choice):
        yield from options_alike(item, says)
        for number, option in enumerate(item.option):
            if found := ABSOLUTE.search(prose(option.text)):
                mend = "Say what holds when; test-wise people strike out such words"
                yield says.of("option", number, f"“{found[0]}” gives the option away", mend)


def prose(text: str) -> str:
    """Markdown without its code."""
    return CODE.sub(" ", text)


def words(text: str) -> list[str]:
    """The words of a text, in lower case; names of code count."""
    return re.findall(r"[^\W_][\w.]*", text.casefold())


def lix(text: str) -> float:
    """Words per sentence, and the percentage of words of more than six letters (Björnsson 1968)."""
    found = re.findall(r"[^\W\d_]+", text)
    sentences = max(1, len(re.findall(r"[.?!:](\s|$)|\n- ", text.strip())))
    return len(found) / sentences + 100 * sum(len(word) > 6 for word in found) / max(1, len(found))


def reading(item: Item, says: Says) -> Iterator[Problem]:
    """A stem that can be read once and understood."""
    text = prose(item.stem)
    count = len(words(text))
    if count > STEM_WORDS:
        yield says.at("stem", f"the stem has {count} words", f"Say it in {STEM_WORDS} or fewer")
    if count >= LIX_FROM and lix(text) > LIX:
        yield says.at("stem", f"the stem is hard to read (LIX {lix(text):.0f})", "Use shorter sentences and words")
    if NEGATIVE.search(text):
        yield says.at("stem", "a question for what is not so is easily misread", "Ask for what is, or write **NOT**")


def rationales(item: Item) -> Iterator[tuple[str, int, str, str]]:
    """Of each rationale: its table ("" is the item itself), number, what it is about, its text."""
    if isinstance(item, Choice | Predict):
        for number, option in enumerate(item.option):
            yield "option", number, option.text, option.rationale
    if isinstance(item, Order | Short):
        yield "", 0, "", item.rationale
    if isinstance(item, Short):
        for number, near in enumerate(item.near):
            yield "near", number, near.text, near.rationale


def reasons(says: Says, table: str, number: int, text: str, rationale: str) -> Iterator[Problem]:
    """A rationale says why, in a whole sentence."""

    def problem(fault: str, mend: str) -> Problem:
        return says.of(table, number, fault, mend) if table else says.at("rationale", fault, mend)

    said = words(rationale)
    if len(said) < RATIONALE_WORDS:
        fault = f"the rationale has {len(said)} words"
        yield problem(fault, f"Say in {RATIONALE_WORDS} or more why someone picks it and what it really does")
    about = set(words(text))
    if len(about) >= 4 and len(about & set(said)) / len(about | set(said)) > SAME_WORDS:
        yield problem("the rationale only repeats the option", "Say why it is right or wrong")


def options_alike(item: Choice, says: Says) -> Iterator[Problem]:
    """No option stands out by its length, its end, its first letter, or as the only one that is code."""
    texts = [option.text.strip() for option in item.option]
    lengths = [len(text) for text in texts]
    if max(lengths) > SHORT_OPTION and max(lengths) > LENGTHS * min(lengths):
        fault = f"the options have {min(lengths)} to {max(lengths)} characters"
        yield says.of("option", lengths.index(max(lengths)), fault, "Make them alike in length")
    for form, of in {
        "ends with a full stop": [text.endswith(".") for text in texts],
        "is nothing but code": [prose(text).strip() == "" for text in texts],
        "begins with a capital letter": [text[:1].isupper() for text in texts if text[:1].isalpha()],
    }.items():
        shown = Counter(of)
        if len(of) == len(texts) and 1 in shown.values() and len(shown) > 1:
            odd = min(shown, key=lambda value: shown[value])
            fault = f"this option alone {form}" if odd else f"every other option {form}"
            yield says.of("option", of.index(odd), fault, "Give all options one form")


def repeats(bank: Bank) -> Iterator[Problem]:
    """Stems that are nearly another's, and sets of distractors that are there twice."""
    sets: dict[frozenset[str], str] = {}
    for name, item in bank.items.items():
        if isinstance(item, Choice | Predict):
            wrong = frozenset(normalise(option.text) for option in item.option if not option.key)
            if sets.setdefault(wrong, name) != name:
                fault = f"its distractors are those of {sets[wrong]}"
                yield Problem(path=f"quizzes/bank/{name}.toml", fault=fault, mend="Find other mistakes, or delete one")
    for name, other, share in near_stems(bank):
        fault = f"{share:.0%} of the stem is that of {other}"
        yield Problem(path=f"quizzes/bank/{name}.toml", fault=fault, mend="Ask something else or delete one")


def near_stems(bank: Bank) -> Iterator[tuple[str, str, float]]:
    """Pairs of items whose stems (with their code) share most of their word triples, and how much; equal ones left out."""
    triples = {name: set(threes(item)) for name, item in bank.items.items()}
    holders: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, own in triples.items():
        common: Counter[str] = Counter()
        for triple in own:
            if len(holders[triple]) <= COMMON_TRIPLE:
                common.update(holders[triple])
                holders[triple].append(name)
        for other, count in common.most_common(3):
            share = count / len(own | triples[other])
            if ALIKE <= share < 1:
                yield name, other, share


def threes(item: Item) -> Iterator[tuple[str, ...]]:
    """Each three words that follow one another in what an item asks."""
    asked = words(" ".join([item.stem, getattr(item, "code", ""), getattr(item, "starter", "")]))
    return zip(asked, asked[1:], asked[2:], strict=False)
