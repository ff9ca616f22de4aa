"""The bank: loads items and blueprints, checks them, and writes them as JSON and as JSON Schema.

`load` gives what can be read and all problems; `check` adds what needs pages and the pinned mlflow.
"""

import ast
import contextlib
import hashlib
import importlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from quizzes.engine import blueprint as blueprints
from quizzes.engine import item as items
from quizzes.engine.blueprint import Blueprint
from quizzes.engine.grade import normalise
from quizzes.engine.item import Choice, Code, Item, Order, Predict, Short
from tools.problem import ROOT, Problem, Problems, line_of_key, line_of_syntax_error, line_of_table

STRICT = ConfigDict(extra="forbid", strict=True)
for made in (*items.TYPES.values(), *items.PARTS.values(), *blueprints.PARTS):
    made.__pydantic_config__ = STRICT  # type: ignore[union-attr]  # read by pydantic
ITEM: TypeAdapter[Item] = TypeAdapter(Annotated[Item, Field(discriminator="type")])
BLUEPRINT: TypeAdapter[Blueprint] = TypeAdapter(Blueprint)

T = TypeVar("T")
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


@dataclass
class Bank:
    """All items by id, with the source of the .py beside each, and all blueprints by exam."""

    items: dict[str, Item] = field(default_factory=dict)
    proofs: dict[str, str] = field(default_factory=dict)
    blueprints: dict[str, Blueprint] = field(default_factory=dict)

    def sections(self) -> dict[str, tuple[str, str, str]]:
        """Of every objective: exam, section, relevance."""
        return {
            objective.id: (exam, section.id, objective.relevance)
            for exam, blueprint in self.blueprints.items()
            for section in blueprint.section
            for objective in section.objective
        }


def load(root: Path = ROOT) -> tuple[Bank, list[Problem]]:
    """The bank below `root`, as far as it can be read, and what is wrong with its files."""
    bank, problems = Bank(), list(stray_files(root))
    for path in sorted((root / "quizzes" / "blueprints").glob("*.toml")):
        with collecting(problems):
            bank.blueprints[path.stem] = read(path, root, BLUEPRINT)
    folder = root / "quizzes" / "bank"
    for path in sorted(folder.glob("*/*.toml")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        with collecting(problems):
            bank.items[name] = read(path, root, ITEM)
            if (proof := path.with_suffix(".py")).exists():
                bank.proofs[name] = proof.read_text("utf-8")
    return bank, problems


@contextlib.contextmanager
def collecting(problems: list[Problem]) -> Iterator[None]:
    """Add the problems that come up to the list, and go on."""
    try:
        yield
    except Problems as found:
        problems += found.problems


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


def read(path: Path, root: Path, adapter: TypeAdapter[T]) -> T:
    """The value in a TOML file.

    Raises:
        Problems: what is wrong with the file.
    """
    where, text = path.relative_to(root).as_posix(), path.read_text("utf-8")
    try:
        # By way of JSON: strict validation of Python values wants instances of the dataclasses.
        return adapter.validate_json(json.dumps(tomllib.loads(text), default=str))
    except tomllib.TOMLDecodeError as error:
        line = line_of_syntax_error(str(error))
        fault = Problem(path=where, line=line, fault=f"no valid TOML: {error}", mend="Mend the line")
        raise Problems([fault]) from error
    except ValidationError as invalid:
        raise Problems(explain(error, where, text) for error in invalid.errors()) from invalid


def explain(error: ErrorDetails, where: str, text: str) -> Problem:
    """One of pydantic's errors in an author's words, at its line."""
    path = [part for part in error["loc"] if part not in items.TYPES]
    names = [str(part) for part in path if isinstance(part, str)]
    numbers = [part for part in path if isinstance(part, int)]
    last = names[-1] if names else "type"
    table = ".".join(names[:-1]) or (names[0] if numbers else "")
    line = (
        line_of_table(text, table, numbers[0])
        if numbers and table
        else line_of_key(text, names[0] if names else "type")
    )
    place = f"{table} {numbers[0] + 1}" if numbers and table else "the file"
    match error["type"]:
        case "missing":
            wants = "Say why someone would pick it and why it is wrong (or, for the key, why it holds)"
            mend = wants if last == "rationale" else f"Add `{last}`"
            return Problem(path=where, line=line, fault=f"{place} has no {last}", mend=mend)
        case "unexpected_keyword_argument" | "extra_forbidden":
            return Problem(
                path=where, line=line, fault=f"{place} has an unknown field {last}", mend="Delete it or mend its name"
            )
        case _:
            return Problem(path=where, line=line, fault=f"{place}: {last}: {error['msg']}", mend="Mend the value")


def check(root: Path = ROOT) -> list[Problem]:
    """All that is wrong with items, proofs and blueprints."""
    from tools import pages

    bank, problems = load(root)
    anchors = {path: page.anchors for path, page in pages.load(root).items()}
    for name, item in bank.items.items():
        path = root / "quizzes" / "bank" / f"{name}.toml"
        says = Says(path.relative_to(root).as_posix(), path.read_text("utf-8"))
        problems += shape(item, says)
        problems += objectives(item, bank, says)
        problems += references(item, anchors, says)
        problems += proof(item, bank.proofs.get(name), says)
        problems += history(item, bank, says)
    problems += equal_stems(bank)
    for exam, blueprint in bank.blueprints.items():
        problems += weights(blueprint, f"quizzes/blueprints/{exam}.toml")
    return problems


@dataclass(frozen=True)
class Says:
    """Makes problems of one file, at the line of a key or of a table."""

    path: str
    text: str

    def at(self, key: str, fault: str, mend: str) -> Problem:
        """A problem at the line of a top-level key."""
        return Problem(path=self.path, line=line_of_key(self.text, key), fault=fault, mend=mend)

    def of(self, table: str, number: int, fault: str, mend: str) -> Problem:
        """A problem at the `number`-th (from 0) `[[table]]`."""
        return Problem(path=self.path, line=line_of_table(self.text, table, number), fault=fault, mend=mend)


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


def schema() -> dict[str, Any]:
    """JSON Schema of an item, for editors: completion and errors while writing."""
    return ITEM.json_schema()


def write_json(bank: Bank, folder: Path, html: dict[str, str]) -> dict[str, str]:
    """Write <domain>.<hash>.json for practice: each item's facts and its HTML. Gives the file's name by domain."""
    names = {}
    for domain in sorted({name.split("/")[0] for name in bank.items}):
        rows = {
            name: {"hash": items.fingerprint(item), "type": item.type, "objectives": item.objectives,
                   "level": item.level, "page": item.page, "formerly": item.formerly, "html": html[name]}
            for name, item in bank.items.items()
            if name.startswith(f"{domain}/")
        }  # fmt: skip
        text = json.dumps({"domain": domain, "items": rows}, ensure_ascii=False, separators=(",", ":"))
        names[domain] = f"{domain}.{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / names[domain]).write_text(text, "utf-8")
    return names


def report(problems: Iterable[Problem]) -> int:
    """Print the problems, one a line; gives how many there are."""
    found = sorted(set(problems))
    for problem in found:
        print(problem)
    return len(found)
