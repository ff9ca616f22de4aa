"""The bank as its authors review it: each item as learners see it, with what they don't see, on a local page."""

import html
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

from quizzes.engine.item import Code, Item, Predict, Short
from tools import bank as banks
from tools import check, serve
from tools.cache import digest
from tools.check import gates
from tools.fences import address, base, item_html
from tools.fences.drawing import code, line
from tools.problem import ROOT, Fault, Problem, Problems

FOLDER = ROOT / "build" / "review"
KEPT = ROOT / "build" / "proofs.json"
TESTS = "tests/content/test_items.py"
HAS_CODE = re.compile(r"`|^    ", re.MULTILINE)


def main(port: int) -> None:
    """Prove what changed, write the page, and serve it beside the site until interrupted."""
    from tools import site

    try:
        site.build()
    except Problems as found:
        if not (site.SITE / "404.html").exists():
            raise
        print(found, "The site is as it was built before.", sep="\n", flush=True)
    bank, faults = banks.load()
    write(bank, sorted({*faults, *check.problems()}), proofs(bank), (site.SITE / "404.html").read_text("utf-8"))
    serve.Handler.base = base()
    server = serve.listen(port, Handler, "make bank PORT=")
    print(f"\n  Review at http://127.0.0.1:{server.server_port}{base()}review/   (Ctrl+C to stop)\n", flush=True)
    server.serve_forever()


class Handler(serve.Handler):
    """Serves the site, and the review's page below it."""

    def translate_path(self, path: str) -> str:
        """The file of an address."""
        within = f"{self.base}review/"
        if path.startswith(within):
            name = path.removeprefix(within).partition("?")[0] or "index.html"
            return str(FOLDER / Path(name).name)
        return super().translate_path(path)


# ── what the proofs say ──


def proofs(bank: banks.Bank) -> dict[str, str]:
    """Of each item with a proof or a check: "" where it holds, else the words of what failed. What is known is not run again."""
    now = {
        name: digest([*files(name), ROOT / "quizzes" / "engine", ROOT / "requirements" / "labs.txt"])
        for name in bank.proofs
    }
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    known = {name: words for name, (key, words) in kept.items() if now.get(name) == key}
    if unknown := sorted(set(now) - set(known)):
        print(f"  … {len(unknown)} proofs and checks", flush=True)
        known |= run(unknown)
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps({name: [now[name], words] for name, words in known.items()}), "utf-8")
    return known


def files(name: str) -> list[Path]:
    """An item's two files."""
    return [ROOT / "quizzes" / "bank" / f"{name}{ending}" for ending in (".toml", ".py")]


def run(names: list[str]) -> dict[str, str]:
    """Run the tests of these items; what failed, by item."""
    report = KEPT.with_suffix(".xml")
    report.parent.mkdir(exist_ok=True)
    report.unlink(missing_ok=True)
    which = " or ".join(f"[{name}" for name in names)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", f"--junitxml={report}", TESTS, "-k", which]
    subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    if not report.exists():
        raise Fault(f"the proofs did not run: try `{' '.join(command[1:5])} {TESTS}`")
    said = failures(report.read_text("utf-8"), names)
    return {name: said.get(name, "it was not run") for name in names}


def failures(report: str, names: list[str]) -> dict[str, str]:
    """Of each of these items in pytest's report: "" or the words of its first failure."""
    found: dict[str, str] = {}
    for case in ET.fromstring(report).iter("testcase"):  # noqa: S314  # pytest wrote it, here
        given = case.get("name", "").partition("[")[2].rstrip("]")
        name = given if given in names else given.rpartition("-")[0]  # the number of a program stands behind
        if name not in names:
            continue
        failed = next((child for child in case if child.tag in ("failure", "error")), None)
        words = "" if failed is None else (failed.text or "").strip()[-2000:] or "it failed"
        found[name] = found.get(name) or words
    return found


# ── the page ──


