"""Which tasks of a lab are done: runs the learner's copy from the top, with the lab's own checks in the place of theirs."""

import ast
import contextlib
import json
import os
import re
import signal
import subprocess
import symtable
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from tools import labs, workbook
from tools.labs import Notebook
from tools.problem import ROOT, Fault

LIMIT = 300  # seconds that a cell may take


@dataclass(frozen=True)
class Cell:
    """A cell to run. `place`: what the learner calls it. `check`: the task that it decides on; the source is the lab's then."""

    source: str
    place: str
    check: str = ""


@dataclass(frozen=True)
class Error:
    """What a cell raised: on which of its lines, from 1 (0 if that is not known), the error's name, and its message."""

    line: int
    name: str
    message: str


class Ended(Exception):
    """Python is gone: why, as the rest of a sentence that begins with the cell."""


def check(name: str, root: Path = ROOT, limit: int = LIMIT) -> int:
    """Print which tasks of the learner's copy of a lab are done; gives the exit code.

    Raises:
        Fault: there is no such lab, no copy of it, or the copy can't be read.
    """
    lab = workbook.find(name, root)
    mine = workbook.own(lab, root)
    shown = mine.relative_to(root).as_posix()
    notebook = read(mine, name, shown)
    print(f"\n{shown}, as it was saved, on an empty store:\n", flush=True)
    same = workbook.made_from(mine) == workbook.blank(lab).metadata["champion"]["made_from"]
    if not same:
        print("  It was not made from the lab as it is today; today's checks decide.", flush=True)
    return judge(notebook, lab, limit, by_id=same)


def judge(notebook: Notebook, lab: Path, limit: int = LIMIT, *, by_id: bool = False) -> int:
    """Print which tasks of a lab a notebook does, and the completion code if it does all; gives the exit code.

    `by_id`: cells that are the lab's have its ids.
    """
    published = labs.read(lab)
    done = {task: False for cell in published.cells for task in labs.tags(cell, "check:")}
    for task, passed, line in run(plan(notebook, published), limit):
        if task:
            done[task] = passed
        print(line, flush=True)
    finished = all(done.values())
    for source in [] if finished else lacking(notebook, published, by_id=by_id):
        print(f"  Your copy lacks a cell of the lab: the one that begins with `{first_line(source)}`.")
    print(f"\n{sum(done.values())} of {len(done)} tasks done.")
    if finished:
        print(f"Completion code: {labs.completion(lab)}")
        print("Enter it on the lab's page. It is a note to yourself, no proof to anybody else.")
    return int(not finished)


def read(path: Path, name: str, shown: str) -> Notebook:
    """The learner's notebook.

    Raises:
        Fault: it is not there, or it is no notebook.
    """
    again = f"move it elsewhere, and `make lab LAB={name}` gives you a new one"
    try:
        text = path.read_text("utf-8")
        json.loads(text)
        with warnings.catch_warnings(action="ignore"):  # on cells without an id, which do no harm here
            notebook = nbformat.reads(text, as_version=4)
        sound = all(
            isinstance(cell.source, str) and cell.cell_type and cell.metadata is not None for cell in notebook.cells
        )
    except FileNotFoundError as error:
        raise Fault(f"there is no {shown} yet: `make lab LAB={name}` makes it.") from error
    except json.JSONDecodeError as error:
        raise Fault(f"{shown}:{error.lineno}: this is not JSON ({error.msg}), so it can't be run: {again}.") from error
    except Exception as error:  # whatever nbformat meets in JSON that is no notebook
        raise Fault(f"{shown} is no notebook ({type(error).__name__}), so it can't be run: {again}.") from error
    if not sound:
        raise Fault(f"{shown} has a cell without text, so it can't be run: {again}.")
    return notebook


