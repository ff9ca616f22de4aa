"""Runs inside Pyodide at build time, called by tools.runtime: strips, compiles and packs the layers of the tab's Python.

Byte code, zstd and the empty database are made by the interpreter that will read them.
"""

import contextlib
import fnmatch
import hashlib
import importlib
import io
import json
import pathlib
import py_compile
import shutil
import sqlite3
import sys
import tarfile
import zipfile
from typing import Any

from compression import zstd

sys.dont_write_bytecode = True
JOB = pathlib.Path("/job")
SITE = pathlib.Path("/lib/python3.14/site-packages")
EMPTY_DATABASE = pathlib.Path("/empty.db")
STDLIB = "/lib/python314.zip/"
DATE = (2026, 1, 1, 0, 0, 0)  # of every file: two builds give the same bytes
# A window of 128 MB would save 1 % more, but the decoder in the tab must hold it.
ZSTD: dict[int, int] = {zstd.CompressionParameter.compression_level: 19, zstd.CompressionParameter.window_log: 24}

owner: dict[pathlib.Path, str] = {}  # file → layer
asked: set[str] = set()  # modules that anything tried to import
used: dict[pathlib.Path, str] = {}  # source of a module in use → first layer whose smoke script imported it


class Note:
    """The first finder: notes what is asked for, and finds nothing."""

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> None:
        """As importlib asks it."""
        asked.add(name)


def add_layer(name: str, entry: dict[str, Any]) -> None:
    """Unpack a layer, strip it, run its smoke script; note what is new and what is in use.

    `entry`: the layer's entry in layers.toml. In /job/<name>: wheels/, site/ (our own files), smoke.py.
    """
    folder = JOB / name
    for wheel in sorted((folder / "wheels").iterdir()):
        unpack(wheel, entry.get("only", {}).get(wheel.name.split("-")[0], ["*"]))
    shutil.copytree(folder / "site", SITE, dirs_exist_ok=True)
    strip(entry["strip"])
    for path in SITE.rglob("*"):
        if path.is_file():
            owner.setdefault(path, name)
    importlib.invalidate_caches()
    tab = importlib.import_module("champion_tab")
    if len(set(owner.values())) == 1:
        make_database(name)
    tab.layers.prepare("")  # as in the tab, once numpy is there
    smoke = (folder / "smoke.py").read_text()
    exec(compile(smoke, f"smoke_{name}.py", "exec"), {"__name__": "__main__"})  # noqa: S102 - that is its purpose
    for file in used_files():
        if file.startswith(str(SITE)):
            used.setdefault(pathlib.Path(file), name)


def split_off(name: str, entry: dict[str, Any]) -> list[str]:
    """Give this layer the modules of others that nothing has asked for so far; gives their names.

    By name and one by one: whole packages would come for each optional import that is tried and fails.
    """
    names = []
    for path, layer in list(owner.items()):
        if layer not in entry["of"] or path.suffix not in (".py", ".so") or ".libs/" in str(path):
            continue
        module = path.relative_to(SITE).as_posix().split(".")[0].removesuffix("/__init__").replace("/", ".")
        if module not in asked:
            owner[path] = name
            names.append(module)
    return sorted(names)


