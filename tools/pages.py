"""Study pages: what their fences and front matter say, and running every fence of one.

A page's Python fences run top to bottom in one namespace and one process, in a temporary folder with a fresh store.
What a fence prints stands in the output fence after it.
"""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from sybil import Document
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from tools.problem import ROOT, Problem

FENCES = RawFencedCodeBlockLexer(re.compile(r"(?P<info>[^\n]*)\n"))
SKIP = re.compile(r"<!--\s*skip: next(?:\s+\"(?P<reason>[^\"]*)\")?\s*-->\s*\Z")
SPECIAL = ("quiz", "objectives", "forms", "blueprint", "coverage")
QUIET = {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_ENABLE_ASYNC_TRACE_LOGGING": "false",
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "0",
    "MLFLOW_LOGGING_LEVEL": "ERROR",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    "MPLBACKEND": "Agg",
    "TQDM_DISABLE": "1",
}  # a page, a proof, a program: no network, no waiting, no noise


@dataclass(frozen=True)
class Fence:
    """A fenced block. `line`: of its first line of code, from 1; `classes`: what its info string names, language first."""

    line: int
    classes: tuple[str, ...]
    body: str
    skip: str | None
    start: int
    end: int

    @property
    def language(self) -> str:
        """The first class."""
        return self.classes[0] if self.classes else ""


@dataclass
class Page:
    """A Markdown file below docs/. `path` is relative to docs/."""

    path: str
    text: str
    meta: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def fences(self) -> list[Fence]:
        """All fences, in order, also in admonitions, tabs and lists."""
        return list(fences(self.text))

    @cached_property
    def anchors(self) -> set[str]:
        """Ids of the page's headings and of its items."""
        import markdown

        reader = markdown.Markdown(extensions=["toc", "attr_list", "md_in_html", "pymdownx.superfences"])
        reader.convert(self.body)
        tokens = list(reader.toc_tokens)
        found = set()
        while tokens:
            token = tokens.pop()
            found.add(token["id"])
            tokens += token["children"]
        return found

    @property
    def body(self) -> str:
        """The text without its front matter."""
        return re.sub(r"\A---\n.*?\n---\n", "", self.text, count=1, flags=re.DOTALL)

    def special(self, name: str) -> list[str]:
        """The lines of all fences of this kind: item ids of `quiz`, exams of `blueprint`, …"""
        return [line.strip() for f in self.fences if f.language == name for line in f.body.splitlines() if line.strip()]


def fences(text: str) -> Iterator[Fence]:
    """The fences of a Markdown text; sybil finds them, whatever they stand in."""
    for region in FENCES(Document(text, "page.md")):
        info = region.lexemes["info"].strip()
        braces = info.startswith("{")
        parts = info.strip("{} ").split()
        classes = (
            tuple(part.removeprefix(".") for part in parts if part.startswith(".")) if braces else tuple(parts[:1])
        )
        skip = SKIP.search(text, 0, region.start)
        yield Fence(
            line=text.count("\n", 0, region.start) + 2,
            classes=classes,
            body=str(region.lexemes["source"]),
            skip=(skip["reason"] or "") if skip else None,
            start=region.start,
            end=region.end,
        )


def load(root: Path = ROOT) -> dict[str, Page]:
    """All pages of docs/, by path; what is derived (docs/labs/) is left out."""
    folder = root / "docs"
    found = {}
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        text = path.read_text("utf-8")
        front = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
        found[name] = Page(name, text, (yaml.safe_load(front[1]) or {}) if front else {})
    return found


def check(root: Path = ROOT) -> list[Problem]:
    """What is wrong with the pages: front matter, fences, what they name."""
    return list(faults(root))


