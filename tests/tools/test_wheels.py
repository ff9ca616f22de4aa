"""Wheels come from the cache or by hash, and whatever goes wrong is one sentence with the next step."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from tools import wheels
from tools.cache import locked_version
from tools.problem import ROOT
from tools.wheels import Pin, RuntimeFault

BYTES = b"a wheel"
GOOD = Pin("toy", "1.0", hashlib.sha256(BYTES).hexdigest())


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "champion" / "wheels"


class Index:
    """Stands for pip and what is behind it: gives wheels, or fails with what pip then says."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.failure = ""

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        folder = Path(arguments[arguments.index("--dest") + 1])
        wanted = (folder / "wanted.txt").read_text()
        self.asked.append(wanted.split("==")[0])
        assert "--require-hashes" in arguments
        if self.failure and self.failure.split(":")[0] in wanted:
            return subprocess.CompletedProcess(arguments, 1, "", self.failure.partition(":")[2])
        (folder / f"{wanted.split('==')[0]}-1.0-py3-none-any.whl").write_bytes(BYTES)
        return subprocess.CompletedProcess(arguments, 0, "", "")


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Index:
    """What pip reaches."""
    found = Index()
    monkeypatch.setattr(wheels, "pip", found)
    return found


def quiet(_words: str) -> None:
    pass


def test_a_wheel_is_downloaded_once(cache: Path, index: Index) -> None:
    (path,) = wheels.fetch([GOOD], quiet).values()
    assert path.is_relative_to(cache)
    assert path.read_bytes() == BYTES
    assert wheels.fetch([GOOD], quiet) == {GOOD: path}
    assert index.asked == ["toy"]


def test_a_broken_file_in_the_cache_is_fetched_again(cache: Path, index: Index) -> None:
    (path,) = wheels.fetch([GOOD], quiet).values()
    path.write_bytes(b"half a wh")
    assert wheels.fetch([GOOD], quiet)[GOOD].read_bytes() == BYTES
    assert index.asked == ["toy", "toy"]
    assert cache.is_dir()


def test_another_file_than_the_pinned_is_refused(cache: Path, index: Index) -> None:
    index.failure = "toy:ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."
    with pytest.raises(
        RuntimeFault, match=r"^what came for toy 1\.0 is not the pinned file and was refused: try again"
    ):
        wheels.fetch([GOOD], quiet)
    assert not list(cache.rglob("*.whl"))


def test_pip_itself_refuses_another_file(cache: Path) -> None:
    """The same without a stand-in: a wheel of the cache's own, under a hash that is not its own."""
    real = next(pin for pin in wheels.pins(ROOT / "requirements/browser.txt") if pin.name == "annotated-doc")
    with pytest.raises(RuntimeFault, match="refused"):
        wheels.download(Pin(real.name, real.version, "0" * 64))
    assert not list(cache.rglob("*.whl"))


def test_without_network_it_says_so_and_a_second_try_continues(cache: Path, index: Index) -> None:
    other = Pin("other", "1.0", GOOD.sha256[::-1])
    index.failure = "other:WARNING: retrying\nERROR: Could not find a version that satisfies other"
    with pytest.raises(RuntimeFault) as fault:
        wheels.fetch([GOOD, other], quiet)
    assert str(fault.value) == (
        "other 1.0 could not be downloaded (Could not find a version that satisfies other): "
        "connect to the internet and try again."
    )
    index.failure, index.asked = "", []
    wheels.fetch([GOOD, other], quiet)
    assert index.asked == ["other"]
    assert len(list(cache.iterdir())) == 2


def test_a_line_without_hash_is_named(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text(f"{GOOD}\nother==2.0\n")
    with pytest.raises(RuntimeFault, match=r"lock\.txt:2: not `name==version --hash=sha256:…`: run `make lock`\."):
        wheels.pins(lock)


def test_lock_files_name_wheels_and_no_address() -> None:
    for name in wheels.LOCKED:
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        assert wheels.pins(ROOT / "requirements" / f"{name}.txt")
        assert "://" not in text


def test_an_in_file_says_what_to_leave_out_and_where_a_version_comes_from() -> None:
    asked = wheels.wanted(ROOT / "requirements/browser.in")
    assert asked.names["mlflow-skinny"] == locked_version("mlflow")
    assert asked.names["sqlalchemy"] == ""
    assert "databricks-sdk" in asked.without
    assert asked.alone == {"mlflow"}


def test_the_tab_s_markers_decide_what_is_needed() -> None:
    asked = ["a; sys_platform == 'emscripten'", "b; python_version < '3.14'", "c[x]>=1", "d; extra == 'x'"]
    assert wheels.needs({"requires_dist": asked}) == ["a", "c"]