def unpack(wheel: pathlib.Path, patterns: list[str]) -> None:
    """Put the files of a wheel that match into site-packages."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if any(fnmatch.fnmatch(name, pattern) for pattern in patterns):
                archive.extract(name, SITE)


def strip(patterns: list[str]) -> None:
    """Delete what matches; a pattern that matches nothing is out of date."""
    for pattern in patterns:
        found = list(SITE.glob(pattern))
        if not found:
            raise SystemExit(f"layers.toml: the strip pattern {pattern!r} matches nothing: delete it.")
        for path in found:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for gone in [path for path in owner if not path.exists()]:
        del owner[gone]
    for path in SITE.glob("*.dist-info/METADATA"):
        head, _, _ = path.read_text("utf-8").partition("\n\n")  # after it comes the project's readme
        path.write_text(f"{head}\n", "utf-8")


def make_database(layer: str) -> None:
    """An empty store with its schema: creating it takes the tab a second."""
    import mlflow
    from mlflow.tracking._tracking_service.utils import _get_store

    mlflow.search_experiments()
    _get_store().engine.dispose()
    shutil.copy(pathlib.Path.home() / "mlflow.db", EMPTY_DATABASE)
    with contextlib.closing(sqlite3.connect(EMPTY_DATABASE, isolation_level=None)) as database:
        database.execute("UPDATE experiments SET creation_time = 1767225600000, last_update_time = 1767225600000")
        database.execute("VACUUM")
    owner[EMPTY_DATABASE] = layer


def used_files() -> set[str]:
    """Files of the modules imported so far, and the migrations that alembic reads."""
    files = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())}
    return files | {str(path) for path in SITE.glob("mlflow/store/db_migrations/versions/*.py")}


def compile_file(source: pathlib.Path, target: pathlib.Path, shown_as: str, optimize: int) -> None:
    """Byte code whose traces name the source as `shown_as`."""
    target.parent.mkdir(exist_ok=True)
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH  # else times in the archive would decide
    py_compile.compile(str(source), str(target), shown_as, doraise=True, optimize=optimize, invalidation_mode=mode)


def compile_used(keep_source: list[str], docstrings: list[str]) -> None:
    """Compile the modules in use; the rest stays source, which packs to a third of the size."""
    for source, layer in sorted(used.items()):
        if source.suffix != ".py":
            continue
        name = source.relative_to(SITE).as_posix()
        optimize = 0 if name.startswith(tuple(docstrings)) else 2
        beside = owner[source] != layer or name.startswith(
            tuple(keep_source)
        )  # or source in one layer, byte code in a later one
        target = (
            source.parent / "__pycache__" / f"{source.stem}.cpython-314.pyc" if beside else source.with_suffix(".pyc")
        )
        compile_file(source, target, str(source), optimize)
        owner[target] = layer
        if not beside:
            source.unlink()
            del owner[source]


def pack_layer(layer: str) -> None:
    """One archive of the files of a layer, like beside like; its name has the hash of what is in it."""
    archive = io.BytesIO()
    content = hashlib.sha256()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for path in sorted(
            (path for path, name in owner.items() if name == layer), key=lambda path: (path.suffix, path)
        ):
            data = path.read_bytes()
            info = tarfile.TarInfo(path.relative_to("/").as_posix())
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
            content.update(f"{info.name}\0{info.size}\0".encode() + (schema() if path == EMPTY_DATABASE else data))
    target = JOB / f"out/{layer}.{content.hexdigest()[:16]}.tar.zst"
    target.write_bytes(zstd.compress(archive.getvalue(), options=ZSTD))


def schema() -> bytes:
    """The lines of the empty database's dump, sorted: SQLAlchemy writes constraints and indexes in any order."""
    with contextlib.closing(sqlite3.connect(EMPTY_DATABASE)) as database:
        lines = "\n".join(database.iterdump()).splitlines()
    return "\n".join(sorted(line.strip(" \t,") for line in lines)).encode()


def pack_stdlib(source: pathlib.Path) -> None:
    """Pyodide's standard library with the modules in use as byte code."""
    work, files = pathlib.Path("/work"), used_files()
    zipfile.ZipFile(source).extractall(work)  # noqa: S202 - Pyodide's own
    for path in sorted(path for path in work.rglob("*.py")):
        name = STDLIB + path.relative_to(work).as_posix()
        if name in files:
            compile_file(path, path.with_suffix(".pyc"), name, 0)
            path.unlink()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for path in sorted(path for path in work.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(path.relative_to(work).as_posix(), DATE)
            out.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    content = packed.getvalue()
    (JOB / f"out/stdlib.{hashlib.sha256(content).hexdigest()[:16]}.zip").write_bytes(content)


def pack() -> None:
    """Pack all layers of /job/job.json, in its order, into /job/out."""
    layers = json.loads((JOB / "job.json").read_text())
    for name, entry in layers.items():
        if "of" in entry:
            entry["asks"] = split_off(name, entry)
        else:
            add_layer(name, entry)
    (JOB / "asks.json").write_text(json.dumps({name: entry["asks"] for name, entry in layers.items()}))
    compile_used(
        *([path for entry in layers.values() for path in entry.get(key, [])] for key in ("keep_source", "docstrings"))
    )
    for name in layers:
        pack_layer(name)
    pack_stdlib(JOB / "stdlib.zip")


sys.meta_path.insert(0, Note())
pack()
