"""Labs: from a solved notebook (jupytext percent) to the page that shows it run, and to the learner's notebook."""

import copy
import functools
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from tools import completion as codes
from tools.cache import digest
from tools.problem import ROOT, Fault

SOLUTION = re.compile(
    r"^(?P<indent>[ \t]*)# BEGIN SOLUTION\n(?P<body>.*?)^[ \t]*# END SOLUTION(?:\n|\Z)", re.MULTILINE | re.DOTALL
)
TODO = "# Your code here"
LOCAL = "It needs a process of its own, which a browser tab does not have."
Notebook = Any


def sources(root: Path = ROOT) -> list[Path]:
    """The solved notebooks, labs/<topic>/<slug>.py."""
    return sorted((root / "labs").glob("*/*.py"))


def name(path: Path) -> str:
    """What a lab is called: <topic>/<slug>."""
    return f"{path.parent.name}/{path.stem}"


def checks(notebook: Notebook) -> str:
    """A hash of the lab's checks: another one means that other work is asked for, not only in other words."""
    listed = [[task, cell.source] for cell in notebook.cells for task in tags(cell, "check:")]
    return hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:16]


def completion(path: Path) -> str:
    """The lab's completion code."""
    return codes.code(name(path), checks(read(path)))


def read(path: Path) -> Notebook:
    """The solved notebook, which knows its lab's name, topic/slug; each cell has an id."""
    notebook = jupytext.read(path, fmt="py:percent")
    notebook.metadata.setdefault("champion", {})["lab"] = name(path)
    name_cells(notebook)
    return notebook


def name_cells(notebook: Notebook) -> None:
    """Give each cell an id under which a learner's text is kept, so it must not move when cells elsewhere come and go.

    The id is the cell's task or check; of another cell it is its number, by kind, since the last task or check.
    """
    last, seen = "start", Counter[str]()
    for cell in notebook.cells:
        role, task, _ = part(cell)
        if task:
            last = cell["id"] = f"{role}-{task}"
        else:
            place = f"{last}_{'code' if cell.cell_type == 'code' else 'text'}"
            seen[place] += 1
            cell["id"] = f"{place}-{seen[place]}"


def part(cell: Any) -> tuple[str, str, str]:
    """What a cell is in its lab, by its tags: task, check, local or nothing; of which task; why it can't run in the tab."""
    local = cell.metadata.get("why", LOCAL) if "local" in tags(cell) else ""
    for role in ("task", "check"):
        for task in tags(cell, f"{role}:"):
            return role, task, local
    return "local" if local else "", "", local


def tags(cell: Any, prefix: str = "") -> list[str]:
    """The cell's tags that begin with `prefix`, without it."""
    return [tag.removeprefix(prefix) for tag in cell.metadata.get("tags", []) if tag.startswith(prefix)]


def solved(notebook: Notebook) -> Notebook:
    """The notebook without the marks around its solutions."""
    return changed(notebook, lambda match: match["body"])


def learner(notebook: Notebook) -> Notebook:
    """The notebook that a learner fills in: a line to write at in the place of each solution."""
    return changed(notebook, lambda match: f"{match['indent']}{TODO}\n{match['indent']}...\n")


def indented(code: str, indent: str) -> str:
    """The lines of `code`, each indented."""
    return "".join(f"{indent}{line}\n" if line else "\n" for line in code.strip("\n").splitlines())


def changed(notebook: Notebook, replace: Any) -> Notebook:
    """A copy of the notebook with each solution region replaced."""
    result = copy.deepcopy(notebook)
    for cell in result.cells:
        cell.source = SOLUTION.sub(replace, cell.source).rstrip("\n")
    return result


def page(notebook: Notebook, download: str) -> Notebook:
    """The solved notebook as the site shows it: under the title, what it needs and the learner's, to download or to do here."""
    button = f'<a class="md-button md-button--primary" href="{download}" download>Download the notebook</a>'
    shown = "Below is the solved version, as it ran; the notebook leaves the tasks to you."
    here = "" if notebook.metadata["champion"]["tab"] == "no" else workable(notebook)
    said = f'*{facts(notebook)}* <em class="lab-shown">{shown}</em>'
    return under_title(solved(notebook), f'<p class="lab-download">{button}</p>\n\n{here}{said}')


