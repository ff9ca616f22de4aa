"""What goes into the layers, and that a wrong entry is told."""

import hashlib
import json
import os
import zipfile
from pathlib import Path

import pytest

from tools import runtime, site
from tools.cache import digest, user_cache
from tools.problem import ROOT, Fault
from tools.runtime import RuntimeFault
from tools.wheels import NoSource, Pin

TABLE = """
[layer.core]
wheels = "requirements/browser.txt"
smoke = "web/python/smoke_core.py"
asks = []
strip = []
[layer.science]
wheels = "requirements/browser.txt"
smoke = "web/python/smoke_core.py"
asks = ["numpy"]
strip = []
[[absent]]
says = "{name} is not in the tab."
names = ["torch", "ABSENT"]
"""


def quiet(_words: str) -> None:
    pass


def table(folder: Path, *, also: str) -> Path:
    path = folder / "layers.toml"
    path.write_text(TABLE.replace("ABSENT", also))
    return path


def test_a_module_is_absent_or_in_a_layer(tmp_path: Path) -> None:
    assert runtime.absent(table(tmp_path, also="ray"))["torch"] == "torch is not in the tab."
    with pytest.raises(RuntimeFault, match=r"^layers\.toml: numpy is in a layer and in \[\[absent\]\]: take it out"):
        runtime.absent(table(tmp_path, also="numpy"))


def test_a_module_of_ours_comes_with_what_it_imports_from_its_package() -> None:
    check = runtime.closure("quizzes.engine.check")
    assert {"quizzes/engine/__init__.py", "quizzes/engine/check.py"} <= set(check)
    assert "quizzes/engine/form.py" not in check
    assert {"quizzes/engine/blueprint.py", "quizzes/engine/form.py"} <= set(runtime.closure("quizzes.engine.form"))


def test_core_holds_our_own_files_where_python_finds_them() -> None:
    places = runtime.own_files(runtime.entries()["core"])
    assert {"champion_tab.py", "cryptography/fernet.py", "databricks/__init__.py", "quizzes/engine/check.py"} <= set(
        places
    )
    assert all(path.is_file() for path in places.values())


def test_a_layer_whose_wheels_nobody_has_is_left_out_with_those_that_build_on_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = "numpy"

    def fetch(wanted: list[Pin], _say: object) -> None:
        if gone in [pin.name for pin in wanted]:
            raise NoSource(f"{gone} can't be had")

    monkeypatch.setattr(runtime, "fetch", fetch)
    said: list[str] = []
    lacking = runtime.unreachable(said.append)
    assert {"science", "plot", "rest"} <= set(lacking)
    assert "core" not in lacking
    assert said == ["NO LAYER SCIENCE: numpy can't be had"]
    gone = "mlflow-skinny"
    with pytest.raises(NoSource):
        runtime.unreachable(said.append)


def test_a_site_that_lacks_a_layer_is_loud_and_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    assert site.lacking() == []
    site.insist_on_all()
    monkeypatch.setattr(runtime, "lacking", lambda: ["NumPy"])
    assert site.lacking() == ["!!! NO NUMPY IN THE TAB: what needs it says “use the notebook”."]
    with pytest.raises(Fault, match="must not be published"):
        site.insist_on_all()


def test_another_mlflow_than_that_of_the_labs_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "locked_version", lambda _package: "9.9.9")
    with pytest.raises(
        RuntimeFault, match=r"^requirements/browser\.txt has mlflow\S* 3\.\S+, requirements/labs\.txt mlflow 9\.9\.9"
    ):
        runtime.prepare(tmp_path / "core", runtime.entries()["core"], quiet)


def test_inputs_hold_all_that_decides() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in runtime.inputs()}
    assert {
        "web/python/layers.toml",
        "web/python/champion_advice.py",
        "web/python/champion_tab.py",
        "web/python/pack.py",
        "web/python/stand_ins/cryptography/fernet.py",
        "web/inside.mjs",
        "requirements/browser.txt",
        "requirements/pyodide-tools.txt",
        "package-lock.json",
        "quizzes/engine/check.py",
        "quizzes/engine/form.py",
        "tools/runtime.py",
    } <= names


def test_the_engine_s_wheel_is_byte_code_and_locked() -> None:
    folder = runtime.folder(say=quiet) / "engine"
    packages = json.loads((folder / "pyodide-lock.json").read_text())["packages"]
    assert set(packages) == {"champion-engine", "fsrs", "typing-extensions"}
    for package in packages.values():
        assert package["sha256"] == hashlib.sha256((folder / package["file_name"]).read_bytes()).hexdigest()
    assert set(packages["champion-engine"]["depends"]) == {"fsrs", "typing-extensions"}
    wheel = folder / packages["champion-engine"]["file_name"]
    modules = [name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("quizzes/engine/")]
    assert "quizzes/engine/check.pyc" in modules
    assert all(name.endswith(".pyc") for name in modules)


@pytest.fixture
def again(tmp_path: Path) -> dict[str, str]:
    """The names of a second build, each with a hash of the file. Kept by the hash of all inputs: packing takes a minute."""
    kept = user_cache() / "packed-again" / f"{digest(runtime.inputs())}.json"
    if not (os.environ.get("CHAMPION_TRUST") and kept.exists()):
        runtime.pack(tmp_path, say=quiet)
        runtime.engine(tmp_path / "engine", say=quiet)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(hashes(tmp_path)), "utf-8")
    found: dict[str, str] = json.loads(kept.read_text("utf-8"))
    return found


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_builds_give_the_same_names_and_the_same_engine(again: dict[str, str]) -> None:
    kept = hashes(runtime.folder(say=quiet))
    assert list(again) == list(kept)
    same = [
        name for name in kept if not name.startswith(("core.", "manifest"))
    ]  # SQLAlchemy writes a schema in any order
    assert {name: again[name] for name in same} == {name: kept[name] for name in same}


def test_a_pattern_that_strips_nothing_and_a_smoke_test_that_fails_stop_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = runtime.entries()["core"]
    for change, message in (
        ({"strip": ["no/such/folder"]}, "the strip pattern 'no/such/folder' matches nothing: delete it"),
        ({"smoke": "tests/tools/bad_smoke.py"}, "AssertionError: as it should"),
    ):
        monkeypatch.setattr(runtime, "entries", lambda _table=None, change=change: {"core": good | change})
        with pytest.raises(RuntimeFault, match=message):
            runtime.pack(tmp_path, say=quiet)
