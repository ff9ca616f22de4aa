"""The index of labs, and pictures of MLflow's UI."""

import html
from typing import Any

import nbformat
from PIL import Image

from tools import labs
from tools import screens as ui
from tools.fences.around import exam_link
from tools.fences.drawing import address, base, data, fence, line
from tools.problem import ROOT
from tools.reading import Stop, paths, stops


@fence
def lab_cards(_body: str) -> str:
    """All labs in reading order, under their topics."""
    drawn, topic = [], ""
    notebooks = {labs.name(path): labs.read(path) for path in labs.sources()}
    for stop in stops().values():
        if not stop.lab:
            continue
        if topic != (topic := stop.lab.partition("/")[0]):
            drawn.append(f'<h2 id="{topic}">{topic.capitalize()}</h2>')
        drawn.append(card(stop, notebooks[stop.lab]))
    return f"<div><champion-path>{data('known', {})}{''.join(drawn)}</champion-path></div>"


def card(stop: Stop, notebook: Any) -> str:
    """One lab."""
    meta = notebook.metadata["champion"]
    tasks = [labs.part(cell) for cell in notebook.cells if labs.tags(cell, "task:")]
    serves = " ".join(exam_link(name) for name, way in paths().items() if stop in way)
    facts = (
        f"{stop.minutes} minutes · {len(tasks)} tasks · {where(meta['tab'], tasks)} · needs {', '.join(meta['uses'])}"
    )
    return (
        f'<section class="lab-card" data-item="{stop.lab}" data-kind="lab-checked">'
        f'<h3><a href="{address(stop.path)}">{html.escape(stop.title)}</a></h3>'
        f"<p>{line(meta['builds'])}</p><p><small>{facts}</small></p><p>{serves}</p>"
        f"<figure>{picture(stop.lab)}<figcaption>{line(meta['result'])}</figcaption></figure></section>"
    )


def where(tab: str, tasks: list[tuple[str, str, str]]) -> str:
    """Whether the lab can be done on its page."""
    local = sum(bool(why) for _, _, why in tasks)
    if tab == "partly":
        return f"{len(tasks) - local} of its tasks on its page, {local} in a Python of your own"
    return "all of it on its page" if tab == "full" else "in a Python of your own"


def picture(name: str) -> str:
    """What the lab's cell with the tag `result` gave when it ran: an image or a table."""
    notebook = nbformat.read(ROOT / "docs" / "labs" / f"{name}.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if labs.tags(cell, "result")]
    given = [output.data["text/html"] for output in cell.outputs if "text/html" in output.get("data", {})]
    if not given:
        raise ValueError(f"the cell with the tag result of labs/{name}.py gives no table and no image")
    return str(given[-1])


@fence
def screen(body: str) -> str:
    """A picture of MLflow's UI. The body is section/slug/name, as tools.screens has it."""
    known, file = ui.picture(body)
    shown = '<p class="screen-none">This build has no picture: it found no browser to take it with.</p>'
    if file.exists():
        with Image.open(file) as image:
            width, height = image.size
        source = f"{base()}{ui.ADDRESS}/{body}.webp"
        words = html.escape(known["alt"])
        shown = f'<a href="{source}"><img src="{source}" alt="{words}" width="{width}" height="{height}" loading="lazy"></a>'
    return f'<figure class="screen">{shown}<figcaption>{line(known["caption"])}</figcaption></figure>'