def faults(root: Path) -> Iterator[Problem]:
    """One problem after the other."""
    from tools import bank as banks
    from tools import facts

    bank, _ = banks.load(root)
    sections, rows = bank.sections(), facts.guide(root)
    ordered = reading_order(root)
    found = load(root)
    for name in ordered:
        if name.endswith(".md") and name not in found:
            yield Problem(
                path="mkdocs.yml",
                fault=f"nav names docs/{name}, which is not there",
                mend="Write it or delete the line",
            )
    for name, page in found.items():
        where = f"docs/{name}"
        if name not in ordered:
            yield Problem(path=where, fault="the page is not in nav", mend="Add it to nav in mkdocs.yml")
        for key in ("title", "description"):
            if not page.meta.get(key):
                yield Problem(path=where, fault=f"the front matter has no {key}", mend=f"Add `{key}:`")
        for objective in page.meta.get("objectives", []):
            if objective not in sections:
                yield Problem(
                    path=where, fault=f"no exam has an objective {objective}", mend="Take one of quizzes/blueprints/"
                )
        settles, given = set(page.meta.get("guide", [])), {row["id"] for row in rows if row["page"] == name}
        for row in sorted(settles - given):
            mend = "Give the row this page in docs/reference/guide.toml, or take it off `guide:`"
            yield Problem(path=where, fault=f"it settles row {row} of the guide, which is another page's", mend=mend)
        yield from fence_faults(page, bank, where)


def fence_faults(page: Page, bank: Any, where: str) -> Iterator[Problem]:
    """What is wrong with the fences of a page."""
    if page.fences and not re.search(r"(`{3,}|~{3,})\s*\Z", page.text[: page.fences[-1].end]):
        line = page.fences[-1].line - 1
        yield Problem(path=where, line=line, fault="this fence is never closed", mend="Close it with as many ticks")
    plain = len(re.findall(r"^[ \t]*`{3,}[ \t]*(?:python\b|\{[^}\n]*\.python\b)", page.text, re.MULTILINE))
    if plain != sum(fence.language == "python" for fence in page.fences):
        yield Problem(
            path=where, fault="a Python fence is not read", mend="Close every fence with as many ticks as it opens"
        )
    before: Fence | None = None
    for fence in page.fences:
        line = fence.line - 1
        if fence.skip == "":
            mend = 'Write <!-- skip: next "why" -->'
            yield Problem(path=where, line=line, fault="a fence is skipped without a reason", mend=mend)
        if "output" in fence.classes and (before is None or before.language not in ("python", "console")):
            yield Problem(path=where, line=line, fault="an output follows no code", mend="Put it right after its fence")
        if (
            fence.language in ("objectives", "forms")
            and fence.body.strip() != page.path
            and fence.body.strip() != "all"
        ):
            mend = f"Its one line is the page's own path, {page.path}"
            yield Problem(path=where, line=line, fault=f"this {fence.language} fence names another page", mend=mend)
        if fence.language == "quiz":
            for name in fence.body.split():
                if name not in bank.items:
                    yield Problem(path=where, line=line, fault=f"the bank has no item {name}", mend="Mend the id")
        if fence.language == "blueprint" and fence.body.strip() not in bank.blueprints:
            yield Problem(
                path=where, line=line, fault=f"no exam {fence.body.strip()}", mend="Name a file of quizzes/blueprints/"
            )
        before = fence


def reading_order(root: Path = ROOT) -> list[str]:
    """The paths that nav in mkdocs.yml names, in order."""
    config = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=Plain)  # noqa: S506  # Plain is a safe loader
    found: list[str] = []

    def walk(entry: Any) -> None:
        if isinstance(entry, str):
            found.append(entry)
        for inner in entry if isinstance(entry, list) else entry.values() if isinstance(entry, dict) else ():
            walk(inner)

    walk(config["nav"])
    return found


class Plain(yaml.SafeLoader):
    """Reads mkdocs.yml without importing what its !!python/name tags name."""


Plain.add_multi_constructor("tag:yaml.org,2002:python/", lambda _loader, suffix, _node: suffix)


class Differs(Exception):
    """A fence printed something else than its output fence says."""


