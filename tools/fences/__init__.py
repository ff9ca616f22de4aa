"""The Markdown fences of study pages: each takes the body of a fence and gives HTML.

mkdocs.yml registers them under pymdownx.superfences by their names here. A fence that meets an error raises
SuperFencesException: any other exception would be swallowed and the build stay green. A fence knows nothing of its page
but what its body says.
"""

from tools.fences.around import way
from tools.fences.drawing import address, bank, base, data
from tools.fences.measured import bench
from tools.fences.playground import playground
from tools.fences.practising import mock, progress, sets
from tools.fences.quizzes import item_html, quiz, quiz_items
from tools.fences.run import python, python_validator
from tools.fences.shown_facts import (
    anchor,
    blueprint,
    calls,
    coverage,
    diagram,
    errors,
    forms,
    glossary,
    objectives,
    versions,
)
from tools.fences.shown_labs import lab_cards, screen

__all__ = [
    "address", "anchor", "bank", "base", "bench", "blueprint", "calls", "coverage", "data", "diagram", "errors", "forms", "glossary", "item_html", "lab_cards",
    "mock", "objectives", "playground", "progress", "python", "python_validator", "quiz", "quiz_items", "screen", "sets", "versions", "way",
]  # fmt: skip
