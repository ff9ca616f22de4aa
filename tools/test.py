"""Everything that CI runs, suite by suite, with what each used of its share; ends with one summary."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.cache import digest, user_cache
from tools.problem import ROOT

PYTEST = [sys.executable, "-m", "pytest", "-n", "2", "-rs"]
BY_FILE = [*PYTEST, "--dist", "loadfile"]
SPREAD = [*PYTEST, "--dist", "loadgroup"]  # test by test; what shares much work is marked as a group
Command = list[str | Path]


@dataclass(frozen=True)
class Suite:
    """`commands` run one after the other. `share`: minutes that it may use of the whole's twenty.

    `key` names all that decides a slow suite's result: once passed, it need not run again on this machine.
    """

    name: str
    share: float
    commands: Callable[[], list[Command]]
    key: Callable[[], str] | None = None


def node_tests(at_once: int, *folders: str) -> Command:
    """Node's own test runner on the .test.ts files below folders, each of which must have some; so many files at once."""
    from tools.node import node

    found: list[Path] = []
    for folder in folders:
        here = sorted((ROOT / folder).rglob("*.test.ts"))
        if not here:
            raise FileNotFoundError(f"{folder} has no *.test.ts")
        found += here
    return [node(), "--test", f"--test-concurrency={at_once}", "--test-reporter=spec", *found]


def style() -> list[Command]:
    """Style, types, spelling."""
    from tools.node import node

    return [
        [sys.executable, "-m", "ruff", "check", "."],
        [sys.executable, "-m", "ruff", "format", "--check", "."],
        [sys.executable, "-m", "mypy"],
        [sys.executable, "-m", "codespell_lib"],
        [node(), "node_modules/typescript/bin/tsc", "--noEmit"],
        [
            node(),
            "node_modules/@biomejs/biome/bin/biome",
            "check",
            "--error-on-warnings",
            "web",
            "tests",
            "tools/review",
        ],
    ]


def pages_are_valid() -> list[Command]:
    """The built pages are valid HTML."""
    from tools.node import node

    return [[node(), "node_modules/html-validate/bin/html-validate.mjs", "site/**/index.html", "site/404.html"]]


def runtime_key() -> str:
    """Hash of the runtime's scripts and files, the tests, the pages' policy, and the browsers that run them."""
    from tools import runtime
    from tools.node import node

    policy = re.search(
        r'"Content-Security-Policy" content="([^"]+)"', (ROOT / "site" / "index.html").read_text("utf-8")
    )
    programs = [str(node()), *(os.environ[name] for name in ("CHROME", "FIREFOX") if name in os.environ)]
    versions = [
        subprocess.run([one, "--version"], capture_output=True, text=True, check=True).stdout for one in programs
    ]
    ours = [
        *("web/build.mjs", "web/inside.mjs", "web/python", "web/src/runtime", "web/src/dom.ts"),
        "web/src/live-code/lacking.ts",
        "tests/browser/engine",
        "tests/browser/sandbox",
        "tests/web/tab.ts",
        "package-lock.json",
        "quizzes/engine",
    ]
    shared = [f"tests/browser/{name}.ts" for name in ("browsers", "kept", "serve")]
    paths = [ROOT / name for name in [*ours, *shared]]
    return digest(paths, runtime.folder(say=lambda _: None).name, str(policy and policy[1]), *versions)


def visits() -> list[Command]:
    """A learner's visits, two test files at once; what both would make is made before."""
    from tools.node import node

    return [
        [node(), "--no-warnings", "tests/browser/kept.ts"],
        node_tests(2, "tests/browser/walk", "tests/browser/axe"),
    ]


BUILD = Suite("build the site", 2, lambda: [[sys.executable, "-m", "tools", "build"]])
BESIDE = (
    Suite("style, types, spelling", 1, style),
    Suite("engine in CPython", 1, lambda: [[*BY_FILE, "tests/engine"]]),
)
AFTER = (
    Suite("tools", 2, lambda: [[*BY_FILE, "tests/tools"]]),
    Suite("pages, proofs, items, labs", 4, lambda: [[*SPREAD, "tests/content"]]),
    Suite("engine and content in Pyodide", 4, lambda: [[*PYTEST, "tests/pyodide"]]),
    Suite("scripts and runtime", 2, lambda: [node_tests(2, "tests/web")]),
    Suite("valid HTML", 0.5, pages_are_valid),
    Suite(
        "runtime in both browsers",
        3,
        lambda: [node_tests(1, "tests/browser/engine", "tests/browser/sandbox")],
        runtime_key,
    ),
    Suite("visits in browsers", 4, visits),
)


