"""Measures the project on this machine: sizes, building, packing, and what a learner waits for; writes build/bench.json.

    {"date", "machine": {…}, "figures": [{"name", "unit", "median", "all", "plain", "ratio"}]}

Units: ms, s, bytes. `plain` is the median of the plain way, in the same rounds; `ratio` how often it goes into that.
"""

import datetime as dt
import gzip
import itertools
import json
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from typing import Any

from tools import bank as banks
from tools import check, fences, runtime, site
from tools.browser import ensure
from tools.node import node
from tools.problem import ROOT, Fault
from tools.wheels import fetch

ROUNDS = 3
ITEMS = 5000
TARGET = ROOT / "build" / "bench.json"

Figure = dict[str, Any]


def main() -> None:
    """Build, measure, write and print."""
    site.build()
    figures = [*sizes(), *building(), *large_bank(), packing(), *waiting()]
    found = {"date": dt.datetime.now(dt.UTC).date().isoformat(), "machine": machine(), "figures": figures}
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    show(found)
    print(f"\n{TARGET.relative_to(ROOT)} written; the next `make build` shows it on its page.")


def figure(name: str, unit: str, values: list[float], plain: list[float] | None = None) -> Figure:
    """A row of the table."""
    row: Figure = {"name": name, "unit": unit, "median": statistics.median(values), "all": values}
    if plain:
        row |= {"plain": statistics.median(plain), "ratio": round(statistics.median(plain) / row["median"], 2)}
    return row


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    cpu = first("/proc/cpuinfo", "model name") or platform.processor()
    kilobytes = int((first("/proc/meminfo", "MemTotal") or "0").split()[0])
    browsers, _ = ensure()
    said = subprocess.run([browsers["CHROME"], "--version"], capture_output=True, text=True, check=False).stdout
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "memory": f"{round(kilobytes / 2**20)} GiB",
        "system": platform.platform(terse=True),
        "browser": said.strip(),
        "python": platform.python_version(),
    }


def first(file: str, key: str) -> str:
    """The value of the first line of a file in /proc that begins with `key`, where there is one."""
    lines = Path(file).read_text("utf-8").splitlines() if Path(file).exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")


def sizes() -> list[Figure]:
    """Bytes of what is sent: HTML and scripts after gzip, layers as they are, and as gzip would have them."""
    assets = ROOT / "site" / "assets" / "champion"

    def packed(paths: list[Path]) -> float:
        return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)

    scripts = [path for path in (assets / "chunks").glob("*.js") if not path.name.startswith("editor")]
    pages = {
        "study page, HTML, gzip": [ROOT / "site/tracking/runs/index.html"],
        "lab page, HTML, gzip": [ROOT / "site/labs/tracking/first-experiment/index.html"],
        "quiz and runtime scripts, gzip": [*scripts, assets / "main.js"],
        "editor, gzip": list((assets / "chunks").glob("editor*.js")),
        "styles, gzip": [assets / "main.css"],
        "Pyodide's wasm, gzip": list(assets.glob("wasm.*")),
        "the sandbox's script, gzip": list(assets.glob("python.*")),
        "the engine's script, gzip": list(assets.glob("engine.*")),
        "the engine's wheels": list(assets.glob("*.whl")),
    }
    rows = [figure(name, "bytes", [packed(paths)]) for name, paths in pages.items()]
    rows.append(figure("standard library, zip", "bytes", [size(assets.glob("stdlib.*"))]))
    for layer in runtime.entries():
        (path,) = assets.glob(f"{layer}.*.tar.zst")
        rows.append(figure(f"layer {layer}, zstd", "bytes", [path.stat().st_size]))
    return rows


def size(paths: Any) -> int:
    """Bytes of files."""
    return sum(path.stat().st_size for path in paths)


def building() -> list[Figure]:
    """Seconds of a build with nothing changed, and with one page touched."""
    rows = []
    for name, spoil in (("build, nothing changed", False), ("build, one page changed", True)):
        page = ROOT / "docs" / "index.md"
        before = page.read_bytes()
        try:
            if spoil:
                page.write_bytes(before + f"\n<!-- {time.time()} -->\n".encode())
            began = time.monotonic()
            subprocess.run([sys.executable, "-m", "tools", "build"], cwd=ROOT, capture_output=True, check=True)
            rows.append(figure(name, "s", [round(time.monotonic() - began, 1)]))
        finally:
            page.write_bytes(before)
    return rows


