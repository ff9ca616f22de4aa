"""Wheels for Python in the browser: locks them by hash, and keeps them in the user's cache.

`python -m tools.wheels` remakes the lock files of LOCKED in requirements/ from the .in files beside them. Pyodide's own
builds (numpy, scipy …) are not on PyPI: their names and hashes are those of the lock file in npm's `pyodide` package.
"""

import concurrent.futures
import hashlib
import http.client
import json
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tools.cache import locked_version, user_cache
from tools.problem import ROOT, Fault

PYODIDE = ROOT / "node_modules/pyodide"
# A wheel on PyPI that carries the files of Pyodide's release, for where the release itself can't be reached.
CARRIER = "open-webui==0.12.4"
LOCKED = (
    "browser",
    "browser-science",
    "browser-optuna",
    "browser-hyperopt",
    "browser-openai",
    "browser-server",
    "browser-databricks",
    "browser-engine",
    "pyodide-tools",
)
PYTHON = [
    "--python-version",
    "3.14",
    "--implementation",
    "cp",
    "--abi",
    "cp314",
    "--abi",
    "none",
    "--only-binary=:all:",
]
# Pure Python first, then Pyodide's own platform; of a Linux wheel only the Python part is kept (layers.toml strips the rest).
PLATFORMS = ("any", "pyemscripten_2026_0_wasm32", "manylinux2014_x86_64")
# To resolve, further ones: what is left out of a lock file (Pyodide has its own numpy) must be found all the same.
RESOLVED_ON = (*reversed(PLATFORMS), "manylinux_2_17_x86_64", "manylinux_2_27_x86_64", "manylinux_2_28_x86_64")
# Where requirements are asked for: what decides their markers.
TAB = {
    "python_version": "3.14",
    "python_full_version": "3.14.2",
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
}
TAB |= {"platform_machine": "wasm32", "os_name": "posix", "implementation_name": "cpython", "extra": ""}
TAB |= {"platform_python_implementation": "CPython"}

Say = Callable[[str], None]


class RuntimeFault(Fault):
    """Why Python for the browser can't be made: one sentence with the next step."""


class NoSource(RuntimeFault):
    """Nothing that has a wheel can be reached."""


@dataclass(frozen=True, order=True)
class Pin:
    """A wheel, by the hash of its bytes."""

    name: str
    version: str
    sha256: str
    build: str = ""  # the file's name, if it is one of Pyodide's own builds

    def __str__(self) -> str:
        return f"{self.name}=={self.version} --hash=sha256:{self.sha256}"


def pins(lock: Path) -> list[Pin]:
    """The wheels that a lock file names."""
    found = []
    for number, line in enumerate(lock.read_text("utf-8").splitlines(), 1):
        match = re.fullmatch(r"([a-z0-9-]+)==(\S+) --hash=sha256:([0-9a-f]{64})", line)
        if match:
            found.append(Pin(*match.groups()))
        elif line and not line.startswith("#"):
            where = lock.relative_to(ROOT) if lock.is_relative_to(ROOT) else lock
            raise RuntimeFault(f"{where}:{number}: not `name==version --hash=sha256:…`: run `make lock`.")
    return found


def builds(names: Iterable[str]) -> list[Pin]:
    """Pyodide's own builds of these packages."""
    packages = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))["packages"]
    unknown = [name for name in names if name not in packages]
    if unknown:
        raise RuntimeFault(f"Pyodide {pyodide_version()} has no {unknown[0]}: lock it from PyPI, in requirements/.")
    found = [packages[name] for name in names]
    return [Pin(one["name"], one["version"], one["sha256"], one["file_name"]) for one in found]


def pyodide_version() -> str:
    """The version of the installed npm package."""
    version: str = json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"]
    return version


# The cache


def folder() -> Path:
    """Where wheels are kept, for all clones of one user."""
    return user_cache() / "wheels"


def fetch(wanted: Iterable[Pin], say: Say = print) -> dict[Pin, Path]:
    """The wheels' paths in the cache. What is not there is downloaded one by one, so that a second try continues.

    Raises:
        RuntimeFault: a wheel can't be had, or what came is not the file of its hash.
    """
    paths = {pin: cached(pin) for pin in wanted}
    missing = [pin for pin, path in paths.items() if not path]
    if missing:
        say(f"{len(missing)} wheels downloaded")
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        coming = {pin: pool.submit(download, pin) for pin in missing if not pin.build}
        try:
            paths |= fetch_builds([pin for pin in missing if pin.build], say)
            paths |= {pin: future.result() for pin, future in coming.items()}
        except RuntimeFault:
            pool.shutdown(cancel_futures=True)
            raise
    return {pin: path for pin, path in paths.items() if path}