def write(bank: banks.Bank, problems: list[Problem], proven: dict[str, str], shell: str) -> None:
    """Write the page; `shell`: a page of the site, whose article is replaced."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("review.js", "review.css"):
        shutil.copy(Path(__file__).parent / name, FOLDER)
    drawn = "".join(card(name, item, bank, problems, proven.get(name)) for name, item in bank.items.items())
    body = f"<h1>The bank</h1>{statistics(bank)}{general(bank, problems)}{filters(bank)}<div class='review-items'>{drawn}</div>"
    page = re.sub(
        r"(<article[^>]*>).*?(</article>)", lambda found: f"{found[1]}{body}{found[2]}", shell, flags=re.DOTALL
    )
    head = f'<link rel="stylesheet" href="{base()}review/review.css"><script defer src="{base()}review/review.js"></script></head>'
    (FOLDER / "index.html").write_text(page.replace("</head>", head, 1), "utf-8")


def statistics(bank: banks.Bank) -> str:
    """A table of the domains: how many items, of which types and levels, and what guessing scores."""
    ways = list(gates.WAYS)
    head = [
        "Domain",
        "Items",
        "Types",
        "Levels",
        "With code",
        "Run",
        "Keys A–D",
        *(way.removeprefix("the ") for way in ways),
    ]
    choices, rows = gates.by_domain(bank), []
    for domain in sorted({name.split("/")[0] for name in bank.items}):
        items = [item for name, item in bank.items.items() if name.startswith(f"{domain}/")]
        found = gates.statistics(choices.get(domain, []))
        cells = [
            domain,
            str(len(items)),
            counted(item.type for item in items),
            counted(item.level for item in items),
            share(sum(map(has_code, items)), len(items)),
            share(sum(isinstance(item, Code | Predict) for item in items), len(items)),
            " ".join(f"{letter} {count}" for letter, count in found.letters.items()),
            *(f"{found.ways[way]:.0%}" for way in ways),
        ]
        rows.append(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>")
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in head)
    return (
        f"<div class='review-table'><table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def counted(values: Iterable[str]) -> str:
    """How often each value is there."""
    return ", ".join(f"{value} {count}" for value, count in Counter(values).most_common())


def share(part: int, whole: int) -> str:
    """A percentage."""
    return f"{part / max(1, whole):.0%}"


def has_code(item: Item) -> bool:
    """Whether there is code or output in what is asked."""
    return item.type in ("code", "predict", "order") or bool(HAS_CODE.search(item.stem))


def general(bank: banks.Bank, problems: list[Problem]) -> str:
    """The problems that belong to no item that is shown."""
    shown = {f"quizzes/bank/{name}" for name in bank.items}
    rest = [problem for problem in problems if problem.path.rpartition(".")[0] not in shown]
    return listed(rest)


def listed(problems: list[Problem]) -> str:
    """Problems as a list."""
    rows = "".join(
        f"<li><code>{html.escape(one.path)}:{one.line}</code> {html.escape(one.fault)}. {html.escape(one.mend)}.</li>"
        for one in problems
    )
    return f"<ul class='review-problems'>{rows}</ul>" if rows else ""


def filters(bank: banks.Bank) -> str:
    """A choice for each fact to filter by."""
    items = bank.items
    facts: dict[str, set[str]] = {
        "domain": {name.split("/")[0] for name in items},
        "objective": {name for item in items.values() for name in item.objectives},
        "type": {item.type for item in items.values()},
        "level": {item.level for item in items.values()},
        "state": {"proven", "failed", "no proof", "problems"},
    }
    drawn = "".join(
        f'<label>{name} <select name="{name}"><option value="">all</option>'
        f"{''.join(f'<option>{html.escape(value)}</option>' for value in sorted(values))}</select></label>"
        for name, values in facts.items()
    )
    return f'<form class="review-filters">{drawn}<label>words <input name="words" type="search"></label><output></output></form>'


def card(name: str, item: Item, bank: banks.Bank, problems: list[Problem], failed: str | None) -> str:
    """An item as learners see it, and below it what its author wants to know."""
    own = [problem for problem in problems if problem.path.rpartition(".")[0] == f"quizzes/bank/{name}"]
    state = "no proof" if failed is None else "failed" if failed else "proven"
    said = f"<pre class='review-failed'>{html.escape(failed)}</pre>" if failed else ""
    facts = (
        f"{item.type} · {item.level} · {', '.join(item.objectives)} · "
        f'<a href="{html.escape(address(item.page))}">{html.escape(item.page)}</a> · <strong>{state}</strong>'
    )
    return (
        f'<section class="review-item" data-domain="{name.split("/", maxsplit=1)[0]}" data-objective="{" ".join(item.objectives)}" '
        f'data-type="{item.type}" data-level="{item.level}" data-state="{state}{" problems" if own else ""}">'
        f"<p class='review-facts'><code>{name}</code> {facts}</p>{listed(own)}{said}{item_html(name, item)}"
        f"<details><summary>For its author</summary>{behind(name, item, bank)}</details></section>"
    )


def behind(name: str, item: Item, bank: banks.Bank) -> str:
    """What learners don't see at first, or never: keys, near answers, other right programs, mistakes, the proof."""
    parts = []
    if isinstance(item, Code):
        parts += [f"<p>Solution</p>{code(item.solution)}"]
        parts += [f"<p>Right too</p>{code(program)}" for program in item.also]
        parts += [f"<p>Wrong: {line(mistake.says)}</p>{code(mistake.code)}" for mistake in item.mistake]
    elif isinstance(item, Short):
        parts += [f"<p>Right: {html.escape(', '.join(item.answers))}</p>"]
    if proof := bank.proofs.get(name):
        parts += [f"<p>{'Check' if isinstance(item, Code) else 'Proof'}</p>{code(proof)}"]
    return "".join(parts) + f"<p>Names: {html.escape(', '.join(item.api)) or '–'}</p>"
