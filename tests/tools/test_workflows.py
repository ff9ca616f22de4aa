"""The workflows are pinned, ask for little and call `make`; each rule is shown a workflow that breaks it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

Written = Callable[[str, str], Path]

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.y*ml"))
DEPENDABOT = GITHUB / "dependabot.yml"

PINNED = re.compile(r"[\w.-]+(?:/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
# A workflow of this repository, at the commit that is running: nothing to pin.
OWN = "$/"
MAKE = re.compile(r"make (?P<target>[a-z][a-z-]*)")
READ: tuple[dict[str, str], ...] = ({}, {"contents": "read"})
# What a job may write, and the only action that may hold it.
WRITERS = {"pages": "actions/deploy-pages", "id-token": "actions/deploy-pages"}

GOOD = """\
name: good
on:
  push:
    branches: [main]
permissions:
  contents: read
concurrency:
  group: good
  cancel-in-progress: true
jobs:
  build:
    name: build
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - name: Check out
        uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - name: Build
        run: make build
  deploy:
    name: deploy
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      pages: write # create the deployment
    steps:
      - name: Deploy
        uses: actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0
"""


def good_but(old: str, new: str) -> str:
    """The good workflow with one thing changed."""
    assert GOOD.count(old) == 1, f"{old!r} should stand once in the good workflow"
    return GOOD.replace(old, new)


def read(text: str) -> dict[str, Any]:
    """A workflow as plain data; in YAML 1.2 the key `on` is a word."""
    data = YAML(typ="safe").load(text)
    assert isinstance(data, dict)
    return data


def steps(job: dict[str, Any]) -> list[dict[str, Any]]:
    return list(job.get("steps", []))


def faults_of_pins(text: str) -> list[str]:
    """A sentence for each `uses` without a full SHA and the version that it stands for."""
    # Looked up in the text, since the version is a comment; found in the data, so that no spelling is missed.
    written = set(re.findall(r"""uses:\s*["']?([^\s"']+["']?(?:\s+#.*)?)$""", text, re.MULTILINE))
    jobs = read(text)["jobs"].values()
    used = [place["uses"] for job in jobs for place in (job, *steps(job)) if "uses" in place]
    return [
        f"{use}: pin it as owner/name@<40-digit SHA> # vX.Y.Z"
        for use in used
        if not use.startswith(OWN) and not any(line.split()[0] == use and PINNED.fullmatch(line) for line in written)
    ]


def faults_of_permissions(text: str) -> list[str]:
    """A sentence for each right that a workflow or a job has without need."""
    workflow = read(text)
    faults = []
    if workflow.get("permissions") not in READ:
        faults.append("permissions: the workflow itself may have none, or contents: read")
    for name, job in workflow["jobs"].items():
        granted = job.get("permissions", {})
        if not isinstance(granted, dict):
            faults.append(f"{name}: name the permissions one by one, not {granted}")
            continue
        uses = [step.get("uses", "a command").partition("@")[0] for step in steps(job)]
        for right, level in granted.items():
            if level == "write" and right not in WRITERS:
                faults.append(f"{name}: no job may write {right}")
            elif level == "write" and uses != [WRITERS[right]]:
                faults.append(f"{name}: {right}: write belongs in a job that does nothing but {WRITERS[right]}")
    return faults


def faults_of_commands(text: str, makefile: str) -> list[str]:
    """A sentence for each command that is not a target of the Makefile."""
    rules = re.findall(r"^([a-z][a-z -]*):(?!=)", makefile, re.MULTILINE)
    targets = {target for rule in rules for target in rule.split()}
    commands = [step["run"] for job in read(text)["jobs"].values() for step in steps(job) if "run" in step]
    faults = []
    for command in commands:
        match = MAKE.fullmatch(command.strip())
        if match is None:
            faults.append(f"{command!r}: put it in the Makefile and call its target")
        elif match["target"] not in targets:
            faults.append(f"{command!r}: the Makefile has no such target")
    return faults


def faults_of_jobs(text: str) -> list[str]:
    """A sentence for each job that could run for hours or be wrong without anybody seeing it."""
    faults = []
    for name, job in read(text)["jobs"].items():
        if "steps" in job and not 0 < job.get("timeout-minutes", 0) <= 60:
            faults.append(f"{name}: give it timeout-minutes, at most 60")
        if any("continue-on-error" in place for place in (job, *steps(job))):
            faults.append(f"{name}: continue-on-error hides a failure")
    return faults


def schema_says(schema: str, *files: Path) -> str:
    """What the vendored schema says against the files; nothing when they are right."""
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", "--output-format=json"]
    run = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    report = json.loads(run.stdout)
    assert (report["status"] == "ok") == (run.returncode == 0)
    return "" if report["status"] == "ok" else run.stdout


def zizmor_says(*files: Path) -> set[str]:
    """The names of the audits that found something; no network is used."""
    assert files
    zizmor = shutil.which("zizmor", path=sysconfig.get_path("scripts"))
    assert zizmor, "zizmor is in requirements/test.txt but not in this environment"
    options = ["--offline", "--pedantic", "--strict-collection", "--no-ignores", "--no-progress", "--format=json-v1"]
    run = subprocess.run([zizmor, *options, *map(str, files)], capture_output=True, text=True, check=False)
    assert run.stdout, run.stderr
    findings = {finding["ident"] for finding in json.loads(run.stdout)}
    assert bool(findings) == (run.returncode != 0), run.stderr
    return findings


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes a text under a name and gives its path."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_workflows_that_the_project_lives_by_are_there() -> None:
    assert {"check.yml", "publish.yml"} <= {path.name for path in WORKFLOWS}
    assert FORMS


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
class TestEveryWorkflow:
    def test_is_pinned(self, path: Path) -> None:
        assert faults_of_pins(path.read_text(encoding="utf-8")) == []

    def test_asks_for_little(self, path: Path) -> None:
        assert faults_of_permissions(path.read_text(encoding="utf-8")) == []

    def test_calls_make_only(self, path: Path) -> None:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        assert faults_of_commands(path.read_text(encoding="utf-8"), makefile) == []

    def test_ends_and_fails(self, path: Path) -> None:
        assert faults_of_jobs(path.read_text(encoding="utf-8")) == []


def test_workflows_are_what_github_reads() -> None:
    assert schema_says("github-workflows", *WORKFLOWS) == ""


def test_dependabot_settings_are_what_github_reads() -> None:
    assert schema_says("dependabot", DEPENDABOT) == ""


def test_issue_forms_are_what_github_reads() -> None:
    assert schema_says("github-issue-forms", *FORMS) == ""


def test_zizmor_finds_nothing() -> None:
    assert zizmor_says(*WORKFLOWS, DEPENDABOT) == set()


def test_the_good_workflow_passes_every_rule(written: Written) -> None:
    assert faults_of_pins(GOOD) == []
    assert faults_of_permissions(GOOD) == []
    assert faults_of_commands(GOOD, "test build: tools\n\tpython -m tools build\n") == []
    assert faults_of_jobs(GOOD) == []
    assert schema_says("github-workflows", written("good.yml", GOOD)) == ""
    assert zizmor_says(written("good.yml", GOOD)) == set()


CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"


@pytest.mark.parametrize(
    "use",
    [
        "actions/checkout@v7.0.1",
        "actions/checkout@main # v7.0.1",
        "actions/checkout@3d3c42e # v7.0.1",
        "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
        "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7",
        '"actions/checkout@v7.0.1"',
        "docker://alpine:3",
        "./.github/actions/checkout",
    ],
)
def test_an_unpinned_action_is_reported(use: str) -> None:
    (fault,) = faults_of_pins(good_but(CHECKOUT, use))
    assert fault.endswith("pin it as owner/name@<40-digit SHA> # vX.Y.Z")


def test_an_unpinned_reusable_workflow_is_reported() -> None:
    job = "  more:\n    name: more\n    uses: someone/theirs/.github/workflows/more.yml@main\n"
    assert faults_of_pins(GOOD + job) == [
        "someone/theirs/.github/workflows/more.yml@main: pin it as owner/name@<40-digit SHA> # vX.Y.Z"
    ]


def test_a_flow_style_step_does_not_hide_an_action() -> None:
    assert len(faults_of_pins(GOOD + "      - {name: x, uses: actions/cache@v6}\n")) == 1


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "permissions:\n  contents: read\n",
            "",
            "permissions: the workflow itself may have none, or contents: read",
        ),
        (
            "permissions:\n  contents: read\n",
            "permissions: write-all\n",
            "permissions: the workflow itself may have none, or contents: read",
        ),
        (
            "permissions:\n  contents: read\n",
            "permissions:\n  contents: write\n",
            "permissions: the workflow itself may have none, or contents: read",
        ),
        (
            "    permissions:\n      pages: write # create the deployment\n",
            "    permissions: write-all\n",
            "deploy: name the permissions one by one, not write-all",
        ),
        (
            "    steps:\n      - name: Deploy\n",
            "    steps:\n      - run: make build\n      - name: Deploy\n",
            "deploy: pages: write belongs in a job that does nothing but actions/deploy-pages",
        ),
        (
            "pages: write",
            "issues: write",
            "deploy: no job may write issues",
        ),
    ],
)
def test_a_needless_right_is_reported(old: str, new: str, fault: str) -> None:
    assert faults_of_permissions(good_but(old, new)) == [fault]


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("pip install mkdocs", "'pip install mkdocs': put it in the Makefile and call its target"),
        ("make build || true", "'make build || true': put it in the Makefile and call its target"),
        ("make deploy", "'make deploy': the Makefile has no such target"),
        ("make variable", "'make variable': the Makefile has no such target"),
    ],
)
def test_a_command_that_the_makefile_lacks_is_reported(command: str, fault: str) -> None:
    makefile = "variable := x\nbuild:\n\tpython -m tools build\n"
    assert faults_of_commands(good_but("make build", command), makefile) == [fault]


