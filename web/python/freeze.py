"""Runs inside Pyodide at build time: writes modules of constants anew, with the values that computing them gives.

skops asks scikit-learn for the names of all its estimators, and so imports all of it, for each learner's first model.
/job/freeze.json: layer → modules. Each is written where pack.py finds a layer's own files, which replace those of wheels.
"""

import ast
import importlib
import json
import zipfile
from pathlib import Path

JOB = Path("/job")
SITE = "/lib/python3.14/site-packages"


def is_literal(value: object) -> bool:
    """Whether what `repr` writes gives the value again."""
    try:
        return ast.literal_eval(repr(value)) == value
    except (ValueError, SyntaxError):
        return False


for wheel in sorted(JOB.glob("*/wheels/*.whl")):
    zipfile.ZipFile(wheel).extractall(SITE)
importlib.invalidate_caches()
for layer, modules in json.loads((JOB / "freeze.json").read_text()).items():
    for name in modules:
        constants = {key: value for key, value in vars(importlib.import_module(name)).items() if key.isupper()}
        lines = [f"{key} = {value!r}\n" for key, value in constants.items() if is_literal(value)]
        if not lines:
            raise SystemExit(f"layers.toml: {name} has no constants to freeze: take it out of `freeze`.")
        target = JOB / layer / "site" / f"{name.replace('.', '/')}.py"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("".join(lines))
