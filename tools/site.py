"""The site: every step from sources to site/, each done only when what it depends on changed; and serving it."""

import base64
import errno
import functools
import hashlib
import html.parser
import http.server
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.cache import cached, digest, files, step
from tools.problem import ROOT, Problems

SITE = ROOT / "site"
WEB = ["web/build.mjs", "web/src", "web/icon.svg", "package-lock.json"]
PAGES = ["mkdocs.yml", "docs", "quizzes", "web/theme", "web/jupyter", "requirements/site.txt"]
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
TYPES = {
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".wasm": "application/wasm",
    ".zst": "application/octet-stream",
}


class Fault(Exception):
    """Why the site can't be built or served: a sentence with the next step."""


def paths(names: list[str]) -> list[Path]:
    """The paths of sources; docs/labs/ is derived and left out."""
    return [p for name in names for p in files(ROOT / name) if ROOT / "docs" / "labs" not in p.parents]


def build(*, quiet: bool = False) -> Path:
    """Bring site/ up to date; prints a line a step.

    Raises:
        Fault, Problems: what to mend.
    """
    began = time.monotonic()
    key = digest(paths(SOURCES))
    if (SITE / ".key").exists() and (SITE / ".key").read_text() == key:
        if not quiet:
            print(f"  ✓ site/ is up to date{'':<16} {time.monotonic() - began:6.1f} s", flush=True)
        return SITE
    with step("check the content"):
        checked()
    with ThreadPoolExecutor(1) as pool:  # labs wait for processes of their own: run them beside the packing
        coming = pool.submit(labs)
        web = scripts(runtime())
        notebooks = coming.result()
    pages = rendered(notebooks)
    with step("put the site together"):
        put_together(pages, web, key)
    return SITE


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
        folder = cached("runtime", digest(runtimes.inputs()), functools.partial(runtimes.build, say=words.append))
        size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
        words.append(f"{size / 1e6:.1f} MB")
    return folder


