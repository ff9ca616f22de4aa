"""Says what a learner probably meant, where Python's own "Did you mean" is silent or guesses worse.

Python 3.14 itself sees misspelt attributes, names in `from … import` and most arguments. It does not know which of MLflow's
two interfaces has a name, where a name is imported from, nor the arguments of what MLflow calls in turn.

It only looks: no learner's code, no property and no `__getattr__` is run for it, and nothing is imported.
"""

import ast
import builtins
import difflib
import inspect
import linecache
import pkgutil
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from types import FrameType, FunctionType, ModuleType, TracebackType
from typing import Any

OURS = ("mlflow", "sklearn", "numpy", "pandas", "scipy", "matplotlib", "optuna", "skops")
# How the documentation writes what programs forget to import.
IMPORTS = {
    "mlflow": "import mlflow",
    "np": "import numpy as np",
    "pd": "import pandas as pd",
    "plt": "import matplotlib.pyplot as plt",
    "sklearn": "import sklearn",
}
# Where a name is looked for that was not imported, as far as these are imported already.
HOMES = (
    "mlflow",
    "mlflow.models",
    "mlflow.genai",
    "mlflow.entities",
    "sklearn.datasets",
    "sklearn.ensemble",
    "sklearn.linear_model",
    "sklearn.metrics",
    "sklearn.model_selection",
    "sklearn.pipeline",
    "sklearn.preprocessing",
    "sklearn.tree",
)
CLIENT = "mlflow.tracking.client"
BELOW = {
    "Run": {"info": "RunInfo", "data": "RunData"},
    "Trace": {"info": "TraceInfo", "data": "TraceData"},
}
LISTED = 12  # arguments that are named at most


def advice(error: BaseException, said: str) -> str:
    """A paragraph to put after the trace `said` of `error`, with an empty line before it; empty if there is nothing to say.

    Never raises.
    """
    find = FINDERS.get(type(error))  # not of subclasses: a learner's own may do anything when it is looked at
    if not find or ("Did you " in said and find is not of_attribute):  # of attributes it knows, and Python guesses
        return ""
    try:
        found = find(error)
    except Exception:  # noqa: BLE001 - an error's explanation must not be another error
        return ""
    return f"\n{found}\n" if found else ""


def of_attribute(error: Any) -> str:
    """`mlflow.get_metric_history`, `client.start_run`, `run.run_id`: the name is right, its owner is not."""
    name, kind = error.name, type(error.obj)
    if not isinstance(name, str) or name.startswith("_"):
        return ""
    client = class_of(CLIENT, "MlflowClient")
    if issubclass(kind, ModuleType):
        if vars(error.obj).get("__name__") != "mlflow" or not has(client, name):
            return ""
        return f"`{name}` is a method of the client: `mlflow.MlflowClient().{name}(…)`."
    if kind is client and isinstance(vars(sys.modules["mlflow"]).get(name), FunctionType):
        return f"`{name}` is a function of the module: `mlflow.{name}(…)`."
    for part, below in parts(kind) if ours(home(kind)) else ():
        if has(below, name):
            return f"`{name}` is one level down: `.{part}.{name}`."
    return ""


def of_name(error: Any) -> str:
    """A name that nobody gave, in the frame where it is missing."""
    name = error.name
    if not isinstance(name, str):
        return ""
    if name in IMPORTS:
        return f"Is an import missing? `{IMPORTS[name]}`"
    for module in HOMES:
        if module in sys.modules and not name.startswith("_") and name in vars(sys.modules[module]):
            function = module == "mlflow" and name.islower()
            return (
                f"Did you mean `mlflow.{name}`?" if function else f"Is an import missing? `from {module} import {name}`"
            )
    known = set(vars(builtins))
    for entry in [*own(error.__traceback__)][-1:]:
        known |= {*entry.tb_frame.f_globals, *entry.tb_frame.f_locals}
    return meant(name, sorted(key for key in known if type(key) is str and not key.startswith("__")))


def of_module(error: Any) -> str:
    """`import mlfow`, `from mlflow.modelz import infer_signature`."""
    name = error.name
    if not isinstance(name, str) or error.msg != f"No module named {name!r}":  # another sentence says what to do
        return ""
    parent, _, child = name.rpartition(".")
    if not parent:
        return meant(name, (*OURS, *sys.stdlib_module_names))
    package = sys.modules.get(parent)
    if not ours(parent) or package is None:
        return ""
    places = vars(package).get("__path__") or []
    return meant(child, (module.name for module in pkgutil.iter_modules(places)), f"{parent}.")


KEYWORD = re.compile(r"got an unexpected keyword argument '(\w+)'")


