"""Rules of items, their proofs and checks, and of blueprints, beyond what their dataclasses say."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from quizzes.engine import item as items
from quizzes.engine.blueprint import Blueprint
from quizzes.engine.grade import normalise
from quizzes.engine.item import Choice, Code, Item, Order, Predict, Short
from tools import pages
from tools.bank import Bank, load
from tools.check import gates, taste
from tools.check.says import Says
from tools.problem import Problem

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HOSTS = {
    "mlflow.org",
    "www.mlflow.org",
    "docs.databricks.com",
    "www.databricks.com",
    "scikit-learn.org",
    "docs.python.org",
}
HOW_MANY = {2: "two", 3: "three"}
CHOICE_OPTIONS, MULTIPLE_OPTIONS = 4, 5


def check(root: Path) -> list[Problem]:
    """All that is wrong with items, proofs and blueprints."""
    bank, problems = load(root)
    problems += stray_files(root)
    anchors = {path: page.anchors for path, page in pages.load(root).items()}
    for name, item in bank.items.items():
        path = root / "quizzes" / "bank" / f"{name}.toml"
        says = Says(path.relative_to(root).as_posix(), path.read_text("utf-8"))
        problems += shape(item, says)
        problems += objectives(item, bank, says)
        problems += references(item, anchors, says)
        problems += proof(item, bank.proofs.get(name), says)
        problems += history(item, bank, says)
        problems += taste.check(item, says)
    problems += equal_stems(bank)
    problems += taste.repeats(bank)
    problems += gates.check(bank)
    for exam, blueprint in bank.blueprints.items():
        problems += weights(blueprint, f"quizzes/blueprints/{exam}.toml")
    return problems


def shape(item: Item, says: Says) -> Iterator[Problem]:
    """What the type asks for beyond its fields."""
    match item:
        case Choice() | Predict():
            yield from options(item, says)
        case Order():
            known = set(item.lines) | set(item.extra)
            if set(item.lines) & set(item.extra):
                yield says.at("extra", "an extra line is also one of the lines", "A line belongs or it doesn't")
            if len(known) != len(item.lines) + len(item.extra):
                yield says.at("lines", "two lines are equal", "Make each line different, so that it can be told apart")
            for other in item.also:
                if not set(other) <= known:
                    yield says.at(
                        "also", "another right order has a line that is not in lines", "Copy the lines exactly"
                    )
                if other == item.lines:
                    yield says.at("also", "another right order equals lines", "Delete it")
        case Short():
            answers = [normalise(answer) for answer in item.answers]
            if not all(answers) or len(set(answers)) != len(answers):
                yield says.at("answers", "an answer is empty or equals another once normalised", "Delete it")
            for number, near in enumerate(item.near):
                if normalise(near.text) in answers:
                    yield says.of(
                        "near", number, "this near miss is right once normalised", "Delete it or mend the answers"
                    )
        case Code():
            for name, least in (("also", 1), ("hints", 2), ("mistake", 2)):
                if len(getattr(item, name)) < least:
                    yield says.at(name, f"a code item has at least {least} {name}", f"Add to `{name}`")


def options(item: Choice | Predict, says: Says) -> Iterator[Problem]:
    """Four options with one key, or five with two or three, and then the stem says how many; no two alike."""
    keys, count = len(items.keys(item)), len(item.option)
    if (count, keys) not in {(CHOICE_OPTIONS, 1), (MULTIPLE_OPTIONS, 2), (MULTIPLE_OPTIONS, 3)}:
        fault = f"{count} options with {keys} keys"
        yield says.at("stem", fault, "Give four options with one key, or five with two or three")
    elif keys in HOW_MANY and HOW_MANY[keys] not in item.stem.casefold():
        yield says.at(
            "stem", f"the stem does not say that {HOW_MANY[keys]} options are right", "Say how many to choose"
        )
    for number, option in enumerate(item.option):
        if option.text in [other.text for other in item.option[:number]]:
            yield says.of("option", number, f"option {number + 1} repeats another", "Write another distractor")


def objectives(item: Item, bank: Bank, says: Says) -> Iterator[Problem]:
    """Objectives exist, are in scope, and lie in one section of each exam."""
    sections = bank.sections()
    if not item.objectives:
        yield says.at("objectives", "the item serves no objective", "Name at least one of quizzes/blueprints/")
    seen: dict[str, str] = {}
    for objective in item.objectives:
        if objective not in sections:
            yield says.at("objectives", f"no exam has an objective {objective}", "Take one of quizzes/blueprints/")
            continue
        exam, section, relevance = sections[objective]
        if relevance == "none":
            yield says.at(
                "objectives", f"{objective} has nothing to do with MLflow", "Take one that is core or related"
            )
        if seen.setdefault(exam, section) != section:
            yield says.at("objectives", f"two sections of {exam}", "Keep one: a form counts the item once")


def references(item: Item, anchors: dict[str, set[str]], says: Says) -> Iterator[Problem]:
    """The page with its anchor exists, the source is official, and each api name is in the pinned mlflow."""
    page, _, anchor = item.page.partition("#")
    if page not in anchors:
        yield says.at("page", f"there is no page docs/{page}", "Name the page that teaches this")
    elif anchor not in anchors[page]:
        yield says.at("page", f"docs/{page} has no anchor #{anchor}", f"It has {', '.join(sorted(anchors[page]))}")
    address = urlsplit(item.source)
    if address.scheme != "https" or address.hostname not in HOSTS:
        yield says.at("source", f"{item.source} is no official page", f"Name one on {', '.join(sorted(HOSTS))}")
    for name in item.api:
        if not exists(name):
            yield says.at("api", f"the pinned mlflow has no {name}", "Mend the name")


def exists(name: str) -> bool:
    """Whether a dotted name, such as mlflow.MlflowClient.log_batch, can be imported or reached from what can."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            value: Any = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for part in parts[cut:]:
            if not hasattr(value, part):
                return False
            value = getattr(value, part)
        return parts[0] == "mlflow"
    return False


