"""What needs PyTorch, TensorFlow or Spark: run in an environment of its own, which `make test` does without."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.cache import CACHE
from tools.problem import ROOT, Fault

FOLDER = CACHE / "extra"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK, MORE = ROOT / "requirements" / "labs.txt", ROOT / "requirements" / "extra.in"
JAVA = 17  # the oldest that this Spark runs on


def main() -> int:
    """Make the environment, then run tests/extra in it; gives the exit code.

    Raises:
        Fault: Java is missing, or the packages can't be had.
    """
    insist_on_java()
    environment()
    return subprocess.run([PYTHON, "-m", "pytest", "-rs", "-v", "tests/extra"], cwd=ROOT, check=False).returncode


def insist_on_java() -> None:
    """Spark runs on Java, which no Python package brings."""
    home = os.environ.get("JAVA_HOME")
    if not (Path(home) / "bin" / "java").exists() if home else not shutil.which("java"):
        raise Fault(
            f"Spark needs Java {JAVA} or newer: install it (on Debian and Ubuntu: apt-get install "
            f"openjdk-{JAVA}-jre-headless), or name its folder in JAVA_HOME."
        )


def environment() -> None:
    """Install what is locked for the labs, then the libraries themselves, which must leave that as it is."""
    key = hashlib.sha256(LOCK.read_bytes() + MORE.read_bytes() + sys.version.encode()).hexdigest()[:16]
    made = FOLDER / f".made-{key}"
    if made.exists():
        return
    print("  … environment with PyTorch, TensorFlow and Spark (the first time downloads about 1 GB, or 4 GB with CUDA)")
    shutil.rmtree(FOLDER, ignore_errors=True)
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    steps: list[list[str | Path]] = [
        [sys.executable, "-m", "venv", FOLDER],
        [*pip, "--require-hashes", "-r", LOCK],
        [*pip, "-r", MORE],
        [PYTHON, "-m", "pip", "check"],
    ]
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            said = (done.stdout + done.stderr).strip().splitlines()
            raise Fault(
                f"the environment of test-extra could not be made ({said[-1] if said else 'nothing said'}): try again."
            )
    made.touch()