def plan(notebook: Notebook, lab: Notebook) -> list[Cell]:
    """The code cells to run: the learner's, but each check as the lab has it, put back where they have deleted it.

    A cell is known by its tag, or by its text if that has not changed.
    """
    known = [cell for cell in lab.cells if cell.cell_type == "code"]
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    kin = [relative(cell, known) for cell in cells]
    planned = [
        Cell(known[at].source, f"code cell {number}", check_of(known[at]))
        if at is not None and check_of(known[at])
        else Cell(cell.source, f"code cell {number}")
        for number, (cell, at) in enumerate(zip(cells, kin, strict=True), 1)
    ]
    for at, cell in enumerate(known):
        if check_of(cell) and at not in kin:
            before = [place for place, other in enumerate(kin) if other is not None and other < at]
            place = before[-1] + 1 if before else 0
            while place < len(kin) and kin[place] is None:  # cells of their own after the task belong to it
                place += 1
            planned.insert(place, Cell(cell.source, f"the check of {check_of(cell)}", check_of(cell)))
            kin.insert(place, at)
    return planned


def check_of(cell: Any) -> str:
    """The task that a cell decides on; empty if it is no check."""
    return next(iter(labs.tags(cell, "check:")), "")


def relative(cell: Any, known: list[Any]) -> int | None:
    """Which of the lab's code cells a learner's cell is."""
    named = marks(cell)
    tagged = [at for at, other in enumerate(known) if named & marks(other)]
    return next(iter(tagged + [at for at, other in enumerate(known) if other.source == cell.source]), None)


def marks(cell: Any) -> set[str]:
    """What makes a cell a task or a check."""
    return {tag for tag in labs.tags(cell) if tag.startswith(("task:", "check:"))}


def lacking(notebook: Notebook, lab: Notebook, *, by_id: bool) -> list[str]:
    """The texts of the lab's code cells, checks aside, that the learner's copy has no more; by their ids where those agree."""
    known = [cell for cell in labs.learner(lab).cells if cell.cell_type == "code"]
    found = {relative(cell, known) for cell in notebook.cells if cell.cell_type == "code"}
    ids = {cell.get("id") for cell in notebook.cells} if by_id else set()
    return [c.source for at, c in enumerate(known) if at not in found and c["id"] not in ids and not check_of(c)]


def run(cells: list[Cell], limit: int) -> Iterator[tuple[str, bool, str]]:
    """Run the cells; gives for each check its task, whether it passed, and a line to show. Other cells that raise have a line too.

    What raised does not stop the rest, but a cell that uses a name which is not there for that reason is not run.
    """
    lost: dict[str, str] = {}  # names that are not there, and the cell that should have made them
    with kernel(limit) as execute:
        for number, cell in enumerate(cells):
            if needs := sorted(used(cell.source) & set(lost)):
                cause = lost[needs[0]]
                lost |= dict.fromkeys(bound(cell.source), cause)
                if cell.check:
                    yield cell.check, False, f"– {cell.check}: not reached, since {cause} has not made {needs[0]}"
                continue
            try:
                error = execute(cell.source)
            except Ended as ended:
                yield cell.check, False, f"{f'✗ {cell.check}' if cell.check else f'  {cell.place}'}: {ended}"
                for later in cells[number + 1 :]:
                    if later.check:
                        yield later.check, False, f"– {later.check}: not reached"
                return
            made, not_made = bound_around(cell.source, error.line) if error else (bound(cell.source), set())
            lost = {name: cause for name, cause in lost.items() if name not in made} | dict.fromkeys(
                not_made, cell.place
            )
            if cell.check:
                yield cell.check, not error, f"✗ {cell.check}: {refusal(error, cell)}" if error else f"✓ {cell.check}"
            elif error:
                yield "", False, f"  {cell.place}{where(error, cell)}\n    {error.name}: {first_line(error.message)}"


def refusal(error: Error, cell: Cell) -> str:
    """What a check says: its sentence, or where it stumbled."""
    if error.name == "AssertionError" and error.message:
        return " ".join(error.message.split())
    return f"{error.name}{f': {first_line(error.message)}' if error.message else ''}{where(error, cell)}"