def of_argument(error: Any) -> str:
    """`mlflow.log_metric("loss", 1, epoch=2)`."""
    found = KEYWORD.search(error.args[0]) if error.args and type(error.args[0]) is str else None
    call = found and called(error.__traceback__, found[1])
    if not found or not call:
        return ""
    name, callee = call
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    taken = [
        one.name
        for one in inspect.signature(callee).parameters.values()
        if one.kind in kinds and one.name not in ("self", "cls") and not one.name.startswith("_")
    ]
    close = meant(found[1], taken)
    if close or not taken:
        return close
    return f"`{name}` takes {', '.join(f'`{one}`' for one in taken[:LISTED])}{', …' if len(taken) > LISTED else '.'}"


FINDERS: dict[type[BaseException], Callable[[Any], str]] = {
    AttributeError: of_attribute,
    NameError: of_name,
    ModuleNotFoundError: of_module,
    TypeError: of_argument,
}


def meant(wrong: str, known: Iterable[str], before: str = "") -> str:
    """The question, with the nearest of the names; empty if none is near."""
    names = dict.fromkeys(known)
    found = difflib.get_close_matches(wrong, names, n=1, cutoff=0.7)
    if not found:  # a different case is no different name
        found = [name for name in names if name.lower() == wrong.lower()][:1]
    return f"Did you mean `{before}{found[0]}`?" if found else ""


def ours(module: Any) -> bool:
    """Whether a module's name is that of a library that learners use here."""
    return isinstance(module, str) and module.partition(".")[0] in OURS


def home(kind: type) -> Any:
    """The module of a class, by the class's own entry: a metaclass could compute another."""
    return type.__dict__["__module__"].__get__(kind)


def class_of(module: str, name: str) -> Any:
    """A class, if its module is imported."""
    return vars(sys.modules[module]).get(name) if module in sys.modules else None


def has(kind: Any, name: str) -> bool:
    """Whether instances of a class have a name by their class."""
    return is_class(kind) and any(name in vars(base) for base in kind.__mro__)


def parts(kind: type) -> Iterator[tuple[str, Any]]:
    """What hangs below an object of MLflow, by its class: a run has info and data."""
    for base in kind.__mro__:
        if str(home(base)).startswith("mlflow.entities."):
            for part, name in BELOW.get(base.__name__, {}).items():
                yield part, class_of("mlflow.entities", name)


def own(trace: TracebackType | None) -> Iterator[TracebackType]:
    """The trace's entries in the learner's own code, outermost first."""
    while trace:
        if trace.tb_frame.f_code.co_filename.startswith("your_code"):
            yield trace
        trace = trace.tb_next


def called(trace: TracebackType | None, keyword: str) -> tuple[str, FunctionType] | None:
    """What the learner's line calls with this keyword: its name there and the function; only of libraries."""
    for entry in [*own(trace)][-1:]:
        frame, line = entry.tb_frame, entry.tb_lineno
        tree = ast.parse("".join(linecache.getlines(frame.f_code.co_filename)))
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or not call.lineno <= line <= (call.end_lineno or line):
                continue
            if any(given.arg == keyword for given in call.keywords):
                found = resolve(call.func, frame)
                if is_class(found):
                    found = inspect.getattr_static(found, "__init__", None)
                callee = unwrapped(found)
                if callee and ours(callee.__module__):
                    return ast.unparse(call.func).rpartition(".")[2], callee
    return None


class Instance:
    """An object of which only the class is known."""

    def __init__(self, kind: type) -> None:
        self.kind = kind


def resolve(node: ast.expr, frame: FrameType) -> Any:
    """What an expression of names, dots and calls of classes is, without running anything; None where that can't be told."""
    if isinstance(node, ast.Name):
        scopes = (frame.f_locals, frame.f_globals, vars(builtins))
        return next((names[node.id] for names in scopes if node.id in names), None)
    if isinstance(node, ast.Call):
        made = resolve(node.func, frame)
        return Instance(made) if is_class(made) else None
    return attribute(resolve(node.value, frame), node.attr) if isinstance(node, ast.Attribute) else None


def attribute(owner: Any, name: str) -> Any:
    """An attribute as it stands in its module or class."""
    kind = type(owner)
    if issubclass(kind, ModuleType):
        return vars(owner).get(name)
    return inspect.getattr_static(owner.kind if kind is Instance else owner if is_class(owner) else kind, name, None)


def is_class(found: Any) -> bool:
    """Whether it is a class; `isinstance` would ask the object for its `__class__`."""
    return issubclass(type(found), type)


def unwrapped(found: Any) -> FunctionType | None:
    """The function below decorators, class methods and static methods."""
    while type(found) in (classmethod, staticmethod):
        found = found.__func__
    while type(found) is FunctionType and "__wrapped__" in vars(found):
        found = vars(found)["__wrapped__"]
    return found if type(found) is FunctionType else None
