"""Rules of topics: every objective in scope has its home, and a finished topic leaves nothing of its own without one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quizzes.engine.blueprint import in_scope
from tools import bank, facts, labs, pages
from tools.problem import Problem, line_of_table

WHERE = "docs/reference/topics.toml"
FIELDS = {"name", "folders", "finished", "objectives"}


def check(root: Path) -> list[Problem]:
    """What is wrong with the topics, and what finished ones lack."""
    return list(faults(root))


def faults(root: Path) -> Iterator[Problem]:
    """One problem after the other."""
    text, topics = (root / WHERE).read_text("utf-8"), facts.topics(root)
    found, _ = bank.load(root)
    asked = {
        objective.id
        for exam in found.blueprints.values()
        for section in exam.section
        for objective in in_scope(section)
    }
    homes: dict[str, str] = {}
    for number, topic in enumerate(topics):
        line = line_of_table(text, "topic", number)
        if set(topic) != FIELDS:
            mend = f"Give {', '.join(sorted(FIELDS))}"
            yield Problem(path=WHERE, line=line, fault="fields are missing or unknown", mend=mend)
            continue
        for objective in topic["objectives"]:
            if objective not in asked:
                fault = f"no exam has an objective {objective} in scope"
                yield Problem(path=WHERE, line=line, fault=fault, mend="Take one of quizzes/blueprints/")
            if objective in homes:
                fault = f"{objective} is in {homes[objective]} too"
                yield Problem(path=WHERE, line=line, fault=fault, mend="Leave it to one topic")
            homes[objective] = topic["name"]
        if topic["finished"]:
            yield from lacks(root, topic, found, line)
    for objective in sorted(asked - set(homes)):
        yield Problem(path=WHERE, fault=f"{objective} is in no topic", mend="Put it into one")


def lacks(root: Path, topic: dict[str, Any], found: bank.Bank, line: int) -> Iterator[Problem]:
    """What a finished topic leaves without a home: objectives, and rows of the older guide."""

    def say(fault: str, mend: str) -> Problem:
        return Problem(path=WHERE, line=line, fault=f"{topic['name']} is said to be finished, but {fault}", mend=mend)

    there = {name: page for name, page in pages.load(root).items() if name.split("/")[0] in topic["folders"]}
    taught = {objective for page in there.values() for objective in page.meta.get("objectives", [])}
    drilled = {o for item in found.items.values() if item.page.partition("#")[0] in there for o in item.objectives}
    done = {
        objective
        for path in labs.sources(root)
        for objective in labs.read(path).metadata.get("champion", {}).get("objectives", [])
    }
    for objective in topic["objectives"]:
        if objective not in taught:
            yield say(f"none of its pages teaches {objective}", "Name it in `objectives:` of the page that does")
        if objective not in drilled:
            yield say(f"no item of its pages asks for {objective}", "Write one")
        if objective not in done | set(facts.without_lab(root)):
            yield say(f"no lab serves {objective}", "Write one, or say under no_lab why there can be none")
    settled = {row for page in there.values() for row in page.meta.get("guide", [])}
    for row in facts.guide(root):
        if row["page"].split("/")[0] in topic["folders"] and row["id"] not in settled:
            yield say(f"row {row['id']} of the guide is not settled", f"Settle it on docs/{row['page']}")
