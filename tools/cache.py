"""What was built is kept by the hash of all that it depends on; and progress, a line a step."""

import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.problem import ROOT

CACHE = ROOT / ".cache"
KEPT = 3  # versions of a thing that are kept


def user_cache() -> Path:
    """The user's cache folder: downloads by hash, so that a fresh clone need not fetch them again."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "champion"


def digest(paths: Iterable[Path], *facts: str) -> str:
    """A hash of files (their places and bytes; folders with all in them) and of `facts`."""
    found = hashlib.sha256()
    for path in sorted(file for given in paths for file in files(given)):
        found.update(f"{path.relative_to(ROOT).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    for fact in facts:
        found.update(f"{fact}\0".encode())
    return found.hexdigest()[:16]


def files(path: Path) -> Iterator[Path]:
    """The file, or all files in the folder but caches."""
    if path.is_file():
        yield path
    else:
        yield from (p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def cached(name: str, key: str, make: Callable[[Path], None], folder: Path = CACHE) -> Path:
    """The folder that `make` filled for this key, now or before.

    It is filled aside and moved into place when it is complete: a build that was killed leaves nothing to trust.
    """
    target = folder / name / key
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".making-", dir=target.parent))
        try:
            aside.chmod(0o755)
            make(aside)
            try:
                aside.rename(target)
            except OSError:
                if not target.exists():  # else another process was first: the same inputs, the same result
                    raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    os.utime(target)
    tidy(target.parent)
    return target


def tidy(folder: Path) -> None:
    """Keep the newest versions, and nothing half made that is older than a day."""
    entries = sorted((p for p in folder.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in [p for p in entries if not p.name.startswith(".making-")][KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    for half in (p for p in entries if p.name.startswith(".making-") and time.time() - p.stat().st_mtime > 86_400):
        shutil.rmtree(half, ignore_errors=True)


def locked_version(package: str) -> str:
    """The version of a package in requirements/labs.txt."""
    text = (ROOT / "requirements" / "labs.txt").read_text("utf-8")
    found = re.search(rf"^{re.escape(package)}==([^ ;\\]+)", text, re.MULTILINE)
    if not found:
        raise LookupError(f"requirements/labs.txt pins no {package}: run `make lock`")
    return found[1]


@contextmanager
def step(title: str) -> Iterator[list[str]]:
    """Print a line when the step is done: what, in how many seconds, and the words that were appended."""
    began = time.monotonic()
    words: list[str] = []
    print(f"  … {title}", flush=True)
    yield words
    print(f"  ✓ {title:<34} {time.monotonic() - began:6.1f} s  {' '.join(words)}", flush=True)
