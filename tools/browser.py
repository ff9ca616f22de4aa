"""Finds the browsers that tests drive: the system's, else Playwright's own, else Debian's package when root."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.problem import ROOT, Fault

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FIREFOX = ("firefox-esr", "firefox")
MAC = {
    "CHROME": "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "FIREFOX": "/Applications/Firefox.app/Contents/MacOS/firefox",
}


class NoBrowser(Fault):
    """There is no Chromium; the message says what to install."""


def ensure() -> tuple[dict[str, str], list[str]]:
    """The paths of Chromium and Firefox as CHROME and FIREFOX, and the names of those that are missing.

    Raises:
        NoBrowser: not even Chromium can be had.
    """
    found = {
        "CHROME": system("CHROME", CHROMIUM) or playwright() or debian("chromium"),
        "FIREFOX": system("FIREFOX", FIREFOX),
    }
    if not found["CHROME"]:
        raise NoBrowser(
            "there is no browser to test with: install Chromium or Chrome (on Debian and Ubuntu: apt-get install chromium)."
        )
    if not found["FIREFOX"]:
        found["FIREFOX"] = debian("firefox-esr")
    missing = [name for name in ("Firefox",) if not found[name.upper()]]
    return {name: path for name, path in found.items() if path}, missing


def system(variable: str, names: tuple[str, ...]) -> str:
    """The browser that the variable names, or the first of `names` on the path; empty if there is none."""
    given = os.environ.get(variable, "")
    if given and Path(given).exists():
        return given
    on_path = next((path for path in map(shutil.which, names) if path), "")
    return on_path or (MAC[variable] if sys.platform == "darwin" and Path(MAC[variable]).exists() else "")


def playwright() -> str:
    """Playwright's own Chromium, downloaded if that works here."""
    from tools.node import node

    cli = ROOT / "node_modules" / "playwright-core" / "cli.js"
    ask = "import('playwright-core').then(({ chromium }) => console.log(chromium.executablePath()))"
    where = subprocess.run([node(), "-e", ask], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    if not where:
        return ""
    if not Path(where).exists():
        print("  … downloading a browser for the tests", flush=True)
        subprocess.run([node(), cli, "install", "chromium"], cwd=ROOT, capture_output=True, check=False, timeout=600)
    return where if Path(where).exists() else ""


def debian(package: str) -> str:
    """The browser of a Debian package, installed if this is Debian and we are root; empty if not."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return ""
    print(f"  … installing {package}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", package]):
        subprocess.run(command, env=environment, capture_output=True, check=False)
    return shutil.which(package) or ""
