"""The playground: its examples as programs to read, and the element that makes an editor of them."""

import html
from pathlib import Path

from tools.cache import locked_version
from tools.fences.drawing import code, data, fence
from tools.problem import ROOT

EXAMPLES = ROOT / "docs/playground/examples"


def examples(body: str, folder: Path = EXAMPLES) -> dict[str, tuple[str, str]]:
    """Title and program of each example that the body names, a line each; the title is the program's first comment.

    Raises:
        ValueError: the names are not those of the files in `folder`, or a program has no title.
    """
    names = body.split()
    there = {path.stem for path in folder.glob("*.py")}
    if set(names) != there or len(names) != len(there):
        raise ValueError(f"it names {', '.join(names)}; {folder.name}/ has {', '.join(sorted(there))}")
    found = {}
    for name in names:
        program = (folder / f"{name}.py").read_text("utf-8")
        head, _, _ = program.partition("\n")
        if not head.startswith("# "):
            raise ValueError(f"{name}.py does not begin with a comment, which is its title")
        found[name] = (head.removeprefix("# "), program)
    return found


@fence
def playground(body: str) -> str:
    """The examples that the body names, which read without a script, and the data of the element around them."""
    found = examples(body)
    drawn = "".join(
        f'<section class="play-example" id="example-{name}" aria-label="{html.escape(title)}">'
        f"<p><strong>{html.escape(title)}</strong></p>{code(program)}</section>"
        for name, (title, program) in found.items()
    )
    facts = {
        "examples": [{"name": name, "title": title, "code": program} for name, (title, program) in found.items()],
        "install": " ".join(f"{name}=={locked_version(name)}" for name in ("mlflow", "scikit-learn")),
    }
    inner = f"{drawn}{data('play-data', facts)}"
    return f'<div class="playground"><champion-playground class="live" data-runtime="none">{inner}</champion-playground></div>'
