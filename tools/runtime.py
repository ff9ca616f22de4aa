"""Makes what Python in the browser needs: the layers of the sandbox, and the engine's wheel with its lock file.

`python -m tools.runtime` prints the folder that holds it.

`build` writes:

    manifest.json            versions; files with their sizes; what asks for a further layer; modules that no layer has
    core.<hash>.tar.zst      a layer of web/python/layers.toml
    stdlib.<hash>.zip, wasm.<hash>.wasm
    engine/*.whl, engine/pyodide-lock.json

Everything is compiled inside Pyodide, by Node. A file's name has the hash of its content.
"""

import ast
import functools
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.cache import CACHE, cached, digest, locked_version
from tools.defer import NotDeferred, defer
from tools.node import node
from tools.problem import ROOT
from tools.wheels import PYODIDE, NoSource, Pin, RuntimeFault, Say, builds, fetch, pins, pyodide_version
from tools.wheels import lock_all as lock

__all__ = ["RuntimeFault", "build", "folder", "inputs", "lock"]

TABLE = ROOT / "web/python/layers.toml"
PACK = ROOT / "web/python/pack.py"
FREEZE = ROOT / "web/python/freeze.py"
LOCK_ENGINE = ROOT / "web/python/lock_engine.py"
INSIDE = ROOT / "web/inside.mjs"
ENGINE = ROOT / "quizzes/engine"
BESIDE = ROOT / "requirements/browser-engine.txt"  # what the engine's worker has beside the engine
TOOLS = ROOT / "requirements/pyodide-tools.txt"
OURS = [Path(__file__), ROOT / "tools/wheels.py", ROOT / "tools/defer.py", INSIDE, ROOT / "package-lock.json"]

Entry = dict[str, Any]


def inputs() -> list[Path]:
    """Files whose content decides what `build` gives."""
    return sorted({*layer_inputs(), *engine_inputs()})


def build(out: Path, *, lacking: Sequence[str] = (), say: Say = print) -> None:
    """Everything that Python in the browser needs, into `out`. What did not change since an earlier build is taken from it.

    `lacking`: layers to leave out.
    """
    out.mkdir(parents=True, exist_ok=True)
    layers = cached("layers", digest(layer_inputs(), *lacking), functools.partial(pack, lacking=lacking, say=say))
    wheel = cached("engine", digest(engine_inputs()), functools.partial(engine, say=say))
    shutil.copytree(layers, out, dirs_exist_ok=True)
    shutil.copytree(wheel, out / "engine", dirs_exist_ok=True)


def folder(*, say: Say = print) -> Path:
    """What `build` gives for the inputs as they are, kept in the cache."""
    whole = CACHE / "runtime" / digest(inputs())
    lacking = [] if whole.exists() else unreachable(say)
    return cached("runtime", digest(inputs(), *lacking), functools.partial(build, lacking=lacking, say=say))


def lacking() -> list[str]:
    """The titles of the layers that the newest build of the runtime lacks."""
    built = sorted((CACHE / "runtime").glob("*/manifest.json"), key=lambda path: path.parent.stat().st_mtime)
    if not built:
        return []
    found = json.loads(built[-1].read_text("utf-8"))["lacking"]
    return [entries().get(name, {}).get("title", name) for name in found]


def unreachable(say: Say = print, table: Path = TABLE) -> list[str]:
    """The layers whose wheels nobody has, now: without the first there is no site, without another there is less in it."""
    found: list[str] = []
    for number, (name, entry) in enumerate(entries(table).items()):
        try:
            fetch(wheels_of(entry), say)
            lacks = not set(found).isdisjoint([*entry.get("after", []), *entry.get("of", [])])
        except NoSource as fault:
            if number == 0:
                raise
            say(f"NO LAYER {name.upper()}: {fault}")
            lacks = True
        found += [name] if lacks else []
    return found


# The layers


def entries(table: Path = TABLE) -> dict[str, Entry]:
    """The layers of layers.toml, in their order."""
    found: dict[str, Entry] = tomllib.loads(table.read_text("utf-8"))["layer"]
    return found