def fetch_builds(missing: list[Pin], say: Say) -> dict[Pin, Path]:
    """Pyodide's own builds into the cache: from its release or, where that can't be reached, out of the carrier."""
    paths: dict[Pin, Path] = {}
    try:
        for pin in missing:
            with urllib.request.urlopen(release() + pin.build, timeout=20) as answer:  # noqa: S310  # https: by `release`
                paths[pin] = keep(pin, answer.read())
    except (OSError, http.client.HTTPException):  # no network, no such address, cut in the middle
        say(f"Pyodide's release can't be reached: {CARRIER} of PyPI carries the same files (106 MB)")
        paths |= out_of_the_carrier([pin for pin in missing if pin not in paths])
    return paths


def release() -> str:
    """Where Pyodide says that the files of its release are."""
    found = set(re.findall(r"https://[\w./]+/pyodide/v\$\{\w+\}/full/", (PYODIDE / "pyodide.mjs").read_text("utf-8")))
    if len(found) != 1:
        raise RuntimeFault("Pyodide's loader no longer says where its release is: mend `release` in tools/wheels.py.")
    return re.sub(r"\$\{\w+\}", pyodide_version(), found.pop())


def out_of_the_carrier(missing: list[Pin]) -> dict[Pin, Path]:
    """Builds that lie in the folder pyodide/ of the carrier's wheel."""
    folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder(), prefix=".coming-") as aside:
        # Its own Python is an older one, whatever Python runs here.
        asked = ("--no-deps", "--only-binary=:all:", "--python-version", "3.12", "--dest", aside, CARRIER)
        done = pip("download", *asked)
        if done.returncode:
            raise NoSource(
                f"neither Pyodide's release nor {CARRIER} can be reached ({said(done)}): connect to the internet and try again."
            )
        (wheel,) = Path(aside).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            places = {name.rpartition("/pyodide/")[2]: name for name in archive.namelist() if "/pyodide/" in name}
            lacking = [pin.build for pin in missing if pin.build not in places]
            if lacking:
                raise NoSource(f"{CARRIER} has no {lacking[0]}: connect to where Pyodide's release is and try again.")
            return {pin: keep(pin, archive.read(places[pin.build])) for pin in missing}


def keep(pin: Pin, content: bytes) -> Path:
    """Put the bytes of a build into the cache, if they are those of its hash."""
    if hashlib.sha256(content).hexdigest() != pin.sha256:
        raise refused(pin)
    target = folder() / pin.sha256 / pin.build
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".coming-", delete=False) as aside:
        aside.write(content)
    return Path(aside.name).replace(target)


def refused(pin: Pin) -> RuntimeFault:
    """What came is not what was pinned."""
    return RuntimeFault(
        f"what came for {pin.name} {pin.version} is not the pinned file and was refused: try again, or from another network."
    )


def cached(pin: Pin) -> Path | None:
    """The wheel in the cache, if it is there and whole."""
    for path in (folder() / pin.sha256).glob("*.whl"):
        if hashlib.sha256(path.read_bytes()).hexdigest() == pin.sha256:
            return path
        path.unlink()
    return None


def download(pin: Pin) -> Path:
    """Fetch one wheel into the cache."""
    folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder(), prefix=".coming-") as aside:
        wanted = Path(aside) / "wanted.txt"
        wanted.write_text(f"{pin}\n", "utf-8")
        done = pip("download", "--require-hashes", "--no-deps", *options(PLATFORMS), "--dest", aside, "-r", str(wanted))
        if "DO NOT MATCH THE HASHES" in done.stderr:
            raise refused(pin)
        if done.returncode:
            raise NoSource(
                f"{pin.name} {pin.version} could not be downloaded ({said(done)}): connect to the internet and try again."
            )
        (wheel,) = Path(aside).glob("*.whl")
        kept = folder() / pin.sha256 / wheel.name
        kept.parent.mkdir(exist_ok=True)
        return wheel.replace(kept)


def options(platforms: Iterable[str]) -> list[str]:
    """What tells pip that the wheels are for Pyodide."""
    return PYTHON + [word for platform in platforms for word in ("--platform", platform)]


