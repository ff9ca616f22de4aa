"""The learner's copy of a lab, what opens it, and its completion code."""

import json
import socket
from pathlib import Path

import nbformat
import pytest

from tests.tools.conftest import Project
from tools import completion, env, jupyter, labs, workbook
from tools.problem import ROOT, Fault

VECTORS = json.loads((ROOT / "tests" / "vectors" / "completion.json").read_text("utf-8"))
NAME = "tracking/one"


@pytest.fixture
def lab(project: Project) -> Path:
    return workbook.find(NAME, project.root)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["code"])
def test_a_code_is_the_one_of_the_vectors(vector: dict[str, str]) -> None:
    assert completion.code(vector["lab"], vector["version"]) == vector["code"]


def test_a_version_is_another_when_a_check_is_and_the_same_when_prose_or_a_solution_is(lab: Path) -> None:
    before = labs.checks(labs.read(lab))
    lab.write_text(lab.read_text().replace("# # One", "# # Two").replace("1 + 1", "2"))
    assert labs.checks(labs.read(lab)) == before
    lab.write_text(lab.read_text().replace("total == 2", "total == 3"))
    assert labs.checks(labs.read(lab)) != before
    assert labs.completion(lab) == completion.code(NAME, labs.checks(labs.read(lab)))


@pytest.mark.parametrize("name", ["", "tracking/two", "../one"])
def test_a_lab_that_is_not_there_ends_in_the_list_of_those_that_are(name: str, project: Project) -> None:
    project.write("labs/models/two.py", project.root.joinpath("labs/tracking/one.py").read_text())
    with pytest.raises(Fault, match=r"set LAB to one of models/two, tracking/one\.$"):
        workbook.find(name, project.root)


def test_a_copy_leaves_the_tasks_to_the_learner_and_ends_with_how_to_check_it(lab: Path, project: Project) -> None:
    path, said = workbook.place(lab, project.root)
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert path == project.root / "my-labs/tracking/one.ipynb"
    assert said == "my-labs/tracking/one.ipynb is your copy of the lab."
    assert notebook.cells[1].source == "# Your code here\n..."
    assert "make lab-check LAB=tracking/one\n" in notebook.cells[-1].source


def test_what_the_learner_wrote_is_kept(lab: Path, project: Project) -> None:
    path, _ = workbook.place(lab, project.root)
    path.write_text(written := path.read_text().replace("# Your code here", "total = 2"))
    assert workbook.place(lab, project.root) == (path, "my-labs/tracking/one.ipynb is as you left it.")
    assert path.read_text() == written


@pytest.mark.parametrize("theirs", [None, "no JSON", "[]", '{"metadata": {"champion": 1}}'])
def test_a_lab_that_changed_stands_beside_the_learners_copy(theirs: str | None, lab: Path, project: Project) -> None:
    path, _ = workbook.place(lab, project.root)
    if theirs:
        path.write_text(theirs)
    kept = path.read_text()
    lab.write_text(lab.read_text().replace("# # One", "# # Two"))
    for _ in range(2):  # the second time it is there already
        again, said = workbook.place(lab, project.root)
        assert again == path
        assert path.read_text() == kept
        (beside,) = set(path.parent.iterdir()) - {path}
        assert f"it is kept as you left it, and a new one is beside it, {beside.name}." in said
        assert "# Two" in beside.read_text()


def test_jupyterlab_is_on_this_machine_only_has_a_token_and_asks_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JUPYTER_TOKEN", raising=False)
    monkeypatch.setattr(jupyter.sys, "prefix", str(tmp_path))
    command = jupyter.command(tmp_path, "/lab/tree/one.ipynb", 8888, browser=False)
    for option in (
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.open_browser=False",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ):
        assert option in command
    settings = [jupyter.environment(tmp_path) for _ in range(2)]
    assert settings[0]["JUPYTER_TOKEN"] != settings[1]["JUPYTER_TOKEN"]
    assert len(settings[0]["JUPYTER_TOKEN"]) == 48
    assert settings[0]["JUPYTER_TOKEN"] not in " ".join(command)
    page = Path(settings[0]["JUPYTER_CONFIG_DIR"]) / "labconfig" / "page_config.json"
    assert json.loads(page.read_text())["disabledExtensions"]["@jupyterlab/apputils-extension:announcements"]


def test_jupyterlab_opens_the_copy_at_the_address_that_is_printed(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    became: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setenv("JUPYTER_TOKEN", "my-own")
    monkeypatch.setattr(jupyter.sys, "prefix", str(project.root))
    monkeypatch.setattr(jupyter.os, "execve", lambda _path, command, settings: became.append((command, settings)))
    jupyter.start(NAME, browser=True, root=project.root)
    ((command, settings),) = became
    port = next(word.removeprefix("--ServerApp.port=") for word in command if word.startswith("--ServerApp.port="))
    assert f"http://127.0.0.1:{port}/lab/tree/tracking/one.ipynb?token=my-own " in capsys.readouterr().out
    assert f"--ServerApp.root_dir={project.root / 'my-labs'}" in command
    assert "--LabApp.default_url=/lab/tree/tracking/one.ipynb" in command
    assert "--ServerApp.open_browser=True" in command
    assert settings["JUPYTER_TOKEN"] == "my-own"


def test_a_port_that_is_taken_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind((jupyter.HOST, 0))
        taken.listen()
        monkeypatch.setattr(jupyter, "PORTS", [taken.getsockname()[1]])
        with pytest.raises(Fault, match="are taken: stop a program that listens"):
            jupyter.free_port()
        monkeypatch.setattr(jupyter, "PORTS", [taken.getsockname()[1], 0])
        assert jupyter.free_port() == 0


def test_jupyterlab_is_installed_for_labs_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(env, "VENV", tmp_path)
    (tmp_path / f".test-{env.key('test')}").touch()
    assert env.made("site")
    assert not env.made("jupyter")
    (tmp_path / f".jupyter-{env.key('jupyter')}").touch()
    assert env.made("jupyter")


def test_the_versions_beside_jupyterlab_are_those_that_the_labs_are_tested_with() -> None:
    def pins(name: str) -> set[str]:
        lines = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").splitlines()
        return {line.split()[0] for line in lines if "==" in line}

    assert {pin for pin in pins("jupyter") if pin.startswith("jupyterlab==")}
    assert pins("labs") <= pins("jupyter")
    tested = {pin.partition("==")[0] for pin in pins("test")}
    assert {pin for pin in pins("jupyter") if pin.partition("==")[0] in tested} <= pins("test")