def run(page: Page, *, rewrite: bool = False, only_run: bool = False) -> str:
    """Run the page's fences in this process, in the working folder; gives the text with the outputs as printed.

    Call it in a process of its own, see `run_apart`. `only_run`: only the fences with a Run button, as the tab does.

    Raises:
        Differs: an output is not what was printed (unless `rewrite`).
        Exception: what a fence raised; its trace names the page and the line.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    printed, replaced = "", []
    for fence in page.fences:
        if fence.skip is not None:
            continue
        if fence.language == "python" and (not only_run or "run" in fence.classes):
            printed = run_python(fence, names, page.path)
        elif fence.language == "console" and not only_run:
            printed = run_console(fence)
        elif "output" in fence.classes and not only_run and printed.rstrip() != fence.body.rstrip():
            if not rewrite:
                where = f"docs/{page.path}:{fence.line}"
                raise Differs(f"{where}: the fence printed\n{printed}\ninstead of\n{fence.body}")
            replaced.append((fence, printed.rstrip("\n")))
    import mlflow

    if mlflow.active_run() is not None:
        raise Differs(f"docs/{page.path}: a run is still active at its end; close it with a with-block")
    text = page.text
    for fence, output in reversed(replaced):
        head = text[fence.start : fence.end].splitlines()[0]
        indent, ticks = re.match(r"(\s*)(`+|~+)", head).groups()  # type: ignore[union-attr]  # it is a fence
        body = "".join(f"{indent}{line}".rstrip() + "\n" for line in output.splitlines())
        text = f"{text[: fence.start]}{head}\n{body}{indent}{ticks}{text[fence.end :]}"
    return text


def run_python(fence: Fence, names: dict[str, Any], path: str) -> str:
    """Run a Python fence in `names`; gives what it printed. Its lines are those of the page."""
    import asyncio

    from quizzes.engine.check import execute

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        asyncio.run(execute("\n" * (fence.line - 1) + fence.body, names, f"docs/{path}"))
    return out.getvalue()


def run_console(fence: Fence) -> str:
    """Run the commands of a shell fence, those after `$ `; gives what they print to standard output."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    out = ""
    for command in re.findall(r"^\$ (.*)$", fence.body, re.MULTILINE):
        done = subprocess.run(["bash", "-ec", command], capture_output=True, text=True, env=environment, check=True)
        out += done.stdout
    return out


@contextlib.contextmanager
def fresh_place() -> Iterator[Path]:
    """A temporary working folder with an empty store that is already migrated, and quiet settings."""
    before, environment = Path.cwd(), dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="champion-") as folder:
        for name in [name for name in os.environ if name.startswith(("MLFLOW_", "DATABRICKS_"))]:
            del os.environ[name]
        os.environ |= QUIET
        shutil.copy(empty_store(), Path(folder) / "mlflow.db")
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(before)
            os.environ.clear()
            os.environ.update(environment)


def empty_store() -> Path:
    """An empty SQLite store with its schema, made once per pinned mlflow: making one takes a second or more."""
    from tools.cache import cached, locked_version

    def make(folder: Path) -> None:
        code = "import mlflow; mlflow.search_experiments()"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MLFLOW_")} | QUIET
        subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, check=True, capture_output=True)
        shutil.rmtree(folder / "mlruns", ignore_errors=True)

    return cached("empty-store", locked_version("mlflow"), make) / "mlflow.db"


def main(names: list[str], *, rewrite: bool) -> int:
    """Run pages (all, if none is named), each in a process of its own; gives how many failed."""
    found = load()
    failed = 0
    for name in names or [name for name, page in found.items() if any(f.language == "python" for f in page.fences)]:
        page = found.get(name.removeprefix("docs/"))
        if page is None:
            print(f"There is no page docs/{name}.")
            return 1
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            os._exit(run_forked(page, rewrite=rewrite))
        failed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    return failed


def run_forked(page: Page, *, rewrite: bool) -> int:
    """What the process of one page does."""
    try:
        with fresh_place():
            text = run(page, rewrite=rewrite)
    except BaseException as error:  # noqa: BLE001  # a fence may raise anything
        print(error if isinstance(error, Differs) else "".join(traceback.format_exception(error)), flush=True)
        return 1
    if rewrite and text != page.text:
        (ROOT / "docs" / page.path).write_text(text, "utf-8")
        print(f"docs/{page.path}: outputs rewritten", flush=True)
    return 0
