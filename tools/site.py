"""The site: every step from sources to site/, each done only when what it depends on changed."""

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools import facts
from tools.cache import cached, digest, files, step
from tools.policy import add_policy
from tools.problem import ROOT, Fault, Problems

SITE = ROOT / "site"
WEB = ["web/build.mjs", "web/src", "web/python/aside", "web/icon.svg", "package-lock.json"]
PAGES = ["mkdocs.yml", "docs", "quizzes", "web/theme", "web/jupyter", "requirements/site.txt"]
MEASURED = "build/bench.json"  # what `make bench` wrote, if it did
SOURCES = [
    "docs",
    "labs",
    "quizzes",
    "web",
    "tools",
    "mkdocs.yml",
    "requirements",
    "package-lock.json",
    "pyproject.toml",
]


def paths(names: list[str]) -> list[Path]:
    """The paths of sources; docs/labs/ is derived and left out."""
    return [p for name in names for p in files(ROOT / name) if ROOT / "docs" / "labs" not in p.parents]


def build() -> Path:
    """Bring site/ up to date; prints a line a step.

    Raises:
        Fault, Problems: what to mend.
    """
    began = time.monotonic()
    key = digest(paths([*SOURCES, MEASURED]))
    if (SITE / ".key").exists() and (SITE / ".key").read_text() == key and not lacking():
        print(f"  ✓ {'site/ is up to date':<34} {time.monotonic() - began:6.1f} s", flush=True)
        return SITE
    with step("check the content"):
        checked()
    with ThreadPoolExecutor(1) as pool:  # labs wait for processes of their own: run them beside the packing
        coming = pool.submit(lambda: (labs(), pictures()))
        web = scripts(runtime())
        notebooks, screens = coming.result()
    pages = rendered(notebooks, screens)
    with step("put the site together"):
        put_together(pages, web, screens, key)
    print(*lacking(), sep="\n", end="")
    return SITE


def lacking() -> list[str]:
    """Loud lines about the layers that this build of the site lacks, because nobody had their wheels."""
    from tools import runtime as runtimes

    return [
        f"!!! NO {title.upper()} IN THE TAB: what needs it says “use the notebook”." for title in runtimes.lacking()
    ]


def insist_on_all() -> None:
    """Refuse a site that lacks a layer."""
    if lacking():
        raise Fault(
            "this site lacks parts of Python, so it must not be published: connect to the internet and build again."
        )


def checked() -> None:
    """Raise Problems if the content has any; asked again only when it changed."""
    from tools import check

    def make(folder: Path) -> None:
        found = check.problems()
        if found:
            raise Problems(found)
        (folder / "ok").touch()

    cached("check", digest(paths(["docs", "labs", "quizzes", "mkdocs.yml", "tools", "requirements"])), make)


def node_modules() -> None:
    """Install the locked npm packages, if they are not those of the lock file."""
    from tools.node import node, npm

    mark = ROOT / "node_modules" / ".champion"
    key = digest([ROOT / "package-lock.json"])
    if mark.exists() and mark.read_text() == key:
        return
    with step("npm packages"):
        environment = os.environ | {"PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', '')}"}
        command: list[str | Path] = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            said = (done.stderr.strip().splitlines() or ["npm said nothing"])[0]
            raise Fault(f"npm packages could not be installed ({said}): connect to the internet and try again.")
        mark.write_text(key)


def runtime() -> Path:
    """The folder with what Python in the browser needs."""
    from tools import runtime as runtimes

    node_modules()
    with step("Python for the browser") as words:
        folder = runtimes.folder(say=words.append)
        size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
        words.append(f"{size / 1e6:.1f} MB")
    return folder


def scripts(runtime_folder: Path) -> Path:
    """The folder with scripts, styles and the sandbox."""
    from tools.node import node

    told = json.dumps({"forms": facts.told_by_code(), "errors": facts.known_by_words()})

    def make(folder: Path) -> None:
        command: list[str | Path] = [node(), ROOT / "web" / "build.mjs", runtime_folder, folder, told]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Fault(f"the scripts do not build:\n{done.stderr[-3000:]}")
        shutil.copy(ROOT / "web" / "icon.svg", folder)

    with step("scripts and styles"):
        return cached("web", digest(paths(WEB), runtime_folder.name, told), make)


def labs() -> dict[str, Path]:
    """Of every lab, by topic/slug: the folder with its executed page and its learner notebook."""
    from tools import labs as notebooks

    found = {}
    for path in notebooks.sources():
        name = f"{path.parent.name}/{path.stem}"
        with step(f"lab {name}"):
            found[name] = cached(f"labs/{name}", notebooks.key(path), functools.partial(notebooks.build, path))
    return found


def pictures() -> Path:
    """The folder with the pictures of MLflow's UI."""
    from tools import screens

    with step("pictures of MLflow's UI"):
        return cached("screens", digest(screens.inputs(), screens.browser() and "taken"), screens.take)


def rendered(notebooks: dict[str, Path], screens: Path) -> Path:
    """The folder with the pages as MkDocs writes them."""
    from tools.screens import shown

    def make(folder: Path) -> None:
        shutil.rmtree(ROOT / "docs" / "labs", ignore_errors=True)
        for name, source in notebooks.items():
            target = ROOT / "docs" / "labs" / name.split("/")[0]
            target.mkdir(parents=True, exist_ok=True)
            for file in source.glob("*.ipynb"):
                shutil.copy(file, target)
        shown(screens)
        environment = os.environ | {
            "PYTHONPATH": str(ROOT), "JUPYTER_PATH": str(ROOT / "web" / "jupyter"),
            "DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1",
        }  # fmt: skip
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "--quiet",
            "--site-dir",
            folder,
        ]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Fault(f"the pages do not build:\n{(done.stdout + done.stderr)[-3000:]}")

    with step("pages"):
        key = digest(paths([*PAGES, "tools", MEASURED]), *(str(path) for path in notebooks.values()), screens.name)
        return cached("pages", key, make)


def put_together(pages: Path, web: Path, screens: Path, key: str) -> None:
    """Pages with their policy, scripts, pictures and the bank's JSON, moved into place when complete."""
    from tools import fences, practice
    from tools.screens import ADDRESS

    aside = Path(tempfile.mkdtemp(prefix=".site-", dir=ROOT))
    try:
        shutil.copytree(pages, aside, dirs_exist_ok=True)
        shutil.copytree(web, aside / "assets" / "champion", dirs_exist_ok=True)
        shutil.copytree(screens, aside / ADDRESS)
        practice.write(fences.bank(), aside / "assets" / "champion" / "bank")
        add_policy(aside)
        (aside / ".key").write_text(key)
        aside.chmod(0o755)
        old = ROOT / ".site-old"
        shutil.rmtree(old, ignore_errors=True)
        if SITE.exists():
            SITE.rename(old)
        aside.rename(SITE)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
