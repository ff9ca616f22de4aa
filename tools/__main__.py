"""`python -m tools <command>`: what the Makefile's targets call."""

import argparse
import errno
import json
import signal
import subprocess
import sys
from pathlib import Path

from tools.problem import ROOT, Fault, Problems


def main() -> int:
    """Run one command; a fault that the user can mend ends in a sentence, not in a trace."""
    parser = argparse.ArgumentParser(prog="python -m tools")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve").add_argument("--port", type=int, default=8000)
    commands.add_parser("bank").add_argument("--port", type=int, default=8000)
    new = commands.add_parser("new")
    new.add_argument("kind", choices=["item", "page", "lab"])
    new.add_argument("name", nargs="?", default="")
    new.add_argument("--type", default="")
    commands.add_parser("outputs").add_argument("pages", nargs="*")
    test = commands.add_parser("test").add_mutually_exclusive_group()
    test.add_argument("--all", action="store_true")
    test.add_argument("--extra", action="store_true")
    commands.add_parser("build").add_argument("--whole", action="store_true")
    lab = commands.add_parser("lab")
    lab.add_argument("name", nargs="?", default="")
    lab.add_argument("--no-browser", action="store_true")
    commands.add_parser("lab-check").add_argument("name", nargs="?", default="")
    for name in ("check", "schema", "bench", "lock", "format"):
        commands.add_parser(name)
    given = parser.parse_args()
    try:
        return run(given)
    except Problems as found:
        print(f"\n{found}\n{len(found.problems)} to mend.", file=sys.stderr)
    except Fault as fault:
        print(f"\nChampion: {fault}", file=sys.stderr)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("\nChampion: the disk is full: free about 2 GB and try again.", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped; the next try continues.", file=sys.stderr)
        return 130
    return 1


def run(given: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    match given.command:
        case "serve":
            from tools import serve

            serve.serve(given.port)
        case "new":
            new_(given.kind, given.name, given.type)
        case "bank":
            from tools import review

            review.main(given.port)
        case "build":
            from tools import site

            site.build()
            if given.whole:
                site.insist_on_all()
        case "lab":
            from tools import jupyter

            jupyter.start(given.name, browser=not given.no_browser)
        case "lab-check":
            from tools import attempt

            signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what the notebook started ends too
            return attempt.check(given.name)
        case "check":
            from tools import check

            found = check.problems()
            print(*found, f"{len(found)} to mend." if found else "All content is in order.", sep="\n")
            return min(len(found), 1)
        case "outputs":
            from tools import running

            return running.main(given.pages, rewrite=True)
        case "schema":
            from tools import bank

            target = ROOT / "build" / "schemas" / "item.json"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(bank.schema(), indent=1), "utf-8")
            print(f"{target.relative_to(ROOT)} written; taplo.toml points your editor to it.")
        case "test":
            from tools import extra, test

            return extra.main() if given.extra else test.main(trust=not given.all)
        case "bench":
            from tools import bench

            bench.main()
        case "lock":
            from tools import lock

            lock.main()
        case "format":
            return format_()
    return 0


def new_(kind: str, name: str, type_: str) -> None:
    """Write the files of a new item, page or lab, and say what comes next."""
    from tools import new

    makers = {"item": lambda: new.item(name, type_), "page": lambda: new.page(name), "lab": lambda: new.lab(name)}
    for path in makers[kind]():
        print(f"{path.relative_to(ROOT)} written")
    print("Write what stands at each TODO; `make check` says what is left.")


def format_() -> int:
    """Format Python and TypeScript."""
    from tools.node import node

    biome = Path("node_modules") / "@biomejs" / "biome" / "bin" / "biome"
    steps = [
        [sys.executable, "-m", "ruff", "format", "."],
        [str(node()), str(biome), "format", "--write", "web", "tests", "tools/review"],
    ]
    return max(subprocess.run(step, cwd=ROOT, check=False).returncode for step in steps)


if __name__ == "__main__":
    sys.exit(main())
