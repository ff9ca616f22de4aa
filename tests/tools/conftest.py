"""A small project in a temporary folder, faultless, for each rule's bad example to spoil."""

import shutil
from pathlib import Path

import pytest

from tools import reading
from tools.problem import ROOT

TEMPTING = "Tempting, since it never raises; but what it stores has no history at all."
ITEM = f"""\
type = "choice"
objectives = ["mla-1.12"]
page = "tracking/runs.md#metrics"
level = "apply"
api = ["mlflow.log_metric"]
source = "https://mlflow.org/docs/latest/"
stem = "Which call records the loss once per epoch?"

[[option]]
text = "a"
key = true
rationale = "It logs one more point for each epoch, at the place that its step names."

[[option]]
text = "b"
rationale = "{TEMPTING}"

[[option]]
text = "c"
rationale = "{TEMPTING}"

[[option]]
text = "d"
rationale = "{TEMPTING}"
"""
PROOF = "def proof():\n    assert 1 + 1 == 2\n"
PAGE = """\
---
title: Runs
description: What a run keeps.
objectives: [mla-1.12]
guide: []
---

# Runs

## Metrics { #metrics }

```{ .python .run }
print(1 + 1)
```

```{ .text .output }
2
```

```quiz
tracking/one
```
"""
NAV = """\
site_url: https://champion.example/champion/
nav:
  - tracking/runs.md
  - labs/tracking/one.ipynb
  - reference/calls.md
  - reference/errors.md
  - reference/glossary.md
"""
LAB = """\
# ---
# jupyter:
#   champion:
#     title: One
#     builds: One.
#     result: One.
#     objectives: [mla-1.12]
#     minutes: 5
#     tab: full
#     uses: []
# ---

# %% [markdown]
# # One

# %% tags=["task:add"]
# BEGIN SOLUTION
total = 1 + 1
# END SOLUTION

# %% tags=["check:add", "result"]
assert total == 2, "The total is not 2 yet."
"""
MUTANTS = """\
[[mutant]]
task = "add"
says = "The total is not 2 yet."
code = "total = 1 - 1"
"""
GUIDE = '[[row]]\nid = "H01"\npage = "tracking/runs.md"\nsaid = "x"\nverdict = "works"\n'
FORMS = """\
[[form]]
id = "one"
title = "One"
guide = ["H01"]
page = "tracking/runs.md#metrics"
old = "1 / 0  # calculator.divide"
names = [".divide"]
now = "1 / 1"
happens = "It raises."
raises = "division by zero"
new = "1 / 1"
proves = "assert 1"
"""
ERRORS = """\
[[error]]
id = "division"
message = "ZeroDivisionError: …"
page = "tracking/runs.md#metrics"
code = "1 / 0"
means = "It can't be divided by zero."
next = "Divide by one."
mended = "1 / 1"
"""
ERRORS_PAGE = "---\ntitle: Errors\ndescription: E.\n---\n\n# Errors\n\n```errors\ntracking/runs.md\n```\n"
GLOSSARY = """\
[[term]]
term = "metric"
means = "A number of a run."
page = "tracking/runs.md#metrics"
"""
CALLS = """\
[[group]]
title = "One"
before = ""

[[group.call]]
code = "1 / 1"
does = "divides"
page = "tracking/runs.md#metrics"
"""
CALLS_PAGE = "---\ntitle: Calls\ndescription: C.\n---\n\n# Calls\n\n```calls\nOne\n```\n"
GLOSSARY_PAGE = "---\ntitle: Terms\ndescription: T.\n---\n\n# Terms\n\n```glossary\n```\n"
FILES = {
    "quizzes/bank/tracking/one.toml": ITEM,
    "quizzes/bank/tracking/one.py": PROOF,
    "docs/tracking/runs.md": PAGE,
    "docs/reference/guide.toml": GUIDE,
    "docs/old-and-new/forms.toml": FORMS,
    "docs/reference/errors.toml": ERRORS,
    "docs/reference/errors.md": ERRORS_PAGE,
    "docs/reference/calls.toml": CALLS,
    "docs/reference/calls.md": CALLS_PAGE,
    "docs/reference/glossary.toml": GLOSSARY,
    "docs/reference/glossary.md": GLOSSARY_PAGE,
    "labs/tracking/one.py": LAB,
    "labs/tracking/one.mutants.toml": MUTANTS,
    "mkdocs.yml": NAV,
}


def topics() -> str:
    """One topic that can be finished, and one with all other objectives in scope."""
    asked = {name for exam in reading.exams().values() for name in reading.asked(exam)}
    rest = ", ".join(f'"{name}"' for name in sorted(asked - {"mla-1.12"}))
    return (
        '[[topic]]\nname = "Tracking"\nfolders = ["tracking"]\nfinished = false\nobjectives = ["mla-1.12"]\n\n'
        f'[[topic]]\nname = "Rest"\nfolders = []\nfinished = false\nobjectives = [{rest}]\n'
    )


class Project:
    """A project's folder and what `check` says of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)
        self.write("docs/reference/topics.toml", topics())
        shutil.copytree(ROOT / "quizzes" / "blueprints", root / "quizzes" / "blueprints")

    def write(self, name: str, text: str) -> None:
        """Put a file there."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def spoil(self, name: str, old: str, new: str) -> None:
        """Replace a text that must be in the file."""
        text = (self.root / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def problems(self) -> list[str]:
        """The messages of the check."""
        from tools.check import problems

        return [str(problem) for problem in problems(self.root)]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)