def where(error: Error, cell: Cell) -> str:
    """The line of an error, by number and text."""
    lines = cell.source.splitlines()
    return f", line {error.line}: `{lines[error.line - 1].strip()}`" if 0 < error.line <= len(lines) else ""


def first_line(text: str) -> str:
    """The first line that holds something."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


@contextlib.contextmanager
def kernel(limit: int) -> Iterator[Callable[[str], Error | None]]:
    """A Jupyter kernel in a process group of its own, in a temporary folder, for the time of the block.

    Gives the function that runs a cell, and what that raised; it raises Ended if there is no Python any more.
    """
    with tempfile.TemporaryDirectory(prefix="lab-check-", ignore_cleanup_errors=True) as folder:
        client = NotebookClient(
            nbformat.v4.new_notebook(),
            timeout=limit,
            kernel_name="python3",
            resources={"metadata": {"path": folder}},
            shutdown_kernel="immediate",
        )

        def execute(source: str) -> Error | None:
            client.nb.cells.append(nbformat.v4.new_code_cell(source))
            try:
                client.execute_cell(client.nb.cells[-1], len(client.nb.cells) - 1)
            except CellExecutionError as error:
                return Error(line_of(error.traceback), error.ename, error.evalue)
            except CellTimeoutError:
                raise Ended(f"ran for more than {limit} s and was stopped; nothing after it was run") from None
            except DeadKernelError:
                raise Ended("ended Python (out of memory, or by a call of exit); nothing after it was run") from None
            return None

        with client.setup_kernel(env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
            manager: Any = client.km
            group = manager.provisioner.pgid
            try:
                yield execute
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(group, signal.SIGKILL)  # what the cells have started too


def environment(folder: str) -> dict[str, str]:
    """The environment without what would lead to another store; temporary files go into `folder`, and go with it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MLFLOW_", "DATABRICKS_"))}
    ours = {"MLFLOW_DISABLE_TELEMETRY": "true", "IPYTHONDIR": f"{folder}/.ipython", "TMPDIR": folder}
    return kept | ours


def line_of(trace: str) -> int:
    """The line of the cell that is running, by IPython's trace; 0 if it names none."""
    found = re.search(r"Cell In\s?\[\d+\], line (\d+)", re.sub(r"\x1b\[[0-9;]*m", "", trace))
    return int(found[1]) if found else 0


def names(source: str) -> Iterator[tuple[symtable.SymbolTable, symtable.Symbol]]:
    """All names in a cell with the scope in which they stand; none if Python can't read it."""
    try:
        waiting = [symtable.symtable(TransformerManager().transform_cell(source), "cell", "exec")]
    except SyntaxError:
        return
    while waiting:
        scope = waiting.pop()
        waiting += scope.get_children()
        yield from ((scope, symbol) for symbol in scope.get_symbols())


def bound(source: str) -> set[str]:
    """The names that a cell makes."""
    return {
        s.get_name()
        for scope, s in names(source)
        if scope.get_type() == "module" and (s.is_assigned() or s.is_imported())
    }


def used(source: str) -> set[str]:
    """The names that a cell takes from the cells before."""
    free = {
        s.get_name()
        for scope, s in names(source)
        if s.is_referenced() and (scope.get_type() == "module" or s.is_global())
    }
    return free - bound(source)


def bound_around(source: str, line: int) -> tuple[set[str], set[str]]:
    """The names that a cell has made when it raised on `line`, and those that it has not."""
    try:
        statements = ast.parse(TransformerManager().transform_cell(source)).body
    except SyntaxError:
        return set(), set()
    reached = next((one for one in statements if (one.end_lineno or 0) >= line), None)
    begun = min([reached.lineno, *(one.lineno for one in getattr(reached, "decorator_list", []))]) if reached else 1
    made = bound("".join(source.splitlines(keepends=True)[: begun - 1]))
    return made, bound(source) - made