@pytest.mark.parametrize("minutes", ["", "    timeout-minutes: 360\n"])
def test_a_job_without_an_end_is_reported(minutes: str) -> None:
    job = f"  more:\n    runs-on: ubuntu-latest\n{minutes}    steps:\n      - run: make build\n"
    assert faults_of_jobs(GOOD + job) == ["more: give it timeout-minutes, at most 60"]


def test_a_hidden_failure_is_reported() -> None:
    text = good_but("        run: make build\n", "        run: make build\n        continue-on-error: true\n")
    assert faults_of_jobs(text) == ["build: continue-on-error hides a failure"]


@pytest.mark.parametrize(
    ("schema", "name", "text"),
    [
        (
            "github-workflows",
            "bad.yml",
            good_but("runs-on: ubuntu-latest\n    timeout-minutes: 10\n    steps", "steps"),
        ),
        ("github-workflows", "bad.yml", good_but("cancel-in-progress", "cancel-in-progres")),
        (
            "dependabot",
            "dependabot.yml",
            "version: 2\nupdates:\n  - package-ecosystem: github-actions\n    directory: /\n",
        ),
        ("github-issue-forms", "form.yml", "name: n\ndescription: d\nbody:\n  - type: inputs\n"),
    ],
)
def test_what_github_cannot_read_is_reported(schema: str, name: str, text: str, written: Written) -> None:
    assert schema_says(schema, written(name, text))


@pytest.mark.parametrize(
    ("audit", "old", "new"),
    [
        ("unpinned-uses", CHECKOUT, "actions/checkout@v7"),
        ("artipacked", "        with:\n          persist-credentials: false\n", ""),
        ("template-injection", "run: make build", "run: echo ${{ github.event.head_commit.message }}"),
        ("dangerous-triggers", "  push:\n    branches: [main]\n", "  pull_request_target:\n"),
        ("excessive-permissions", "permissions:\n  contents: read\n", "permissions: write-all\n"),
        ("concurrency-limits", "concurrency:\n  group: good\n  cancel-in-progress: true\n", ""),
    ],
)
def test_zizmor_reports_an_unsafe_workflow(audit: str, old: str, new: str, written: Written) -> None:
    assert audit in zizmor_says(written("bad.yml", good_but(old, new)))


def test_zizmor_reports_hasty_updates(written: Written) -> None:
    settings = DEPENDABOT.read_text(encoding="utf-8")
    hasty = re.sub(r" +cooldown:\n +default-days: 7\n", "", settings)
    assert hasty != settings
    assert zizmor_says(written("dependabot.yml", hasty)) == {"dependabot-cooldown"}
