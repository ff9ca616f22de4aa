"""JupyterLab on the learner's copies of labs: on this machine only, behind a token, asking nothing of anybody else."""

import json
import os
import secrets
import socket
import sys
from pathlib import Path

from tools import workbook
from tools.problem import ROOT, Fault

HOST = "127.0.0.1"
PORTS = range(8888, 8938)
# What asks for news and newer versions; the options of `command` keep the server from it too.
PAGE = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}


def start(name: str, *, browser: bool, root: Path = ROOT) -> None:
    """Become JupyterLab on the learner's copy of a lab, made if need be. Prints the address; returns only by an error."""
    notebook, said = workbook.place(workbook.find(name, root), root)
    folder, port = root / workbook.FOLDER, free_port()
    settings = environment(folder)
    page = f"/lab/tree/{notebook.relative_to(folder).as_posix()}"
    address = f"http://{HOST}:{port}{page}?token={settings['JUPYTER_TOKEN']}"
    print(f"\n  {said}\n\n  In a few seconds, work at {address}   (Ctrl+C to stop)\n", flush=True)
    os.execve(sys.executable, command(folder, page, port, browser=browser), settings)  # noqa: S606  # our own interpreter


def command(folder: Path, page: str, port: int, *, browser: bool) -> list[str]:
    """JupyterLab's command line: this machine only, no news, no look for newer versions, no list of extensions."""
    options = {
        "ServerApp.ip": HOST,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,  # another port would not be the one that was printed
        "ServerApp.root_dir": folder,
        "ServerApp.open_browser": browser,
        "ServerApp.answer_yes": True,  # Ctrl+C stops it at once
        "ServerApp.allow_root": True,  # in a container you are root
        "ServerApp.log_level": "WARN",
        "LabApp.log_level": "WARN",
        "KernelManager.transport_encryption": "auto",  # between server and kernel, where the kernel can
        "LabApp.default_url": page,
        "LabApp.news_url": None,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
    }
    return [sys.executable, "-m", "jupyterlab", *(f"--{name}={value}" for name, value in options.items())]


def environment(folder: Path) -> dict[str, str]:
    """The environment of JupyterLab. Its settings lie with the copies: those of another Jupyter don't count here.

    The token is in no command line, which other users could see.
    """
    config = folder / ".jupyter"
    (config / "labconfig").mkdir(parents=True, exist_ok=True)
    (config / "labconfig" / "page_config.json").write_text(json.dumps(PAGE), "utf-8")
    # JupyterLab asks Node, if there is one, with scripts of the old kind; in ours, by the package.json above it, they would fail.
    (Path(sys.prefix) / "package.json").write_text('{"type": "commonjs"}\n', "utf-8")
    ours = {"JUPYTER_CONFIG_DIR": str(config), "JUPYTER_PREFER_ENV_PATH": "1", "YARN_ENABLE_TELEMETRY": "0"}
    unless_set = {"JUPYTER_TOKEN": secrets.token_hex(24), "MLFLOW_DISABLE_TELEMETRY": "true"}
    return unless_set | os.environ | ours


def free_port() -> int:
    """The first port that nobody listens at.

    Raises:
        Fault: all are taken.
    """
    for port in PORTS:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise Fault(f"the ports {PORTS[0]} to {PORTS[-1]} are taken: stop a program that listens at one of them.")
