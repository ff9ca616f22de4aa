"""Makes what Python in the browser needs: the layers of the sandbox, the engine's wheel, and the locks of both.

`build` writes into a folder of the caller's choice:

    manifest.json                     what is there: versions, files with their sizes, the names that ask for a layer
    core.<hash>.tar.zst …             the layers of web/python/layers.toml
    stdlib.<hash>.zip, pyodide.<hash>.wasm
    engine/*.whl, engine/pyodide-lock.json

Everything is compiled inside Pyodide under Node; a name's hash is that of all that the file is made from.
"""

import ast
import concurrent.futures
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.node import node

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "web/python/layers.toml"
PYODIDE = ROOT / "node_modules/pyodide"
ENGINE = ROOT / "quizzes/engine"
LABS = ROOT / "requirements/labs.txt"
TOOLS = ROOT / "requirements/pyodide-tools.txt"

# What Pyodide can use: its own platform, pure Python, and Linux wheels of which only the Python part is kept.
PYTHON = "3.14"
PLATFORM = [
    "--python-version",
    PYTHON,
    "--implementation",
    "cp",
    "--abi",
    "cp314",
    "--abi",
    "none",
    "--only-binary=:all:",
]
PLATFORMS = ["pyemscripten_2026_0_wasm32", "manylinux2014_x86_64", "any"]

Say = Callable[[str], None]


class RuntimeFault(RuntimeError):
    """Why the runtime can't be built: one sentence with the next step."""


@dataclass(frozen=True, order=True)
class Pin:
    """One line of a lock file: a wheel, by the hash of its bytes."""

    name: str
    version: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.name}=={self.version} --hash=sha256:{self.sha256}"


