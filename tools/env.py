"""Makes .venv with the locked requirements. Standard library only: it runs before anything is installed.

`python3 tools/env.py site` or `test`: what building, or testing too, needs; `jupyter`: what doing labs in JupyterLab needs. A second call does nothing; after a failure it
continues where it stopped, since pip keeps its downloads.
"""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
HOLDERS = {"site": ("site", "test"), "test": ("test",), "jupyter": ("jupyter",)}  # the groups that hold all of a group


def stop(sentence: str) -> None:
    """End with one sentence that says what to do."""
    sys.exit(f"Champion: {sentence}")


def python() -> Path:
    """The interpreter of the environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def key(group: str) -> str:
    """What decides the environment: the lock file and the interpreter."""
    lock = (ROOT / "requirements" / f"{group}.txt").read_bytes()
    return hashlib.sha256(lock + sys.version.encode()).hexdigest()[:16]


def made(group: str) -> bool:
    """Whether the environment already holds this group, alone or as part of a larger one."""
    return any((VENV / f".{name}-{key(name)}").exists() for name in HOLDERS[group])


def make_venv() -> None:
    """Create the environment, unless it is there and works."""
    if (
        python().exists()
        and subprocess.run([python(), "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    ):
        return
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stdout + done.stderr
        if "ensurepip" in said or "No module named venv" in said:
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            stop(
                f"Python's venv module is missing: install it (on Debian and Ubuntu: apt-get install python{version}-venv)."
            )
        stop(f"the environment .venv could not be made ({said.strip().splitlines()[-1]}): delete .venv and try again.")


def install(group: str) -> None:
    """Install the locked requirements."""
    lock = ROOT / "requirements" / f"{group}.txt"
    command: list[str | Path] = [
        python(),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        lock,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    said = done.stdout + done.stderr
    if "No space left" in said:
        stop("the disk is full: free about 2 GB and try again.")
    if "DO NOT MATCH THE HASHES" in said:
        stop(f"a package does not match its hash in {lock.name} and was refused: try again, or from another network.")
    if any(
        word in said
        for word in (
            "NewConnectionError",
            "ConnectTimeout",
            "Temporary failure",
            "Network is unreachable",
            "Read timed out",
            "No matching distribution",
        )
    ):
        stop("packages could not be downloaded: connect to the internet (or set your package index) and try again.")
    stop(
        f"installing {lock.name} failed ({said.strip().splitlines()[-1] if said.strip() else 'pip said nothing'}): try again."
    )


def main(group: str) -> None:
    """Make what `group` needs."""
    if sys.version_info < OLDEST:
        stop(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {sys.version.split()[0]}: make PYTHON=python3.12 …"
        )
    if made(group):
        return
    began = time.monotonic()
    print("  … Python environment (the first time downloads about 500 MB)", flush=True)
    make_venv()
    install(group)
    (VENV / f".{group}-{key(group)}").touch()
    print(f"  ✓ {'Python environment':<34} {time.monotonic() - began:6.1f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
