"""Compiles the locked requirements: versions with hashes, for every platform, naming no index."""

import subprocess
import sys

from tools.problem import ROOT

UV = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
      "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]  # fmt: skip
GROUPS = {"labs": ("labs",), "site": ("labs", "site"), "test": ("labs", "site", "test")}  # each holds the one before


def main() -> None:
    """Write requirements/*.txt, each constrained by the one before, so that they never disagree."""
    from tools import runtime

    before: list[str] = []
    for name, groups in GROUPS.items():
        target = f"requirements/{name}.txt"
        wanted = [word for group in groups for word in ("--group", group)]
        subprocess.run([*UV, *wanted, *before, "-o", target], cwd=ROOT, check=True)
        before = ["-c", target]
        print(f"{target} written")
    target = "requirements/jupyter.txt"
    subprocess.run([*UV, "requirements/jupyter.in", "-o", target], cwd=ROOT, check=True)
    print(f"{target} written")
    runtime.lock()
