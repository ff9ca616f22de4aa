"""The engine's own tests, under the Python of the browser. (hypothesis runs in CPython only.)"""

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from quizzes.engine import api
from tools import runtime
from tools.node import node
from tools.problem import ROOT
from tools.wheels import fetch, pins

HERE = Path(__file__).parent


def prepare(job: Path) -> None:
    """The engine, the blueprints, the tests with their vectors, and pytest's wheels."""
    for name in ("quizzes/engine", "quizzes/blueprints", "tests/vectors", "tests/engine"):
        shutil.copytree(ROOT / name, job / name, ignore=shutil.ignore_patterns("__pycache__", "test_properties.py"))
    (job / "wheels").mkdir()
    for path in fetch(pins(ROOT / "requirements/pyodide-tools.txt")).values():
        shutil.copy(path, job / "wheels")


def test_the_engines_tests_pass_in_pyodide(tmp_path: Path) -> None:
    prepare(tmp_path)
    runtime.inside(tmp_path, HERE / "run_pytest.py")
    code, _, said = (tmp_path / "said.txt").read_text("utf-8").partition("\n")
    assert code == "0", said
    passed = re.search(r"(\d+) passed", said)
    assert passed
    files = {path.name for path in (ROOT / "tests/engine").glob("test_*.py")} - {"test_properties.py"}
    assert files == set(re.findall(r"PASSED tests/engine/(test_\w+\.py)", said))


def test_a_failing_test_is_noticed(tmp_path: Path) -> None:
    prepare(tmp_path)
    (tmp_path / "tests/engine/test_bad.py").write_text("def test_bad() -> None:\n    assert 1 == 2\n")
    runtime.inside(tmp_path, HERE / "run_pytest.py")
    assert (tmp_path / "said.txt").read_text("utf-8").startswith("1\n")


def test_the_packed_engine_answers_as_this_one_does() -> None:
    folder = runtime.folder() / "engine"
    payload = json.dumps({"text": "  `Run_ID` "})
    command = [node(), HERE / "engine_wheel.mjs", folder, "normalise", payload]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == api.call("normalise", payload)
    (wheel,) = folder.glob("champion_engine-*.whl")
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".py")], "byte code only"