def workable(notebook: Notebook) -> str:
    """The element with all that a script needs to let the learner do the lab on its page; without one it shows nothing."""
    text = json.dumps(data(notebook), ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&`":  # nothing in it may mean anything to HTML or to Markdown
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<champion-lab>\n<script type="application/json">{text}</script>\n</champion-lab>\n\n'


def data(notebook: Notebook) -> dict[str, Any]:
    """The lab as the learner gets it: name, version, cells in order with their ids, parts and sources."""
    cells = []
    for cell in learner(notebook).cells:
        role, task, why = part(cell)
        known = {"role": "local" if why else role, "task": task, "why": why}
        cells.append(
            {"id": cell.id, "kind": cell.cell_type, "source": cell.source} | {k: v for k, v in known.items() if v}
        )
    return {
        "name": notebook.metadata["champion"]["lab"],
        "version": version(notebook),
        "checks": checks(notebook),
        "cells": cells,
    }


def version(notebook: Notebook) -> str:
    """The same for two notebooks when a learner could not tell them apart."""
    return digest([], *(text for cell in learner(notebook).cells for text in (cell.id, cell.source)))


def facts(notebook: Notebook) -> str:
    """How long the lab takes and what it serves, from its header."""
    meta = notebook.metadata["champion"]
    return f"{meta['minutes']} minutes. Objectives: {', '.join(meta['objectives'])}."


def under_title(notebook: Notebook, text: str) -> Notebook:
    """The notebook with a text put under its title."""
    title, _, rest = notebook.cells[0].source.partition("\n")
    notebook.cells[0].source = f"{title}\n\n{text}\n{rest}"
    return notebook


def execute(notebook: Notebook, folder: Path, name: str) -> subprocess.CompletedProcess[str]:
    """Run the notebook with nbmake; its outputs are kept in <folder>/<name>.ipynb when it passes."""
    path = folder / f"{name}.ipynb"
    nbformat.write(notebook, path)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--nbmake",
        "--nbmake-timeout=300",
        "--overwrite",
    ]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MLFLOW_", "DATABRICKS_", "PYTEST_"))}
    return subprocess.run(
        [*command, "-c", os.devnull, "--rootdir", folder, path],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
        check=False,
    )


def build(path: Path, out: Path) -> None:
    """Write the executed page and the learner's notebook of one lab into `out`.

    Raises:
        Fault: the solved notebook does not run; with what nbmake said.
    """
    notebook = read(path)
    shown = page(notebook, f"../{path.stem}-learner.ipynb")
    done = execute(shown, out, path.stem)
    if done.returncode:
        raise Fault(f"{path.relative_to(ROOT)} does not run:\n{done.stdout[-4000:]}")
    nbformat.write(tidy(nbformat.read(out / f"{path.stem}.ipynb", as_version=4)), out / f"{path.stem}.ipynb")
    filled_in = under_title(bare(learner(notebook)), f"*{facts(notebook)}*")
    filled_in.metadata["champion"]["version"] = version(notebook)
    nbformat.write(filled_in, out / f"{path.stem}-learner.ipynb")


def bare(notebook: Notebook) -> Notebook:
    """The notebook without the tags of its solutions' machinery."""
    for cell in notebook.cells:
        cell.metadata.pop("lines_to_next_cell", None)
    return notebook


def tidy(notebook: Notebook) -> Notebook:
    """Outputs that a screen reader can use; times of cells say nothing.

    pandas writes an empty header for the index, and styles into the text; an image has the words of its cell's `alt`.

    Raises:
        Fault: a cell gives an image and has no words for it.
    """
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            texts = output.get("data", {})
            if "text/html" in texts:
                table = re.sub(r"<style scoped>.*?</style>\s*", "", texts["text/html"], flags=re.DOTALL)
                texts["text/html"] = re.sub(r"<th>\s*</th>", "<td></td>", table)
            if "image/png" in texts:
                if not cell.metadata.get("alt"):
                    raise Fault(f'this cell gives an image without words: add alt="…" to its `# %%`:\n{cell.source}')
                words, image = html.escape(cell.metadata["alt"]), "".join(texts["image/png"].split())
                texts["text/html"] = f'<img alt="{words}" src="data:image/png;base64,{image}">'
                del texts["image/png"]
    return notebook


def key(path: Path) -> str:
    """What decides how a lab's page looks: its text, this tool, the locked versions."""
    return digest([path, Path(__file__), ROOT / "requirements" / "labs.txt"])


def mutants(path: Path) -> list[dict[str, str]]:
    """The foreseen wrong solutions of a lab, from <slug>.mutants.toml: task, code, and the words of the refusal."""
    found: list[dict[str, str]] = tomllib.loads(path.with_suffix(".mutants.toml").read_text("utf-8"))["mutant"]
    return found


def run_mutants(path: Path) -> list[str]:
    """Of every mutant of a lab: what its check raised, or nothing if it did not notice.

    The cells run in this process, each mutant in a fork of it from the state that the cells before left; the working folder
    is put back afterwards. Call it in a process of its own, in a fresh place.
    """
    import asyncio

    from quizzes.engine.check import execute

    names: dict[str, Any] = {"__name__": "__main__"}
    cells, listed = solved(read(path)).cells, mutants(path)
    said = [""] * len(listed)
    for number, cell in enumerate(cells):
        for task in tags(cell, "task:"):
            check_cell = next(one for one in cells[number:] if task in tags(one, "check:"))
            for place, one in enumerate(listed):
                if one["task"] == task:
                    wrong = SOLUTION.sub(functools.partial(put, one["code"]), read(path).cells[number].source)
                    said[place] = in_a_fork([wrong, check_cell.source], names)
        if cell.cell_type == "code":
            asyncio.run(execute(cell.source, names, f"{path.name}:cell {number}"))
    return said


def put(code: str, match: re.Match[str]) -> str:
    """The lines of `code` at the depth of the solution that they replace."""
    return indented(code, match["indent"])


def in_a_fork(sources: list[str], names: dict[str, Any]) -> str:
    """What the sources raise, run in a fork of this process; the working folder, store and artifacts, is left as it was."""
    import asyncio
    import multiprocessing

    from mlflow.tracking._model_registry.utils import _get_store as registry
    from mlflow.tracking._tracking_service.utils import _get_store as tracking

    from quizzes.engine.check import execute

    for store in (tracking(), registry()):  # type: ignore[no-untyped-call]
        store.engine.dispose()  # a connection must not be shared by two processes
    before = Path(tempfile.mkdtemp())
    shutil.copytree(Path.cwd(), before, dirs_exist_ok=True)
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def child() -> None:
        try:
            for source in sources:
                asyncio.run(execute(source, names))
            theirs.send("")
        except BaseException as error:  # noqa: BLE001  # a wrong solution may raise anything
            theirs.send(f"{type(error).__name__}: {error}")

    process = context.Process(target=child)
    process.start()
    theirs.close()
    raised: str = ours.recv() if ours.poll(120) else "no answer in 120 s"
    process.join(5)
    process.kill()
    for entry in Path.cwd().iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    shutil.copytree(before, Path.cwd(), dirs_exist_ok=True)
    shutil.rmtree(before)
    return raised