def absent(table: Path = TABLE) -> dict[str, str]:
    """What to say when a module is imported that no layer has."""
    groups = tomllib.loads(table.read_text("utf-8")).get("absent", [])
    said = {name: group["says"].format(name=name) for group in groups for name in group["names"]}
    both = sorted(set(said) & {name for entry in entries(table).values() for name in entry.get("asks", [])})
    if both:
        raise RuntimeFault(f"{table.name}: {both[0]} is in a layer and in [[absent]]: take it out of [[absent]].")
    return said


def closure(module: str) -> list[str]:
    """The files of a module of ours and of those that it imports from its own package, relative to the repository."""
    package = module.rpartition(".")[0]
    found: set[str] = set()
    waiting = [package, module]
    while waiting:
        name = waiting.pop().replace(".", "/")
        place = f"{name}/__init__.py" if (ROOT / name).is_dir() else f"{name}.py"
        if place in found or not (ROOT / place).is_file():
            continue
        found.add(place)
        for part in ast.walk(ast.parse((ROOT / place).read_text("utf-8"))):
            if isinstance(part, ast.ImportFrom) and (part.module or "").startswith(package):
                waiting += [f"{part.module}", *(f"{part.module}.{alias.name}" for alias in part.names)]
            elif isinstance(part, ast.Import):
                waiting += [alias.name for alias in part.names if alias.name.startswith(package)]
    return sorted(found)


def wheels_of(entry: Entry) -> list[Pin]:
    """The wheels of a layer."""
    locked = pins(ROOT / entry["wheels"]) if "wheels" in entry else []
    return locked + builds(entry.get("pyodide", []))


def own_files(entry: Entry) -> dict[str, Path]:
    """Our own files in a layer: place in site-packages → file."""
    found: dict[str, Path] = {}
    for source, place in entry.get("files", {}).items():
        path = ROOT / source
        inside = {f"{place}/{file.relative_to(path).as_posix()}".lstrip("/"): file for file in path.rglob("*.py")}
        found |= inside or {place: path}
    return found | {place: ROOT / place for module in entry.get("modules", []) for place in closure(module)}


def layer_inputs(table: Path = TABLE) -> list[Path]:
    """Files whose content decides the layers."""
    found = {table, PACK, FREEZE, *OURS}
    for entry in entries(table).values():
        found |= {ROOT / entry[key] for key in ("wheels", "smoke") if key in entry} | set(own_files(entry).values())
    return sorted(found)