def scripts(runtime_folder: Path) -> Path:
    """The folder with scripts, styles and the sandbox."""
    from tools.node import node

    def make(folder: Path) -> None:
        command: list[str | Path] = [node(), ROOT / "web" / "build.mjs", runtime_folder, folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Fault(f"the scripts do not build:\n{done.stderr[-3000:]}")
        shutil.copy(ROOT / "web" / "icon.svg", folder)

    with step("scripts and styles"):
        return cached("web", digest(paths(WEB), runtime_folder.name), make)


def labs() -> dict[str, Path]:
    """Of every lab, by topic/slug: the folder with its executed page and its learner notebook."""
    from tools import labs as notebooks

    found = {}
    for path in notebooks.sources():
        name = f"{path.parent.name}/{path.stem}"
        with step(f"lab {name}"):
            found[name] = cached(f"labs/{name}", notebooks.key(path), functools.partial(notebooks.build, path))
    return found


def rendered(notebooks: dict[str, Path]) -> Path:
    """The folder with the pages as MkDocs writes them."""

    def make(folder: Path) -> None:
        shutil.rmtree(ROOT / "docs" / "labs", ignore_errors=True)
        for name, source in notebooks.items():
            target = ROOT / "docs" / "labs" / name.split("/")[0]
            target.mkdir(parents=True, exist_ok=True)
            for file in source.glob("*.ipynb"):
                shutil.copy(file, target)
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
        key = digest(paths([*PAGES, "tools"]), *(str(path) for path in notebooks.values()))
        return cached("pages", key, make)


def put_together(pages: Path, web: Path, key: str) -> None:
    """Pages with their policy, scripts and the bank's JSON, moved into place when complete."""
    from tools import bank as banks
    from tools import fences

    aside = Path(tempfile.mkdtemp(prefix=".site-", dir=ROOT))
    try:
        shutil.copytree(pages, aside, dirs_exist_ok=True)
        shutil.copytree(web, aside / "assets" / "champion", dirs_exist_ok=True)
        bank = fences.bank()
        drawn = {name: fences.item_html(name, item) for name, item in bank.items.items()}
        banks.write_json(bank, aside / "assets" / "champion" / "bank", drawn)
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


# Content-Security-Policy


class InlineScripts(html.parser.HTMLParser):
    """Collects the texts of a page's inline scripts; blocks of data are none."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note that an inline script begins."""
        given = dict(attrs)
        self.inside = (
            tag == "script" and "src" not in given and given.get("type") in (None, "module", "text/javascript")
        )
        if self.inside:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        """Keep its text."""
        if self.inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        """Note that it ends."""
        self.inside = self.inside and tag != "script"


def inline_scripts(text: str) -> list[str]:
    """The texts of the inline scripts of a page."""
    parser = InlineScripts()
    parser.feed(text)
    return parser.found


def policy(scripts_: set[str]) -> str:
    """The policy of every page: nothing from elsewhere, and of inline scripts these only.

    The same on all pages, because instant navigation runs the next page's scripts under the first page's policy.
    """
    hashes = sorted(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts_)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {' '.join(hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "frame-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'none'",
        ]
    )


# What the theme and its plugin leave invalid: an empty tabindex; a style sheet printed as a Python list.
INVALID = re.compile(r' tabindex=""|\s*<style>\s*\[\'.*?</style>', re.DOTALL)


def add_policy(folder: Path) -> None:
    """Write the policy into every page, and mend its HTML; the sandbox's page has a policy of its own."""
    pages = [page for page in folder.rglob("*.html") if not page.name.startswith("sandbox.")]
    texts = {page: INVALID.sub("", page.read_text("utf-8")) for page in pages}
    content = policy({script for text in texts.values() for script in inline_scripts(text)})
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    for page, text in texts.items():
        new, count = re.subn(
            r'<meta charset="utf-8"\s*/?>', lambda match: match[0] + meta, text, count=1, flags=re.IGNORECASE
        )
        if count != 1:
            raise Fault(f"{page.relative_to(folder)} has no <meta charset> to put the policy behind")
        page.write_text(new, "utf-8")


# Serving


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves site/ under the site's base path, as it will be published."""

    base = "/"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, directory=str(SITE), **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send a file, or the reader to where the site is."""
        if self.path in ("/", self.base.rstrip("/")):
            self.send_response(302)
            self.send_header("Location", self.base)
            self.end_headers()
            return
        super().do_GET()

    def translate_path(self, path: str) -> str:
        """The file of an address; what is not under the base path is not there."""
        return super().translate_path(
            path.removeprefix(self.base.rstrip("/")) if path.startswith(self.base) else "/none"
        )

    def end_headers(self) -> None:
        """Let the browser ask again for what has no hash in its name."""
        if not re.search(r"\.[0-9a-f]{8,}\.|chunks/", self.path):
            self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def serve(port: int) -> None:
    """Build, serve on 127.0.0.1, and build anew what changes, until interrupted."""
    from tools.fences import base

    build()
    Handler.base = base()
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Fault(f"port {port} is taken: make serve PORT={port + 1}") from error
        raise
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"\n  Study at http://127.0.0.1:{server.server_port}{Handler.base}   (Ctrl+C to stop)\n", flush=True)
    try:
        watch()
    except KeyboardInterrupt:
        server.shutdown()


def watch() -> None:
    """Build anew when a source changes. Tools are read anew too: the building is done by a process of its own."""
    state = snapshot()
    while True:
        time.sleep(1)
        if (now := snapshot()) == state:
            continue
        changed = sorted(
            p.relative_to(ROOT).as_posix() for p in set(now) ^ set(state) | {p for p in now if now[p] != state.get(p)}
        )
        state = now
        print(f"  {changed[0]}{f' and {len(changed) - 1} more' if len(changed) > 1 else ''} changed", flush=True)
        subprocess.run([sys.executable, "-m", "tools", "build"], cwd=ROOT, check=False)


def snapshot() -> dict[Path, int]:
    """Of every source: when it was last written."""
    return {path: path.stat().st_mtime_ns for path in paths(SOURCES) if path.exists()}
