"""What is missing ends in one sentence that says what to do."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools import browser, cache, env, node, site
from tools.problem import ROOT, Fault

PIP = {
    "NewConnectionError(": "connect to the internet",
    "[Errno 28] No space left on device": "the disk is full: free about 2 GB",
    "THESE PACKAGES DO NOT MATCH THE HASHES": "does not match its hash",
    "ERROR: something new": "installing site.txt failed (ERROR: something new)",
}


def says(text: str, code: int = 1) -> Callable[..., Any]:
    """A subprocess.run whose process wrote `text`."""
    return lambda command, **_: subprocess.CompletedProcess(command, code, stdout="", stderr=text)


@pytest.mark.parametrize("said", PIP)
def test_pip_failed(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(env.subprocess, "run", says(said))
    with pytest.raises(SystemExit, match=r"^Champion: ") as stopped:
        env.install("site")
    assert PIP[said] in str(stopped.value)
    assert "\n" not in str(stopped.value)


def test_no_venv_module(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(env, "VENV", tmp_path / "none")
    monkeypatch.setattr(env.subprocess, "run", says("ensurepip is not available"))
    with pytest.raises(SystemExit, match=r"apt-get install python3\.\d+-venv"):
        env.make_venv()


def test_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(env.sys, "version_info", (3, 10, 1))
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed"):
        env.main("site")


def test_an_environment_that_is_there_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def never(*_args: Any, **_options: Any) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(env, "VENV", tmp_path)
    (tmp_path / f".test-{env.key('test')}").touch()
    monkeypatch.setattr(env.subprocess, "run", never)
    env.main("test")
    env.main("site")  # the larger one holds the smaller
    monkeypatch.setattr(env, "key", lambda group: "of another lock file")
    with pytest.raises(AssertionError, match="a process was started"):
        env.main("site")


def test_no_browser_and_not_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(browser, "playwright", lambda: "")
    monkeypatch.setattr(browser.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(browser.sys, "platform", "linux")
    with pytest.raises(browser.NoBrowser, match="apt-get install chromium"):
        browser.ensure()


def test_the_systems_browser_comes_first_then_playwrights_then_debians(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "system", lambda variable, names: f"/system/{variable}")
    assert browser.ensure() == ({"CHROME": "/system/CHROME", "FIREFOX": "/system/FIREFOX"}, [])
    monkeypatch.setattr(browser, "system", lambda variable, names: "")
    monkeypatch.setattr(browser, "playwright", lambda: "/playwright")
    monkeypatch.setattr(browser, "debian", lambda package: "")
    assert browser.ensure() == ({"CHROME": "/playwright"}, ["Firefox"])
    monkeypatch.setattr(browser, "playwright", lambda: "")
    monkeypatch.setattr(browser, "debian", lambda package: f"/debian/{package}")
    assert browser.ensure() == ({"CHROME": "/debian/chromium", "FIREFOX": "/debian/firefox-esr"}, [])


def test_no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node, "_system", lambda: None)
    monkeypatch.setattr(node, "_from_wheel", lambda: None)
    node.node.cache_clear()
    with pytest.raises(node.NoNode, match=r"Node 22\.18 or newer is missing"):
        node.node()
    node.node.cache_clear()


def test_no_network_for_npm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(site, "ROOT", tmp_path)
    monkeypatch.setattr(cache, "ROOT", tmp_path)
    (tmp_path / "package-lock.json").write_text((ROOT / "package-lock.json").read_text("utf-8"))
    node.node()
    monkeypatch.setattr(site.subprocess, "run", says("npm error network request failed"))
    with pytest.raises(Fault, match="connect to the internet and try again"):
        site.node_modules()