def pack(out: Path, *, lacking: Sequence[str] = (), say: Say = print, table: Path = TABLE) -> None:
    """Write layers, standard library, Pyodide's wasm and manifest.json into `out`; nothing of the layers in `lacking`."""
    every = entries(table)
    layers = {name: entry for name, entry in every.items() if name not in lacking}
    with tempfile.TemporaryDirectory() as work:
        job = Path(work)
        for name, entry in layers.items():
            prepare(job / name, entry, say)
        frozen = {name: entry["freeze"] for name, entry in layers.items() if "freeze" in entry}
        if frozen:
            (job / "freeze.json").write_text(json.dumps(frozen), "utf-8")
            inside(job, FREEZE)
        (job / "job.json").write_text(json.dumps(layers), "utf-8")
        shutil.copyfile(PYODIDE / "python_stdlib.zip", job / "stdlib.zip")
        (job / "out").mkdir()
        inside(job, PACK)
        wasm = PYODIDE / "pyodide.asm.wasm"
        shutil.copyfile(wasm, job / f"out/wasm.{digest([wasm])}.wasm")
        files = {}
        for path in sorted((job / "out").iterdir()):
            shutil.copyfile(path, out / path.name)
            files[path.name.partition(".")[0]] = {"file": path.name, "bytes": path.stat().st_size}
        asks = json.loads((job / "asks.json").read_text("utf-8"))
    info = lock_info()
    manifest = {
        "pyodide": pyodide_version(),
        "python": info["python"],
        "mlflow": locked_version("mlflow"),
        "lock": info,
        "files": files,
        "layers": {name: asks[name] for name in list(layers)[1:]},
        "hints": {name: entry.get("asks", []) for name, entry in list(layers.items())[1:]},
        "after": {name: entry["after"] for name, entry in layers.items() if "after" in entry},
        "named_only": [name for name, entry in layers.items() if entry.get("named_only")],
        "titles": {name: entry["title"] for name, entry in layers.items() if "title" in entry},
        "absent": absent(table)
        | {
            name: f"{name} is missing in this build of the site: use the lab's notebook."
            for layer in lacking
            for name in every[layer].get("asks", [])
            if "mlflow" not in name
        },
        "lacking": {name: every[name].get("asks", []) for name in lacking},
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def prepare(folder: Path, entry: Entry, say: Say) -> None:
    """What pack.py needs of one layer: wheels/, site/ (our own files), smoke.py."""
    (folder / "wheels").mkdir(parents=True)
    (folder / "site").mkdir()
    for pin, path in fetch(wheels_of(entry), say).items():
        if pin.name in ("mlflow", "mlflow-skinny") and pin.version != locked_version("mlflow"):
            raise RuntimeFault(
                f"{entry['wheels']} has {pin.name} {pin.version}, requirements/labs.txt mlflow {locked_version('mlflow')}: "
                "run `make lock`."
            )
        shutil.copyfile(path, folder / "wheels" / path.name)
    for place, imported in entry.get("defer", {}).items():
        (folder / "site" / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / place).write_text(deferred(folder / "wheels", place, imported), "utf-8")
    for place, source in own_files(entry).items():
        (folder / "site" / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / "site" / place)
    if "smoke" in entry:
        shutil.copyfile(ROOT / entry["smoke"], folder / "smoke.py")


def deferred(wheels: Path, place: str, imported: list[str]) -> str:
    """A file of a layer's wheels, with these imports in the functions that use them."""
    for path in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(path) as wheel:
            if place in wheel.namelist():
                try:
                    return defer(wheel.read(place).decode(), imported)
                except NotDeferred as fault:
                    raise RuntimeFault(f"layers.toml: {place}: {fault}: change its line in `defer`.") from fault
    raise RuntimeFault(f"layers.toml: no wheel of this layer has {place}: take it out of `defer`.")


# The engine


def engine_inputs() -> list[Path]:
    """Files whose content decides the engine's wheel and lock file."""
    return sorted({*ENGINE.glob("*.py"), ROOT / "pyproject.toml", BESIDE, TOOLS, LOCK_ENGINE, *OURS})


def engine(out: Path, *, say: Say = print) -> None:
    """Write the engine and what is beside it as wheels of byte code, and the lock file by which Pyodide loads them, into `out`."""
    with tempfile.TemporaryDirectory() as work:
        job = Path(work)
        (job / "tools").mkdir()
        (job / "dist").mkdir()
        for path in fetch(pins(TOOLS), say).values():
            shutil.copyfile(path, job / "tools" / path.name)
        for path in fetch(pins(BESIDE), say).values():
            shutil.copyfile(path, job / "dist" / path.name)
        engine_wheel(job / "dist")
        lock = {"info": lock_info(), "packages": {}}
        (job / "dist/pyodide-lock.json").write_text(json.dumps(lock), "utf-8")
        inside(job, LOCK_ENGINE)
        out.mkdir(parents=True, exist_ok=True)
        for path in [*(job / "dist").glob("*-cp314-none-any.whl"), job / "dist/pyodide-lock.json"]:
            shutil.copyfile(path, out / path.name)


def engine_wheel(folder: Path) -> Path:
    """The engine as a wheel of source. Its version has the hash of its inputs as a number, so that no cache mixes two."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    version = f"{project['version']}.post{int(digest(engine_inputs()), 16)}"
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(ENGINE.glob("*.py"))}
    info = f"champion_engine-{version}.dist-info"
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: champion-engine\nVersion: {version}\n".encode()
    files[f"{info}/METADATA"] += "".join(f"Requires-Dist: {pin.name}\n" for pin in pins(BESIDE)).encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: champion\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"]).encode()
    wheel = folder / f"champion_engine-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return wheel


# Pyodide


def lock_info() -> dict[str, str]:
    """What Pyodide's own lock file says of itself."""
    info: dict[str, str] = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))["info"]
    return info


def inside(folder: Path, script: Path) -> None:
    """Run a Python file inside Pyodide, with `folder` as /job."""
    done = subprocess.run([node(), INSIDE, folder, script], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeFault(f"{script.name} failed inside Pyodide:\n{done.stderr[-3000:]}")


if __name__ == "__main__":
    print(folder(say=lambda words: print(words, file=sys.stderr)))