def pip(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pip with few and short tries."""
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
    ]
    return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)


def said(done: subprocess.CompletedProcess[str]) -> str:
    """Pip's last word."""
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR: ")]
    return errors[-1].removeprefix("ERROR: ") if errors else "pip said nothing"


# The lock files


@dataclass
class Wanted:
    """An .in file: names, each with its version or ""; those taken without what they need; those left out.

    `there`: what an earlier layer has, by `-c` and its lock file; it is left out, and what is locked must go with it.
    """

    names: dict[str, str] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)
    without: set[str] = field(default_factory=set)
    there: dict[str, str] = field(default_factory=dict)


def wanted(path: Path) -> Wanted:
    """Read an .in file."""
    found = Wanted()
    for line in path.read_text("utf-8").splitlines():
        text, _, remark = (part.strip() for part in line.partition("#"))
        if text.startswith("-c "):
            found.there |= {one.name: one.version for one in pins(path.parent / text.removeprefix("-c ").strip())}
        elif text.startswith("-"):
            found.without.add(text.removeprefix("-").strip())
        elif text:
            name, _, version = (part.strip() for part in text.partition("=="))
            found.names[name] = locked_version(name) if version == "labs" else version
            if remark == "alone":
                found.alone.add(name)
    return found


def lock(name: str) -> list[Pin]:
    """Pins for requirements/<name>.in: the newest versions that fit together, one wheel each."""
    asked = wanted(ROOT / "requirements" / f"{name}.in")
    roots = {root: version for root, version in asked.names.items() if root not in asked.alone}
    exact = [f"{root}=={version}" if version else root for root, version in roots.items()]
    resolved = report(*exact, constraints=asked.there) if roots else []
    versions: dict[str, dict[str, Any]] = {
        canonicalize_name(entry["metadata"]["name"]): entry["metadata"] for entry in resolved
    }
    keep: dict[str, str] = {root: asked.names[root] for root in asked.alone}
    waiting = list(roots)
    while waiting:
        one = waiting.pop()
        if one in keep or one in asked.without or one in asked.there:
            continue
        if one not in versions:
            raise RuntimeFault(f"{one} is needed in the tab only: add it to requirements/{name}.in.")
        if not SpecifierSet(versions[one].get("requires_python", "")).contains(TAB["python_full_version"]):
            raise RuntimeFault(
                f"{one} {versions[one]['version']} is not for the tab's Python: pin another version in requirements/{name}.in."
            )
        keep[one] = versions[one]["version"]
        waiting += needs(versions[one])
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return sorted(pool.map(pin, keep, keep.values()))


def needs(metadata: dict[str, Any]) -> list[str]:
    """The packages that one needs in the tab."""
    asked = [Requirement(text) for text in metadata.get("requires_dist", [])]
    return [canonicalize_name(need.name) for need in asked if not need.marker or need.marker.evaluate(TAB)]


def pin(name: str, version: str) -> Pin:
    """The wheel of a version that suits the tab best."""
    for platform in PLATFORMS:
        found = report("--no-deps", f"{name}=={version}", platforms=(platform,), check=False)
        if found:
            return Pin(name, version, found[0]["download_info"]["archive_info"]["hashes"]["sha256"])
    raise RuntimeFault(f"{name} {version} has no wheel for the tab: leave it out (`- {name}`) or pin another version.")


def report(
    *arguments: str,
    platforms: Iterable[str] = RESOLVED_ON,
    constraints: dict[str, str] | None = None,
    check: bool = True,
) -> list[dict[str, Any]]:
    """What pip would install. `constraints`: versions of what is taken if it is needed."""
    with tempfile.TemporaryDirectory() as aside:
        answer = Path(aside) / "report.json"
        bounds = Path(aside) / "constraints.txt"
        bounds.write_text("".join(f"{name}=={version}\n" for name, version in (constraints or {}).items()))
        # pip compares "Requires-Python" with its own Python: not asked here, but of what it found (`lock`).
        dry = (
            "install",
            "--dry-run",
            "--ignore-installed",
            "--ignore-requires-python",
            "--target",
            aside,
            "--report",
            str(answer),
            "--constraint",
            str(bounds),
        )
        done = pip(*dry, *options(platforms), *arguments)
        if done.returncode == 0:
            found: list[dict[str, Any]] = json.loads(answer.read_text("utf-8"))["install"]
            return found
    if check:
        raise RuntimeFault(f"the wheels can't be resolved ({said(done)}): connect to the internet and try again.")
    return []


def lock_all() -> None:
    """Remake all lock files."""
    for name in LOCKED:
        target = ROOT / "requirements" / f"{name}.txt"
        target.write_text("".join(f"{one}\n" for one in lock(name)), "utf-8")
        print(f"requirements/{name}.txt: {len(pins(target))} wheels")


if __name__ == "__main__":
    lock_all()
