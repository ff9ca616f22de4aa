"""Measures the project on this machine: sizes, building, and what a learner waits for; writes build/bench.json."""

import gzip
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tools import site
from tools.browser import ensure
from tools.node import node
from tools.problem import ROOT, Fault

ROUNDS = 3


def main() -> None:
    """Build, measure, write and print."""
    site.build()
    figures: dict[str, Any] = {"machine": machine(), "sizes": sizes(), "seconds": building()}
    browsers, _ = ensure()
    command: list[str | Path] = [node(), "--no-warnings", "tests/browser/bench.ts", str(ROUNDS)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | browsers, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Fault(f"the browser's measurements failed:\n{done.stderr[-2000:]}")
    times = json.loads(done.stdout)["times"]
    figures["learner"] = {name: {"median": statistics.median(all_), "all": all_} for name, all_ in times.items()}
    target = ROOT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    show(figures)
    print(f"\n{target.relative_to(ROOT)} written")


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    name = next(
        (line.split(":")[1].strip() for line in cpu_lines() if line.startswith("model name")), platform.processor()
    )
    return {"cpu": name, "cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()}


def cpu_lines() -> list[str]:
    """The lines of /proc/cpuinfo, where there is one."""
    path = Path("/proc/cpuinfo")
    return path.read_text("utf-8").splitlines() if path.exists() else []


def sizes() -> dict[str, int]:
    """Bytes of what is sent: HTML and scripts after gzip, the runtime's files as they are."""
    site = ROOT / "site"
    assets = site / "assets" / "champion"

    def packed(paths: list[Path]) -> int:
        return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)

    scripts = [path for path in (assets / "chunks").glob("*.js") if not path.name.startswith("editor")]
    return {
        "study page, HTML gzip": packed([site / "tracking/runs/index.html"]),
        "lab page, HTML gzip": packed([site / "labs/tracking/first-experiment/index.html"]),
        "quiz and runtime scripts, gzip": packed([*scripts, assets / "main.js"]),
        "editor, gzip": packed(list((assets / "chunks").glob("editor*.js"))),
        "styles, gzip": packed([assets / "main.css"]),
        "core layer": sum(path.stat().st_size for path in assets.glob("core.*")),
        "standard library": sum(path.stat().st_size for path in assets.glob("stdlib.*")),
        "Pyodide's wasm, gzip": packed(list(assets.glob("wasm.*"))),
        "Python's script, gzip": packed(list(assets.glob("python.*"))),
    }


def building() -> dict[str, float]:
    """Seconds of a build with nothing changed, and with one page touched."""
    found = {}
    for name, spoil in (("build, nothing changed", False), ("build, one page changed", True)):
        page = ROOT / "docs" / "index.md"
        before = page.read_bytes()
        try:
            if spoil:
                page.write_bytes(before + f"\n<!-- {time.time()} -->\n".encode())
            began = time.monotonic()
            subprocess.run([sys.executable, "-m", "tools", "build"], cwd=ROOT, capture_output=True, check=True)
            found[name] = round(time.monotonic() - began, 1)
        finally:
            page.write_bytes(before)
    return found


def show(figures: dict[str, Any]) -> None:
    """Print the figures as a table."""
    print(f"\n{figures['machine']['cpu']}, {figures['machine']['cores']} cores")
    for name, size in figures["sizes"].items():
        print(f"  {name:<48}{size / 1000:>12,.1f} KB")
    for name, seconds in figures["seconds"].items():
        print(f"  {name:<48}{seconds:>12.1f} s")
    for name, value in figures["learner"].items():
        unit = "KB" if name.endswith("bytes") else "ms"
        number = value["median"] / 1000 if unit == "KB" else value["median"]
        print(f"  {name:<48}{number:>12,.1f} {unit}")
