"""The learner's store as a zip for a PC: mlflow.db, its artifacts, and how to open it.

Runs in the sandbox, in a namespace of its own; its last expression is what the page gets: the bytes, or a sentence why not.
The copy says `mlflow-artifacts:/…` where the tab's database has places in the tab: so a server that is started in the
unpacked folder finds each artifact in mlartifacts/ below it and hands it to any client. The store itself is only read.
"""

import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

LIMIT = 50_000_000  # bytes of what is packed; the page has its own limit for what it takes
FOLDER = "champion-store"
README = """A store of MLflow {version}, made in a browser tab. Start in this folder:

    pip install mlflow=={version}
    mlflow server --backend-store-uri sqlite:///mlflow.db

Open http://127.0.0.1:5000, or read it in Python:

    import mlflow
    mlflow.set_tracking_uri("http://127.0.0.1:5000")

Loading a model runs code that its files name: load only what your own code, or code that you have read, has made.
"""
# Columns that name a place of artifacts.
PLACES = (
    ("experiments", "artifact_location"),
    ("runs", "artifact_uri"),
    ("logged_models", "artifact_location"),
    ("model_versions", "source"),
    ("model_versions", "storage_location"),
)


class CannotPack(Exception):
    """Why the store can't be packed: a sentence."""


def database() -> Path:
    """The file of the store that the learner's code uses now."""
    import mlflow

    uri, prefix = str(mlflow.get_tracking_uri()), "sqlite:///"
    file = Path(unquote(uri[len(prefix) :].partition("?")[0]))
    if not uri.startswith(prefix) or not file.is_file():
        raise CannotPack(f"Your code writes to {uri[:300]}: only a SQLite store in the tab can be downloaded.")
    return file


def local(place: str) -> PurePosixPath | None:
    """The folder that an artifact location names, if it is one of the tab's."""
    parts = urlsplit(place)
    if parts.scheme not in ("", "file") or not parts.path:
        return None
    return PurePosixPath(Path(unquote(parts.path)).resolve())


def roots(copy: sqlite3.Connection) -> dict[PurePosixPath, str]:
    """The experiments' folders, and the name of each in the archive."""
    rows = copy.execute("SELECT experiment_id, artifact_location FROM experiments").fetchall()
    return {folder: str(number) for number, place in rows if place and (folder := local(place))}


def moved(place: str, folders: dict[PurePosixPath, str]) -> str:
    """A place in the tab as a server in the unpacked folder knows it; any other as it is."""
    path = local(place)
    for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        if path and path.is_relative_to(folder):
            return "/".join(["mlflow-artifacts:", folders[folder], *path.relative_to(folder).parts])
    return place


def mend(copy: sqlite3.Connection, folders: dict[PurePosixPath, str]) -> None:
    """Write the places as they are in the archive."""
    copy.create_function("moved", 1, lambda place: place and moved(place, folders), deterministic=True)
    for table, column in PLACES:
        copy.execute(f"UPDATE {table} SET {column} = moved({column})")  # noqa: S608 - our own names
    copy.execute("UPDATE trace_tags SET value = moved(value) WHERE key = 'mlflow.artifactLocation'")
    copy.commit()


def artifacts(folders: dict[PurePosixPath, str]) -> dict[str, Path]:
    """The files of the experiments' folders, by their names in the archive."""
    found: dict[str, Path] = {}
    for folder, name in folders.items():
        for file in sorted(Path(folder).rglob("*")):
            if file.is_symlink() or not file.is_file():
                continue
            inside = file.relative_to(folder).as_posix()
            if any(character in "\\:" or not character.isprintable() for character in inside):
                raise CannotPack(
                    f"The artifact {inside[:200]!r} has a name that not every computer can have: rename it."
                )
            found[f"{FOLDER}/mlartifacts/{name}/{inside}"] = file
    return found


def pack() -> bytes:
    """The archive."""
    import mlflow

    with closing(sqlite3.connect(":memory:")) as copy:
        with closing(sqlite3.connect(f"{database().resolve().as_uri()}?mode=ro", uri=True)) as store:
            store.backup(copy)
        folders = roots(copy)
        files = artifacts(folders)
        mend(copy, folders)
        content = copy.serialize()
    size = len(content) + sum(file.stat().st_size for file in files.values())
    if size > LIMIT:
        raise CannotPack(
            f"The store has {size / 1e6:.0f} MB; a page can take {LIMIT // 1_000_000} MB. Log less, or begin a fresh store."
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{FOLDER}/mlflow.db", content)
        archive.writestr(f"{FOLDER}/README.txt", README.format(version=mlflow.__version__))
        for name, file in files.items():
            archive.writestr(name, file.read_bytes())
    return packed.getvalue()


def give() -> bytes | str:
    """The archive, or why there is none."""
    try:
        return pack()
    except CannotPack as why:
        return str(why)
    except Exception as error:  # noqa: BLE001 - learner code may have replaced anything
        return f"The store could not be packed ({type(error).__name__}: {str(error)[:300]})."


give()