def pins(lock: Path) -> list[Pin]:
    """The wheels that a lock file names, one hash each."""
    found = []
    for number, line in enumerate(lock.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        match = re.fullmatch(r"([a-z0-9-]+)==(\S+) --hash=sha256:([0-9a-f]{64})", line)
        if not match:
            raise RuntimeFault(
                f"{lock}:{number}: not `name==version --hash=sha256:…`. Run `python -m tools.runtime lock`."
            )
        found.append(Pin(*match.groups()))
    return found


# Wheels


def wheels_folder() -> Path:
    """Where downloaded wheels are kept, for all checkouts of one user."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "champion" / "wheels"


def fetch(wanted: Iterable[Pin], say: Say = print) -> dict[Pin, Path]:
    """The wheels' paths in the cache. What is not there is downloaded, one by one, so that a second try continues.

    Raises:
        RuntimeFault: a wheel can't be had, or what came is not the file of its hash.
    """
    paths = {pin: cached(pin) for pin in wanted}
    missing = [pin for pin, path in paths.items() if not path]
    if missing:
        say(f"downloading {len(missing)} wheels")
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            coming = {pin: pool.submit(download, pin) for pin in missing}
            paths |= {pin: future.result() for pin, future in coming.items()}
    return {pin: path for pin, path in paths.items() if path}


def cached(pin: Pin) -> Path | None:
    """The wheel in the cache, if it is there and whole."""
    for path in (wheels_folder() / pin.sha256).glob("*.whl"):
        if hashlib.sha256(path.read_bytes()).hexdigest() == pin.sha256:
            return path
        path.unlink()
    return None


def download(pin: Pin) -> Path:
    """Fetch one wheel into the cache."""
    wheels_folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=wheels_folder()) as folder:
        (Path(folder) / "pin.txt").write_text(f"{pin}\n")
        answer = pip(
            "download",
            "--require-hashes",
            "--no-deps",
            *platform_options(),
            "--dest",
            folder,
            "-r",
            f"{folder}/pin.txt",
        )
        if "DO NOT MATCH THE HASHES" in answer.stderr:
            raise RuntimeFault(
                f"{pin.name} {pin.version}: what came is not the file of the pinned hash, and was refused."
            )
        if answer.returncode:
            raise RuntimeFault(
                f"{pin.name} {pin.version} could not be downloaded ({last_line(answer.stderr)}): connect to the internet and try again."
            )
        (wheel,) = Path(folder).glob("*.whl")
        kept = wheels_folder() / pin.sha256 / wheel.name
        kept.parent.mkdir(exist_ok=True)
        return wheel.replace(kept)


def platform_options() -> list[str]:
    return PLATFORM + [word for platform in PLATFORMS for word in ("--platform", platform)]


def pip(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "pip",
        "--quiet",
        "--disable-pip-version-check",
        "--retries",
        "1",
        "--timeout",
        "20",
        *arguments,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no message"])[-1].removeprefix("ERROR: ")


# Layers


def layers(table: Path = TABLE) -> dict[str, dict[str, Any]]:
    """The entries of layers.toml, in their order."""
    entries: dict[str, dict[str, Any]] = tomllib.loads(table.read_text("utf-8"))["layer"]
    return entries


def absent(table: Path = TABLE) -> dict[str, str]:
    """What to say when a module is imported that no layer has."""
    groups = tomllib.loads(table.read_text("utf-8")).get("absent", [])
    said = {name: group["says"].format(name=name) for group in groups for name in group["names"]}
    if both := sorted(set(said) & {name for entry in layers(table).values() for name in entry["asks"]}):
        raise RuntimeFault(f"{table}: {both[0]} is both absent and in a layer. Take it out of [[absent]].")
    return said


def closure(module: str) -> list[Path]:
    """A module of ours and those that it imports from its own package: their files, relative to the repository."""
    package = module.rpartition(".")[0]
    found: dict[str, Path] = {}
    waiting = [package, module]
    while waiting:
        name = waiting.pop()
        base = ROOT / name.replace(".", "/")
        path = base / "__init__.py" if base.is_dir() else base.with_suffix(".py")
        if name in found or not path.is_file():
            continue
        found[name] = path.relative_to(ROOT)
        for node_ in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node_, ast.ImportFrom) and node_.module and node_.module.startswith(package):
                waiting += [node_.module, *(f"{node_.module}.{alias.name}" for alias in node_.names)]
            elif isinstance(node_, ast.Import):
                waiting += [alias.name for alias in node_.names if alias.name.startswith(package)]
    return sorted(found.values())


def own_files(entry: dict[str, Any]) -> dict[str, Path]:
    """Our files in a layer: path in site-packages → file."""
    found: dict[str, Path] = {}
    for source, target in entry.get("files", {}).items():
        path = ROOT / source
        if path.is_dir():
            found |= {
                f"{target}/{file.relative_to(path).as_posix()}".lstrip("/"): file for file in sorted(path.rglob("*.py"))
            }
        else:
            found[target] = path
    for module in entry.get("modules", []):
        found |= {path.as_posix(): ROOT / path for path in closure(module)}
    return found


def layer_inputs(table: Path = TABLE) -> list[Path]:
    """Files whose content decides the layers."""
    files = [table, ROOT / "package-lock.json", ROOT / "web/pack.mjs", ROOT / "web/python/pack.py", Path(__file__)]
    for entry in layers(table).values():
        files += [ROOT / entry["wheels"], ROOT / entry["smoke"], *own_files(entry).values()]
    return sorted(set(files))


def pack(out: Path, *, say: Say = print, table: Path = TABLE) -> None:
    """Write the layers, the standard library, Pyodide's wasm and manifest.json into `out`."""
    entries = layers(table)
    names = {"layers": {name: entry["asks"] for name, entry in list(entries.items())[1:]}, "absent": absent(table)}
    with tempfile.TemporaryDirectory() as work:
        job = Path(work)
        (job / "out").mkdir()
        (job / "job.json").write_text(json.dumps(entries))
        shutil.copy(PYODIDE / "python_stdlib.zip", job / "stdlib.zip")
        locked: list[Pin] = []
        for name, entry in entries.items():
            wheels = fetch(pins(ROOT / entry["wheels"]), say)
            locked += wheels
            (job / name / "wheels").mkdir(parents=True)
            (job / name / "site").mkdir()
            for wheel in wheels.values():
                shutil.copy(wheel, job / name / "wheels")
            for target, source in own_files(entry).items():
                (job / name / "site" / target).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, job / name / "site" / target)
            shutil.copyfile(ROOT / entry["smoke"], job / name / "smoke.py")
        (job / next(iter(entries)) / "site/champion_layers.json").write_text(json.dumps(names))
        say("packing the layers inside Pyodide")
        run_node("web/pack.mjs", work)
        shutil.copy(PYODIDE / "pyodide.asm.wasm", job / "out/pyodide.wasm")
        key = digest(layer_inputs(table))
        out.mkdir(parents=True, exist_ok=True)
        files = {}
        for path in sorted((job / "out").iterdir()):
            stem, _, suffix = path.name.partition(".")
            kept = out / f"{stem}.{key}.{suffix}"
            shutil.move(path, kept)
            files["wasm" if stem == "pyodide" else stem] = {"file": kept.name, "bytes": kept.stat().st_size}
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))
    manifest = {
        "pyodide": json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"],
        "python": lock["info"]["python"],
        "mlflow": next(pin.version for pin in locked if pin.name == "mlflow-skinny"),
        "lock": lock["info"],
        "files": files,
        "layers": names["layers"],
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def digest(files: Iterable[Path]) -> str:
    """16 hexadecimal digits that stand for names and contents of `files`."""
    state = hashlib.sha256()
    for path in sorted(files):
        state.update(f"{os.path.relpath(path, ROOT)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return state.hexdigest()[:16]


def run_node(*arguments: str) -> None:
    """Run one of our Node scripts; what it wrote to its error output is the fault."""
    answer = subprocess.run([node(), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise RuntimeFault(f"{arguments[0]} failed:\n{answer.stderr[-3000:]}")


def inputs() -> list[Path]:
    """Files whose content decides what `build` gives."""
    return layer_inputs()


def build(out: Path, *, say: Say = print) -> None:
    """Everything that Python in the browser needs, into `out`."""
    pack(out, say=say)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
