"""Runs a learner's program in this process, then its check on what the program left. Once per process: MLflow keeps state.

The tests start a process of their own for each program; the tab starts a fresh sandbox.
"""

import ast
import asyncio
import contextlib
import inspect
import io
import json
import linecache
import sys
import traceback
from collections.abc import Callable
from typing import Any, TypedDict

PROGRAM = "your_code.py"  # the name that the learner's program has in traces


class Wrong(Exception):
    """Raised by a check: what is wrong, as a sentence for the learner."""


class Checked(TypedDict):
    """`says`: the check's sentence; `output`: what the program printed; `error`: its trace, if it raised."""

    verdict: str
    says: str
    output: str
    error: str


class Tee(io.StringIO):
    """Keeps what is written, and passes it on."""

    def __init__(self, onward: Any) -> None:
        super().__init__()
        self.onward = onward

    def write(self, text: str) -> int:
        """Keep `text` and write it onward."""
        self.onward.write(text)
        return super().write(text)

    def flush(self) -> None:
        """Flush where it goes onward."""
        self.onward.flush()


async def execute(source: str, names: dict[str, Any], filename: str = PROGRAM) -> None:
    """Run `source` in the namespace `names`; `await` may stand at its top level, as in a notebook."""
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)  # traces show its lines
    code = compile(source, filename, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    result = eval(code, names)  # noqa: S307  # running the learner's program is what this is for
    if inspect.isawaitable(result):
        await result


async def run(program: str, check: str, explain: Callable[[BaseException], str] | None = None) -> Checked:
    """Run `program`, then the function `check(store, names, output)` that the source `check` defines.

    `store` is an MlflowClient on the store that the program left, `names` what it defined, `output` what it printed.
    `explain` gives the text of an error of the program; else it is its trace.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    printed = Tee(sys.stdout)
    error = says = ""
    with contextlib.redirect_stdout(printed):
        try:
            await execute(program, names)
        except BaseException as raised:  # noqa: BLE001  # SystemExit and KeyboardInterrupt end a program too
            error = (explain or trim)(raised)
            says = f"Your program stopped: {first_line(raised)}"
    output = printed.getvalue()
    if error:
        return {"verdict": "wrong", "says": says, "output": output, "error": error}
    says = judge(check, names, output)
    return {"verdict": "wrong" if says else "right", "says": says, "output": output, "error": ""}


def judge(check: str, names: dict[str, Any], output: str) -> str:
    """The sentence that the check raises on what the program left; empty when it passes."""
    from mlflow import MlflowClient

    rules: dict[str, Any] = {"__name__": "check", "Wrong": Wrong}
    exec(compile(check, "check.py", "exec"), rules)  # noqa: S102  # our own file
    try:
        rules["check"](MlflowClient(), names, output)
    except Wrong as wrong:
        return str(wrong)
    except Exception as surprise:  # noqa: BLE001  # a check that stumbles must not look like a pass
        return f"The check could not read what your program left ({type(surprise).__name__}: {surprise})."
    return ""


def first_line(error: BaseException) -> str:
    """The error's name and the first line of its message, as Python prints it; of a syntax error, its message."""
    lines = traceback.format_exception_only(error)
    return lines[-1 if isinstance(error, SyntaxError) else 0].strip().splitlines()[0]


def trim(error: BaseException) -> str:
    """The trace with the frames of the learner's own program only, and no chain of inner causes."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == PROGRAM]
    head = ["Traceback (most recent call last):\n", *traceback.format_list(own)] if own else []
    return "".join(head + traceback.format_exception_only(error))


def main() -> None:
    """Read {"program", "check"} as JSON from standard input; write what `run` gives to standard output."""
    task = json.load(sys.stdin)
    with contextlib.redirect_stdout(sys.stderr):
        result = asyncio.run(run(task["program"], task["check"]))
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