@dataclass
class Result:
    """What came of a suite."""

    suite: Suite
    passed: bool
    tests: int
    seconds: float
    notes: list[str]
    text: str


def main(*, trust: bool = True) -> int:
    """Run all suites, whatever fails; gives the exit code. `trust`: kept results of slow tests count."""
    from tools.browser import ensure
    from tools.site import lacking, node_modules

    began = time.monotonic()
    node_modules()
    browsers, missing = ensure()
    environment = (
        os.environ | browsers | {"FORCE_COLOR": "0", "NO_COLOR": "1", "CHAMPION_TRUST": "yes" if trust else ""}
    )
    with ThreadPoolExecutor(1) as pool:  # packing keeps one processor busy: the other takes suites that need no site
        built = pool.submit(run, BUILD, environment, aloud=False)
        results = [run(suite, environment) for suite in BESIDE]
        print(f"\n── {BUILD.name}\n{built.result().text}", end="", flush=True)
        results.insert(0, built.result())
    os.environ |= browsers
    results += [kept(suite, trust and not missing) or run(suite, environment) for suite in AFTER]
    print(f"\n{'suite':<34}{'':<8}{'tests':>6}{'minutes':>9}  of")
    for result in results:
        word = "passed" if result.passed else "FAILED"
        over = "  over its share" if result.seconds > 60 * result.suite.share else ""
        print(
            f"{result.suite.name:<34}{word:<8}{result.tests or '':>6}{result.seconds / 60:>9.1f}  {result.suite.share}{over}"
        )
        for note in result.notes:
            print(f"    {note}")
    lacks = lacking()
    print(*(f"    {words}" for words in lacks), sep="\n", end="\n" if lacks else "")
    for name in missing:
        print(f"    not run in {name}: it is not installed")
    failed = [result.suite.name for result in results if not result.passed]
    if lacks and os.environ.get("CI"):
        failed.append("a part of Python is missing")
    if missing and os.environ.get("CI"):
        failed.append(f"no {' and no '.join(missing)}")
    total = sum(result.tests for result in results)
    print(
        f"\n{total} tests in {(time.monotonic() - began) / 60:.1f} minutes: {'failed: ' + ', '.join(failed) if failed else 'all passed'}"
    )
    return int(bool(failed))


def kept(suite: Suite, trust: bool) -> Result | None:
    """What came of the suite when all that decides it was the same, if it passed and kept results are trusted."""
    if suite.key is None or not trust:
        return None
    file = result_file(suite)
    if not file.exists():
        return None
    found = json.loads(file.read_text("utf-8"))
    note = f"passed on {found['day']} with the same files and browsers, and not run again; `make test-all` does"
    print(f"\n── {suite.name}\n{note}", flush=True)
    return Result(suite, True, found["tests"], 0, [note], "")


def result_file(suite: Suite) -> Path:
    """Where a suite's result is kept."""
    assert suite.key is not None  # noqa: S101  # asked before
    return user_cache() / "suites" / f"{re.sub(r'[^a-z]+', '-', suite.name)}-{suite.key()}.json"


def run(suite: Suite, environment: dict[str, str], *, aloud: bool = True) -> Result:
    """Run a suite; `aloud`: showing what it prints."""
    if aloud:
        print(f"\n── {suite.name}", flush=True)
    began, text, passed = time.monotonic(), "", True
    try:
        for command in suite.commands():
            process = subprocess.Popen(
                list(map(str, command)),
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            assert process.stdout is not None  # noqa: S101  # for the type checker: it is a pipe
            for line in process.stdout:
                if aloud:
                    print(line, end="", flush=True)
                text += line
            passed = process.wait() == 0 and passed
    except FileNotFoundError as error:
        print(error)
        text += f"{error}\n"
        passed = False
    tests, skipped = counts(text)
    if suite.key is not None and passed and not skipped:
        file = result_file(suite)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"day": f"{date.today()}", "tests": tests}), "utf-8")  # noqa: DTZ011  # for people here
    return Result(suite, passed, tests, time.monotonic() - began, skipped, text)


def counts(text: str) -> tuple[int, list[str]]:
    """How many tests passed, by pytest's and Node's own words, and which were skipped with what reason."""
    passed = sum(map(int, re.findall(r"(\d+) passed", text))) + sum(
        map(int, re.findall(r"^ℹ pass (\d+)", text, re.MULTILINE))
    )
    skipped = re.findall(r"^SKIPPED .*|^\s*﹣ .*# .*", text, re.MULTILINE)
    return passed, [line.strip() for line in skipped]
