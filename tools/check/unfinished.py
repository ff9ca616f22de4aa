"""What its author has not finished: TODO stands in it."""

from collections.abc import Iterator
from pathlib import Path

from tools.problem import Problem

FILES = ("quizzes/bank/*/*", "docs/**/*.md", "docs/**/*.toml", "labs/*/*.py", "labs/*/*.toml")


def check(root: Path) -> Iterator[Problem]:
    """The first TODO of each file."""
    for pattern in FILES:
        for path in sorted(root.glob(pattern)):
            if not path.is_file() or "TODO" not in (text := path.read_text("utf-8", errors="replace")):
                continue
            line = text.count("\n", 0, text.index("TODO")) + 1
            mend = f"There are {text.count('TODO')} of them: write what is asked there"
            yield Problem(path=path.relative_to(root).as_posix(), line=line, fault="this file has a TODO", mend=mend)