def large_bank() -> list[Figure]:
    """Seconds to check a bank of 5,000 items, and to draw and write it: copies of the bank's, each with a stem of its own."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        grow(root)
        began = time.monotonic()
        check.items.check(root)
        checked = time.monotonic()
        many, _ = banks.load(root)
        html = {name: fences.item_html(name.rpartition("-")[0], item) for name, item in many.items.items()}
        banks.write_json(many, root / "json", html)
        ended = time.monotonic()
    return [
        figure(f"{ITEMS} items checked", "s", [round(checked - began, 1)]),
        figure(f"{ITEMS} items drawn and written", "s", [round(ended - checked, 1)]),
    ]


def grow(root: Path) -> None:
    """Write a project with ITEMS items into `root`."""
    chance = random.Random(0)  # no secret
    words = sorted(set(re.findall(r"[a-z]{4,}", (ROOT / "docs" / "tracking" / "runs.md").read_text("utf-8"))))
    shutil.copytree(ROOT / "quizzes" / "blueprints", root / "quizzes" / "blueprints")
    shutil.copytree(ROOT / "docs", root / "docs")
    for number, path in zip(
        range(ITEMS), itertools.cycle(sorted((ROOT / "quizzes/bank").rglob("*.toml"))), strict=False
    ):
        own = " ".join(chance.choices(words, k=12)).capitalize()
        text = re.sub(
            r"^(stem = (?:\"|'{3}\n))", rf"\g<1>{own}. ", path.read_text("utf-8"), count=1, flags=re.MULTILINE
        )
        target = root / "quizzes" / "bank" / path.parent.name / f"{path.stem}-{number}.toml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        proof = path.with_suffix(".py")
        if proof.exists():
            shutil.copy(proof, target.with_suffix(".py"))


def packing() -> Figure:
    """Seconds to pack all layers from wheels that are in the cache."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        runtime.pack(Path(folder), say=lambda _: None)
        return figure("all layers packed from wheels", "s", [round(time.monotonic() - began, 1)])


def waiting() -> list[Figure]:
    """What the browser measured."""
    browsers, _ = ensure()
    command: list[str | Path] = [node(), "--no-warnings", "tests/browser/bench/bench.ts", str(ROUNDS)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | browsers, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Fault("the browser's measurements failed: what they said is above.")
    return [
        figure(name, found["unit"], found["all"], found.get("plain")) for name, found in json.loads(done.stdout).items()
    ]


def show(found: dict[str, Any]) -> None:
    """Print the figures as a table."""
    print(f"\n{found['machine']['cpu']}, {found['machine']['cores']} cores, {found['machine']['browser']}")
    for row in found["figures"]:
        beside = f"   plain {amount(row['plain'], row['unit'])}   {row['ratio']} ×" if "plain" in row else ""
        print(f"  {row['name']:<44}{amount(row['median'], row['unit']):>14}{beside}")


def amount(value: float, unit: str) -> str:
    """A figure for people: 1.2 MB, 35 KB, 3.10 s, 12 ms."""
    match unit:
        case "bytes":
            return f"{value / 1e6:,.1f} MB" if value >= 1e6 else f"{value / 1e3:,.1f} KB"
        case "ms":
            return f"{value / 1e3:,.2f} s" if value >= 1000 else f"{value:,.0f} ms"
    return f"{value:,.1f} {unit}"


def tar_of_wheels(target: Path, layers: list[str]) -> None:
    """What the plain way begins with: the wheels of these layers as published, and our shims as source in ours/."""
    entries = runtime.entries()
    with tarfile.open(target, "w") as tar:
        for name in layers:
            for pin, path in fetch(runtime.wheels_of(entries[name])).items():
                if pin.name != "mlflow":  # only a few data files of it are used
                    tar.add(path, path.name)
            for place, source in runtime.own_files(entries[name]).items():
                tar.add(source, f"ours/{place}")


if __name__ == "__main__":
    _, what, target, *layers = sys.argv
    if what != "wheels":
        raise SystemExit("python -m tools.bench wheels TARGET LAYER…")
    tar_of_wheels(Path(target), layers)
