"""What is wrong with a file, said so that its author can mend it."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """`path` relative to the project, `line` from 1; `fault` and `mend` are sentences without their full stops."""

    path: str
    line: int = 1
    fault: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.fault}. {self.mend}."


class Problems(Exception):
    """One or more problems; the message has a line for each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class Fault(Exception):
    """Why the site can't be built or served: a sentence with the next step."""


def no_toml(path: str, error: tomllib.TOMLDecodeError) -> Problem:
    """What to say of a file that is no TOML."""
    found = re.search(r"at line (\d+)", str(error))  # the last line is not named
    return Problem(path=path, line=int(found[1]) if found else 1, fault=f"no valid TOML: {error}", mend="Mend the line")


def line_of_key(text: str, key: str) -> int:
    """The line, from 1, on which the top-level `key` of a TOML text is set; 1 if it is not."""
    found = re.search(rf"^{re.escape(key)}\s*=", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def line_of_table(text: str, name: str, number: int) -> int:
    """The line, from 1, of the `number`-th (from 0) `[[name]]` of a TOML text; `tomllib` keeps no lines."""
    found = [match.start() for match in re.finditer(rf"^\[\[\s*{re.escape(name)}\s*\]\]", text, re.MULTILINE)]
    return text.count("\n", 0, found[number]) + 1 if number < len(found) else 1