def proof(item: Item, source: str | None, says: Says) -> Iterator[Problem]:
    """A code item has its check, an item about code its proof."""
    wanted = "check" if isinstance(item, Code) else "proof"
    if source is None:
        if isinstance(item, Code) or item.api:
            mend = f"Write def {wanted}({'store, names, output' if wanted == 'check' else ''}) in the .py beside it"
            yield says.at("type", f"there is no {wanted} beside this item", mend)
        return
    where = says.path.removesuffix(".toml") + ".py"
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        yield Problem(path=where, line=error.lineno or 1, fault=f"no valid Python: {error.msg}", mend="Mend the line")
        return
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    if wanted not in functions:
        yield Problem(path=where, fault=f"it defines no {wanted}()", mend=f"Write def {wanted}")
    elif wanted == "check" and [a.arg for a in functions["check"].args.args] != ["store", "names", "output"]:
        line = functions["check"].lineno
        yield Problem(
            path=where, line=line, fault="check takes other arguments", mend="Write def check(store, names, output)"
        )
    elif not any(isinstance(node, ast.Assert | ast.Raise) for node in ast.walk(functions[wanted])):
        line = functions[wanted].lineno
        yield Problem(path=where, line=line, fault=f"{wanted} can never fail", mend="Assert or raise what must hold")


def history(item: Item, bank: Bank, says: Says) -> Iterator[Problem]:
    """Ids that an item had before are not those of another one."""
    for old in item.formerly:
        if old in bank.items:
            yield says.at("formerly", f"{old} is an item of its own", "Delete it from `formerly`")


def equal_stems(bank: Bank) -> Iterator[Problem]:
    """Two items that ask the same in the same words (and about the same code)."""
    first: dict[str, str] = {}
    for name, item in bank.items.items():
        asked = normalise(item.stem + getattr(item, "code", ""))
        if first.setdefault(asked, name) != name:
            fault = f"the stem equals that of {first[asked]}"
            yield Problem(path=f"quizzes/bank/{name}.toml", fault=fault, mend="Ask something else or delete one")


def weights(blueprint: Blueprint, where: str) -> Iterator[Problem]:
    """Weights add up to 100, and ids begin with the exam's prefix and their section's id."""
    total = sum(section.weight for section in blueprint.section)
    if total != 100:
        yield Problem(path=where, fault=f"the weights add up to {total}", mend="They must add up to 100")
    ids = [objective.id for section in blueprint.section for objective in section.objective]
    for section in blueprint.section:
        for name in [section.id, *(objective.id for objective in section.objective)]:
            if not name.startswith(f"{blueprint.prefix}-") or not name.startswith(section.id) or ids.count(name) > 1:
                yield Problem(
                    path=where, fault=f"the id {name} is out of place", mend=f"It begins with {section.id}, once"
                )


def stray_files(root: Path) -> Iterator[Problem]:
    """Files of the bank that nothing would ever read."""
    folder = root / "quizzes" / "bank"
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        where = path.relative_to(root).as_posix()
        parts = path.relative_to(folder).with_suffix("").parts
        if len(parts) != 2 or not all(map(NAME.fullmatch, parts)) or path.suffix not in (".toml", ".py"):
            mend = "An item is bank/<domain>/<slug>.toml in lower case with hyphens; its proof or check is the .py beside it"
            yield Problem(path=where, fault="this file is no item", mend=mend)
        elif path.suffix == ".py" and not path.with_suffix(".toml").exists():
            yield Problem(path=where, fault="this proof has no item", mend=f"Add {path.stem}.toml or delete the proof")
