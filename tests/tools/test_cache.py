"""What was built is trusted only when it was finished, for the same inputs."""

from pathlib import Path

import pytest

from tools import cache
from tools.problem import ROOT


def test_made_once_for_a_key(tmp_path: Path) -> None:
    made = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "a.txt").write_text("a")

    for key in ("one", "one", "two"):
        assert (cache.cached("thing", key, make, tmp_path) / "a.txt").read_text() == "a"
    assert len(made) == 2


def test_a_build_that_failed_leaves_nothing(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half.txt").write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cache.cached("thing", "one", fail, tmp_path)
    assert [path.name for path in (tmp_path / "thing").iterdir()] == []


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for key in "abcdef":
        cache.cached("thing", key, lambda folder: None, tmp_path)
    assert len(list((tmp_path / "thing").iterdir())) == cache.KEPT


def test_digest_depends_on_bytes_places_and_facts() -> None:
    here = Path(__file__)
    other = here.with_name("test_labs.py")
    digests = {cache.digest([here]), cache.digest([other]), cache.digest([here, other]), cache.digest([here], "fact")}
    assert len(digests) == 4
    assert cache.digest([other, here]) == cache.digest([here, other])


def test_locked_version_is_the_pinned_one() -> None:
    assert f'"mlflow=={cache.locked_version("mlflow")}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    with pytest.raises(LookupError, match="make lock"):
        cache.locked_version("nothing")
