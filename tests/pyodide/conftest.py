"""Python as in the browser: the packed layers under Node. Each task gets a sandbox of its own; results are kept."""

import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tools import runtime
from tools.cache import digest, user_cache
from tools.node import node
from tools.problem import ROOT

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def tab() -> Iterator[Callable[[dict[str, Any]], Any]]:
    """Answers a task of tab.ts. A result is kept by the hash of the runtime, of the task and of this machinery."""
    folder = runtime.folder(say=print)
    runtime_ = [ROOT / "web/src/runtime" / name for name in ("asks.ts", "boot.ts", "memory.ts")]
    ours = [HERE / "tab.ts", ROOT / "tests/web/tab.ts", ROOT / "web/build.mjs", *runtime_]
    machinery = digest(ours, folder.name)
    kept = user_cache() / "pyodide-results"
    kept.mkdir(parents=True, exist_ok=True)
    process: subprocess.Popen[str] | None = None

    def ask(task: dict[str, Any]) -> Any:
        nonlocal process
        text = json.dumps(task)
        path = kept / f"{hashlib.sha256(f'{machinery}{text}'.encode()).hexdigest()}.json"
        if os.environ.get("CHAMPION_TRUST") and path.exists():
            return json.loads(path.read_text("utf-8"))
        if process is None:
            command = [node(), "--no-warnings", HERE / "tab.ts"]
            process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{text}\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        assert answer, "Node ended"
        aside = path.with_suffix(f".{os.getpid()}")
        aside.write_text(answer, "utf-8")
        aside.replace(path)
        return json.loads(answer)

    yield ask
    if process is not None:
        process.stdin.close()  # type: ignore[union-attr]  # it is a pipe
        process.wait(20)


@pytest.fixture
def verdict(tab: Callable[[dict[str, Any]], Any]) -> Callable[[str, str], Any]:
    """What an item's check says of a program, in the tab's Python."""
    from tools.bank import load

    bank, _ = load()
    return lambda name, program: tab({"program": program, "check": bank.proofs[name]})
