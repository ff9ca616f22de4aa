"""The learner's own copy of a lab: a notebook below my-labs/, made once and never overwritten."""

import hashlib
import json
from pathlib import Path

import nbformat

from tools import labs
from tools.labs import Notebook
from tools.problem import ROOT, Fault

FOLDER = "my-labs"
END = """\
## Are you done?

Save the notebook. Then run this in a terminal, in the folder where you ran `make lab`:

```console
$ make lab-check LAB={name}
```

It runs your notebook from the top with the lab's own checks, and says which tasks are done. When all are, it prints a code
to enter on the lab's page.
"""


def find(name: str, root: Path = ROOT) -> Path:
    """The solved notebook of the lab `topic/slug`.

    Raises:
        Fault: there is none; names those that there are.
    """
    known = {labs.name(path): path for path in labs.sources(root)}
    if name not in known:
        said = f"there is no lab {name}" if name else "no lab is named"
        raise Fault(f"{said}: set LAB to one of {', '.join(known)}.")
    return known[name]


def own(path: Path, root: Path = ROOT) -> Path:
    """Where the learner's copy of a lab is."""
    return root / FOLDER / f"{labs.name(path)}.ipynb"


def blank(path: Path) -> Notebook:
    """A learner's copy that nobody has written in yet. It keeps what it was made from, and ends with how to check it."""
    read = labs.read(path)
    notebook = labs.under_title(labs.bare(labs.learner(read)), f"*{labs.facts(read)}*")
    text = json.dumps([[cell.source, cell.metadata] for cell in notebook.cells])
    notebook.metadata["champion"]["made_from"] = hashlib.sha256(text.encode()).hexdigest()[:8]
    notebook.cells.append(nbformat.v4.new_markdown_cell(END.format(name=labs.name(path)), id="cell-end"))
    return notebook


def made_from(path: Path) -> str:
    """What a learner's copy was made from; empty if it does not say so, or can't be read."""
    try:
        return str(json.loads(path.read_text("utf-8"))["metadata"]["champion"]["made_from"])
    except (ValueError, LookupError, TypeError):
        return ""


def place(path: Path, root: Path = ROOT) -> tuple[Path, str]:
    """The learner's copy of a lab, made if it is not there, and what to tell them.

    If the lab has changed since, theirs is kept as it is, and the new one stands beside it.
    """
    new, mine = blank(path), own(path, root)
    shown = mine.relative_to(root)
    if write(new, mine):
        return mine, f"{shown} is your copy of the lab."
    version = new.metadata["champion"]["made_from"]
    if made_from(mine) == version:
        return mine, f"{shown} is as you left it."
    beside = mine.with_stem(f"{mine.stem}-{version}")
    write(new, beside)
    changed = f"{shown} was not made from the lab as it is today: it is kept as you left it, and a new one is beside it"
    return mine, f"{changed}, {beside.name}. Rename that one if you want it in the place of yours."


def write(notebook: Notebook, path: Path) -> bool:
    """Write a notebook where nothing is yet; gives whether it did."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            nbformat.write(notebook, file)
    except FileExistsError:
        return False
    return True
