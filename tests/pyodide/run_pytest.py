"""Runs inside Pyodide: the test files below /job/tests with the pytest of /job/wheels; writes what it said to /job/said.txt."""

import contextlib
import io
import os
import sys
import zipfile
from pathlib import Path

for wheel in Path("/job/wheels").glob("*.whl"):
    zipfile.ZipFile(wheel).extractall("/lib/python3.14/site-packages")
os.chdir("/job")
sys.path.insert(0, "/job")
import pytest  # noqa: E402  # unpacked above

said = io.StringIO()
with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
    code = pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", "--color=no", "-rA", "tests"])
Path("said.txt").write_text(f"{int(code)}\n{said.getvalue()}")
