"""Python fences, and the Run button of those with the class `run`."""

from typing import Any

from pymdownx.superfences import SuperFencesException, highlight_validator

from tools.fences.drawing import data


def python(source: str, language: str, _css: str, options: Any, md: Any, **rest: Any) -> str:
    """A Python fence; with the class `run` it gets a Run button."""
    try:
        classes = list(rest.pop("classes", None) or [])
        kept = [name for name in classes if name != "run"]
        default = md.preprocessors["fenced_code_block"].extension.superfences[0]["formatter"]
        drawn: str = default(src=source, language=language, options=options, md=md, classes=kept, **rest)
    except Exception as error:
        raise SuperFencesException(f"python: {error}") from error
    if "run" not in classes:
        return drawn
    facts_ = data("live-data", {"code": source})
    # In a <div>: Markdown would take an element that it doesn't know for a piece of a paragraph.
    return f'<div class="run"><champion-code class="live" data-runtime="none">{drawn}{facts_}</champion-code></div>'


python_validator = highlight_validator
