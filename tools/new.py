"""New items, pages and labs: files with the right fields, in which TODO stands where the author has to write."""

import re
from pathlib import Path

from quizzes.engine.item import TYPES
from tools.problem import ROOT, Fault

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
ITEM = """\
type = "{type}"
objectives = ["mla-1.12"] # TODO: of quizzes/blueprints/
page = "TODO.md#anchor"
level = "apply"
api = ["mlflow.TODO"]
source = "https://mlflow.org/docs/latest/TODO"
stem = '''
TODO: a situation at work, and one question.
'''
"""
OPTION = """
[[option]]
text = "TODO"
rationale = "TODO: why somebody would pick it, and why it is wrong or holds."
"""
OPTIONS = OPTION + "key = true\n" + 3 * OPTION
PARTS = {
    "choice": OPTIONS,
    "predict": "code = '''\nimport mlflow\n\nprint(TODO)\n'''\n" + OPTIONS,
    "order": 'lines = ["TODO first", "TODO second"]\nextra = ["TODO belongs nowhere"]\nrationale = "TODO"\n',
    "short": 'answers = ["TODO"]\nrationale = "TODO"\n\n[[near]]\ntext = "TODO"\nrationale = "TODO: what this would be."\n',
    "code": (
        "starter = '''\nimport mlflow\n\nTODO\n'''\nsolution = '''\nimport mlflow\n\nTODO\n'''\n"
        "also = [\n  '''\nimport mlflow\n\nTODO another right program\n''',\n]\n"
        'hints = [\n  "TODO",\n  "TODO",\n]\n'
        + 2
        * "\n[[mistake]]\ncode = '''\nimport mlflow\n\nTODO\n'''\nsays = \"TODO: the sentence of the check.\"\n"
    ),
}
PROOF = '''\
"""TODO: what is proven."""

import mlflow


def proof():
    with mlflow.start_run() as run:
        TODO
    stored = mlflow.get_run(run.info.run_id)
    assert stored.data.metrics == {}, "TODO: the key holds, and each other option does not"
'''
CHECK = '''\
"""TODO: what it reads."""


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    if not runs:
        raise Wrong("There is no run. TODO: what to do.")
'''
PAGE = """\
---
title: TODO
description: TODO, in one sentence.
objectives: [mla-1.12]
guide: []
---

# TODO

TODO: what the reader can do afterwards.

```objectives
{path}
```

```{{ .python .run }}
import mlflow

with mlflow.start_run() as run:
    mlflow.log_metric("TODO", 1)
print(mlflow.get_run(run.info.run_id).data.metrics)
```

## TODO {{ #todo }}

## On the exam {{ #exam }}

## Check yourself {{ #check }}

```quiz
TODO/an-item
```

## Do it {{ #do-it }}

## Sources {{ #sources }}

- [TODO](https://mlflow.org/docs/latest/): TODO
"""
LAB = """\
# ---
# jupyter:
#   champion:
#     title: "TODO"
#     builds: "TODO: what comes out of it, in one sentence."
#     result: "TODO: what the table or picture of its end shows."
#     objectives: [mla-1.12]
#     minutes: 30
#     tab: full
#     uses: [SQLite store]
#   jupytext:
#     notebook_metadata_filter: champion
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # TODO
#
# TODO: a small true story, and what you learn.

# %% [markdown]
# ## Set-up

# %%
import os
import tempfile

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
os.environ.setdefault("MLFLOW_LOGGING_LEVEL", "ERROR")  # hides MLflow's notices, not its errors

import mlflow

if not os.environ.get("MLFLOW_TRACKING_URI"):
    os.chdir(tempfile.mkdtemp(prefix="{slug}-"))
    mlflow.set_tracking_uri("sqlite:///mlflow.db")

experiment = mlflow.set_experiment(os.environ.get("MLFLOW_EXPERIMENT_NAME", "{slug}"))
client = mlflow.MlflowClient()

# %% [markdown]
# ## Task 1: TODO
#
# **TODO: what to do.**

# %% tags=["task:first"]
# BEGIN SOLUTION
with mlflow.start_run(run_name="TODO"):
    mlflow.log_metric("TODO", 1)
# END SOLUTION

# %% tags=["check:first"]
runs = client.search_runs([experiment.experiment_id], "attributes.run_name = 'TODO'")
assert runs, "There is no run named TODO: open one with that name."
print("Right: TODO.")

# %% [markdown]
# ## What was stored

# %% tags=["result"]
mlflow.search_runs()[["tags.mlflow.runName", "status"]]

# %% [markdown]
# ## Go further
"""
MUTANT = """\
[[mutant]]
task = "first"
says = "There is no run named TODO: open one with that name."
code = '''
with mlflow.start_run():
    mlflow.log_metric("TODO", 1)
'''
"""


def item(name: str, kind: str) -> list[Path]:
    """The files of a new item `domain/slug` of a type."""
    if kind not in TYPES:
        raise Fault(f"“{kind}” is no type: make item ITEM={name or 'tracking/a-slug'} TYPE={'|'.join(TYPES)}")
    bank = ROOT / "quizzes" / "bank"
    domains = sorted(folder.name for folder in bank.iterdir() if folder.is_dir())
    if named(name, "item ITEM")[0] not in domains:
        raise Fault(
            f"the bank has no domain {name.split('/', maxsplit=1)[0]}: take one of {', '.join(domains)}, or make its folder"
        )
    text = ITEM.format(type=kind) + PARTS[kind]
    return write({bank / f"{name}.toml": text, bank / f"{name}.py": CHECK if kind == "code" else PROOF})


def page(name: str) -> list[Path]:
    """The file of a new page `section/slug`."""
    named(name, "page NEW")
    return write({ROOT / "docs" / f"{name}.md": PAGE.format(path=f"{name}.md")})


def lab(name: str) -> list[Path]:
    """The files of a new lab `topic/slug`."""
    slug = named(name, "new-lab LAB")[1]
    folder = ROOT / "labs"
    return write({folder / f"{name}.py": LAB.replace("{slug}", slug), folder / f"{name}.mutants.toml": MUTANT})


def named(name: str, command: str) -> tuple[str, str]:
    """The two parts of a name."""
    if not NAME.fullmatch(name):
        raise Fault(f"“{name}” is no name: make {command}=tracking/a-slug, in lower case with hyphens")
    folder, _, slug = name.partition("/")
    return folder, slug


def write(texts: dict[Path, str]) -> list[Path]:
    """Write all files, or none when one is there."""
    for path in texts:
        if path.exists():
            raise Fault(f"{path.relative_to(ROOT)} is there already: choose another name")
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return list(texts)
