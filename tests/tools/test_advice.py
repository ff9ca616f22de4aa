"""What is said of an error beyond its trace. Run here in CPython; the tab's own Python is asked in tests/web."""

import importlib.util
import linecache
import traceback
from types import ModuleType
from typing import Any

import pytest

from tools.problem import ROOT


@pytest.fixture(scope="module")
def advice() -> ModuleType:
    spec = importlib.util.spec_from_file_location("champion_advice", ROOT / "web/python/champion_advice.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def said_of(advice: ModuleType, code: str, names: dict[str, Any] | None = None) -> str:
    """What is said of the error that the code raises, as a learner's program."""
    linecache.cache["your_code.py"] = (len(code), None, code.splitlines(keepends=True), "your_code.py")
    try:
        exec(compile(code, "your_code.py", "exec"), names or {"__name__": "__main__"})
    except BaseException as error:
        said: str = advice.advice(error, "".join(traceback.format_exception_only(error)))
        return said
    raise AssertionError("the code raised nothing")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "import mlflow; mlflow.get_metric_history('r', 'm')",
            "`get_metric_history` is a method of the client: `mlflow.MlflowClient().get_metric_history(…)`.",
        ),
        (
            "import mlflow; object.__new__(mlflow.MlflowClient).start_run()",
            "`start_run` is a function of the module: `mlflow.start_run(…)`.",
        ),
        (
            "from mlflow.entities import Run; object.__new__(Run).run_id",
            "`run_id` is one level down: `.info.run_id`.",
        ),
        ("log_metric('a', 1)", "Did you mean `mlflow.log_metric`?"),
        ("MlflowClient()", "Is an import missing? `from mlflow import MlflowClient`"),
        ("pd.DataFrame()", "Is an import missing? `import pandas as pd`"),
        ("accuracy = 1\nprint(accuracyx)", "Did you mean `accuracy`?"),
        ("import mlfow", "Did you mean `mlflow`?"),
        ("from mlflow.modelz import infer_signature", "Did you mean `mlflow.models`?"),
        ("import mlflow; mlflow.log_metric('a', 1, steps=2)", "Did you mean `step`?"),
        ("import mlflow; mlflow.MlflowClient.log_metric(0, 'r', 'a', 1, stp=2)", "Did you mean `step`?"),
    ],
)
def test_what_was_probably_meant_is_said(advice: ModuleType, code: str, sentence: str) -> None:
    assert said_of(advice, code) == f"\n{sentence}\n"


def test_an_argument_that_is_like_none_gets_the_list(advice: ModuleType) -> None:
    said = said_of(advice, "import mlflow\nmlflow.log_metric(\n    'a', 1,\n    epoch=2,\n)")
    assert said.startswith("\n`log_metric` takes `key`, `value`, `step`, ")


@pytest.mark.parametrize(
    "code",
    [
        "1 / 0",
        "[].foo",
        "import mlflow; mlflow.no_such_thing",
        "no_such_thing_at_all",
        "import no_such_module_at_all",
        "def f(step): pass\nf(stp=1)",
        "raise AttributeError('x')",
        "raise TypeError",
        "raise ModuleNotFoundError('Use the notebook.', name='mlfow')",
    ],
)
def test_where_nothing_is_known_nothing_is_said(advice: ModuleType, code: str) -> None:
    assert said_of(advice, code) == ""


def test_what_python_has_said_is_not_said_again(advice: ModuleType) -> None:
    error = NameError("name 'accuracyx' is not defined", name="pd")
    assert advice.advice(error, "NameError: …") != ""
    assert advice.advice(error, "NameError: …. Did you mean: 'pq'?") == ""


def test_no_code_of_the_learner_s_runs(advice: ModuleType) -> None:
    code = """
class Meta(type):
    __module__ = property(lambda self: ran.append("metaclass"))
    __mro__ = property(lambda self: ran.append("mro"))

class Trap(metaclass=Meta):
    __class__ = property(lambda self: ran.append("class"))
    step = property(lambda self: ran.append("property"))
    def __getattr__(self, name):
        ran.append(name)
        raise TypeError("f() got an unexpected keyword argument 'stp'")

trap = Trap()
trap.log.metric(stp=1)
"""
    ran: list[str] = []
    said_of(advice, code, {"__name__": "__main__", "ran": ran})
    assert ran == ["log"]  # by the program itself
    ran.clear()
    said_of(advice, code.replace("raise TypeError(", "raise AttributeError("), {"__name__": "__main__", "ran": ran})
    assert ran == ["log"]


def test_it_never_raises(advice: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_error: object) -> str:
        raise RuntimeError

    monkeypatch.setitem(advice.FINDERS, NameError, fail)
    assert advice.advice(NameError("x"), "") == ""
