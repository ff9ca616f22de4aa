"""Runs inside Pyodide at build time: with pyodide-build, turns the wheels in /job/dist to byte code and locks them.

/job/tools has the wheels of requirements/pyodide-tools.txt; /job/dist/pyodide-lock.json says for which Pyodide this is.
"""

import importlib
import os
import zipfile
from pathlib import Path

os.environ["SOURCE_DATE_EPOCH"] = "1767225600"  # the date of every file: two builds give the same bytes
for wheel in Path("/job/tools").iterdir():
    zipfile.ZipFile(wheel).extractall("/lib/python3.14/site-packages")
importlib.invalidate_caches()

from pyodide_build.cli.py_compile import main as py_compile  # noqa: E402 - was unpacked just now
from pyodide_lock import PyodideLockSpec  # noqa: E402
from pyodide_lock.utils import add_wheels_to_spec  # noqa: E402

dist = Path("/job/dist")
lock = dist / "pyodide-lock.json"
add_wheels_to_spec(PyodideLockSpec.from_json(lock), sorted(dist.glob("*.whl"))).to_json(lock, indent=1)
py_compile([str(dist)], standalone_mode=False)  # rewrites names and hashes in the lock too
