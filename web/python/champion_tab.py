"""Runs learners' code in a browser tab, and gives MLflow what it misses there: threads, sockets, a finer clock.

Import it before mlflow. The worker calls `run` and `check`; nothing of this is in the learner's namespace.
"""

import ast
import base64
import builtins
import concurrent.futures
import concurrent.futures.thread
import contextlib
import contextvars
import gc
import importlib
import io
import json
import os
import random
import shutil
import sys
import tempfile
import threading
import time
import traceback
import warnings
import weakref
from collections.abc import Callable, Iterable, Iterator
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from typing import Any, NoReturn, Protocol

import urllib3.connection
from champion_advice import advice
from pyodide.code import eval_code_async
from pyodide.ffi import can_run_sync, run_sync

SHOWN = 100_000  # characters of a value
DRAWN = 2_000_000  # characters of one run's tables and figures, as JSON
SITE_PACKAGES = Path("/lib/python3.14/site-packages")
SETTINGS = {
    "MLFLOW_TRACKING_URI": f"sqlite:///{Path.home()}/mlflow.db",
    "MLFLOW_DISABLE_TELEMETRY": "true",  # it would try to reach MLflow's host
    "MLFLOW_ENABLE_ASYNC_TRACE_LOGGING": "false",  # a trace would wait for ever for the thread that writes it
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "0",  # there is no network: an http:// store fails at once, not in four minutes
    "MLFLOW_MODEL_CATALOG_URI": "",  # a trace with token counts would ask the network for prices, and wait seven seconds
    # genai.evaluate has a semaphore of twice as many rows in flight: without threads it would wait for ever at the next one
    "MLFLOW_GENAI_EVAL_MAX_WORKERS": "100000",
    "MLFLOW_GENAI_EVAL_PREDICT_RATE_LIMIT": "0",  # it would sleep after each tenth row of a second
    "TQDM_DISABLE": "1",  # a progress bar rewrites its line, and starts a thread for that
    "MPLBACKEND": "agg",  # a worker has nothing to draw on
    "PYTHONTZPATH": f"{SITE_PACKAGES}/pytz/zoneinfo",  # pandas asks zoneinfo, and the tab has no tzdata
}
os.environ.update(SETTINGS)

# urllib3's connection for browsers lacks what MLflow reads from the ordinary one before it makes any request.
urllib3.connection.HTTPConnection.default_socket_options = []


class InlineExecutor(concurrent.futures.Executor):
    """Runs each call inside `submit`: no thread can be started here."""

    def __init__(
        self,
        max_workers: int | None = None,
        _thread_name_prefix: str = "",
        initializer: Callable[..., object] | None = None,
        initargs: tuple[Any, ...] = (),
        **_options: object,
    ) -> None:
        self._max_workers = max_workers or 1
        if initializer:
            initializer(*initargs)

    def submit(self, call: Callable[..., Any], /, *args: Any, **options: Any) -> concurrent.futures.Future[Any]:
        """A future that is done."""
        future: concurrent.futures.Future[Any] = concurrent.futures.Future()
        future.set_running_or_notify_cancel()
        try:
            # As in a new thread, the context is empty: else a span made in the call joins the caller's trace.
            future.set_result(contextvars.Context().run(call, *args, **options))
        except BaseException as error:  # noqa: BLE001 - the future tells
            future.set_exception(error)
        return future


concurrent.futures.ThreadPoolExecutor = concurrent.futures.thread.ThreadPoolExecutor = InlineExecutor  # type: ignore[misc,assignment]

# Threads that run to their end at once run inside start(): the learner's own, and those of these parts of MLflow.
INLINE = ("mlflow.genai.", "mlflow.tracking.", "mlflow.tracing.export.utils.")
# Threads that empty a queue until they are told to stop (`synchronous=False`) do so after each put instead.
QUEUES = {
    "mlflow.utils.async_logging.async_logging_queue": "_log_run_data",
    "mlflow.utils.async_logging.async_artifacts_logging_queue": "_log_artifact",
}
# A thread that looks once a second for what is to be written: here it is written when it comes.
FLUSHED = "mlflow.optuna.storage"
# A thread that only looks after progress bars: nobody needs it here.
IDLE = "tqdm._monitor"
start_thread, join_thread, thread_is_alive = threading.Thread.start, threading.Thread.join, threading.Thread.is_alive


def start(self: threading.Thread) -> None:
    """Thread.start: inside the caller where that is known to be safe; any other thread still fails loudly."""
    if self._started.is_set():  # type: ignore[attr-defined]
        raise RuntimeError("threads can only be started once")
    target = self._target  # type: ignore[attr-defined]
    module = getattr(target, "__module__", None) or ""
    by_learner = "__main__" in (sys._getframe(1).f_globals.get("__name__"), module, type(self).__module__)
    if type(self).__module__ == IDLE:
        self.inline = True  # type: ignore[attr-defined]
    elif module in QUEUES:
        self.inline = True  # type: ignore[attr-defined]
        empty_after_each_put(target.__self__, QUEUES[module])
    elif module == FLUSHED:
        self.inline = True  # type: ignore[attr-defined]
        flush_after_each_change(self._args[0]())  # type: ignore[attr-defined]
    elif by_learner or f"{module}.".startswith(INLINE):
        self.inline = True  # type: ignore[attr-defined]
        self._started.set()  # type: ignore[attr-defined]
        context = getattr(self, "_context", None) or contextvars.Context()
        try:
            context.run(self.run)
        except SystemExit:
            pass
        except Exception:  # noqa: BLE001 - a thread would print it too, and its starter would go on
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), self)))
    else:
        start_thread(self)


def join(self: threading.Thread, timeout: float | None = None) -> None:
    """Thread.join: one that ran inside start() is over."""
    if not getattr(self, "inline", False):
        join_thread(self, timeout)


def is_alive(self: threading.Thread) -> bool:
    """Thread.is_alive: one that ran inside start() is over."""
    return False if getattr(self, "inline", False) else thread_is_alive(self)


def empty_after_each_put(owner: Any, eat: str) -> None:
    """Give MLflow's queue `owner` what its thread would do, done at each put."""
    put = owner._queue.put

    def put_and_eat(*args: Any, **options: Any) -> None:
        put(*args, **options)
        getattr(owner, eat)()

    owner._queue.put = put_and_eat


def flush_after_each_change(storage: Any) -> None:
    """Write what MLflow's storage for Optuna collects when it comes, not within a second."""
    collect = storage._queue_batch_operation

    def collect_and_flush(*args: Any, **options: Any) -> None:
        collect(*args, **options)
        storage.flush_all_batches()

    storage._queue_batch_operation = collect_and_flush


threading.Thread.start, threading.Thread.join, threading.Thread.is_alive = start, join, is_alive  # type: ignore[method-assign]


class Clock:
    """Nanoseconds since 1970, larger at each call.

    The browser's own clock ticks in whole milliseconds, so quick spans could tie and come back in any order.
    """

    def __init__(self) -> None:
        self.wall = time.time_ns
        self.set()

    def set(self) -> None:
        """Go by the clock of this worker."""
        self.offset = self.wall() - time.perf_counter_ns()
        self.last = 0

    def __call__(self) -> int:
        """The time now."""
        self.last = max(self.last + 1000, time.perf_counter_ns() + self.offset)
        return self.last


clock = Clock()
time.time_ns = clock  # OpenTelemetry keeps a reference to it, hence before mlflow


class Host(Protocol):
    """What the worker offers."""

    def lacks(self, layer: str) -> bool:
        """Whether the layer's bytes are not here."""
        ...

    def ask(self, layer: str) -> Any:
        """Ask the page for them; a promise."""
        ...

    def unpack(self, layer: str) -> None:
        """Unpack them, now."""
        ...


class Layers:
    """Unpacks a layer before the code that needs it runs, or in the middle of an import that the code did not show.

    The last finder: it is asked for what is nowhere, and says of modules that no layer has what to do instead.
    """

    def __init__(self) -> None:
        self.host: Host | None = None
        self.waiting: dict[str, frozenset[str]] = {}  # layer → names that ask for it
        self.after: dict[str, list[str]] = {}  # layer → those that it builds on
        self.named_only: frozenset[str] = frozenset()  # layers for which an import that code does not show is no reason
        self.absent: dict[str, str] = {}  # module → what to say of it
        self.repaired = False

    def connect(self, host: Host, table: str) -> None:
        """From now on layers come from `host`. `table`: parts of manifest.json, as JSON."""
        self.host = host
        known = json.loads(table)
        self.waiting = {layer: frozenset(asks) for layer, asks in known["layers"].items()}
        self.after, self.absent = known["after"], known["absent"]
        self.named_only = frozenset(known["named_only"])
        sys.meta_path.append(self)

    def needed(self, code: str) -> list[str]:
        """The layers that `code` names and that are not unpacked, in the order in which they must be."""
        try:
            names = dotted_names(code)
        except (SyntaxError, ValueError, RecursionError):
            return []
        asked = {start for name in names for start in starts(name)}
        return self.in_order(layer for layer, asks in self.waiting.items() if not asks.isdisjoint(asked))

    def in_order(self, layers: Iterable[str]) -> list[str]:
        """These layers and those that they build on, without what is unpacked."""
        wanted = {needed for layer in layers for needed in (layer, *self.after.get(layer, []))}
        return [layer for layer in self.waiting if layer in wanted]

    def prepare(self, code: str) -> None:
        """Unpack what `code` names, and let MLflow take notice of it."""
        for layer in self.needed(code):
            self.load(layer)
        # Not from find_spec: in the middle of an import, numpy would be imported twice.
        if not self.repaired and "mlflow" in sys.modules and PathFinder.find_spec("numpy"):
            self.repaired = True
            repair()

    def load(self, layer: str) -> None:
        """Unpack a layer; wait for its bytes where the browser can suspend Python."""
        if not self.host:
            raise ModuleNotFoundError(f"There is nobody to ask for the layer {layer}")
        if self.host.lacks(layer) and can_run_sync():
            run_sync(self.host.ask(layer))
        self.host.unpack(layer)
        del self.waiting[layer]
        importlib.invalidate_caches()

    def find_spec(self, name: str, path: Any = None, _target: Any = None) -> ModuleSpec | None:
        """As importlib asks it. Only a real import gets our message: `find_spec("numpy")` is a question."""
        for layer, asks in list(self.waiting.items()):
            if name in asks and layer not in self.named_only:
                for needed in self.in_order([layer]):
                    self.load(needed)
                return PathFinder.find_spec(name, path)
        caller = sys._getframe(2).f_code.co_name  # past importlib's _find_spec
        if name in self.absent and caller == "_find_and_load_unlocked":
            raise ModuleNotFoundError(self.absent[name], name=name)
        return None


def repair() -> None:
    """Do what MLflow skipped when it was imported without numpy and pandas."""
    import numpy as np
    import pandas as pd

    # These looked for both when they were imported …
    for name in (
        "data.evaluation_dataset",
        "genai.evaluation.utils",
        "genai.scorers.validation",
        "models.evaluation.base",
    ):
        if module := sys.modules.get(f"mlflow.{name}"):
            vars(module).update(np=np, pd=pd)
    # … these offer less without: they define nothing, and only import from their parts …
    for name in ("mlflow.types", "mlflow.models"):
        importlib.reload(sys.modules[name])
    # … and this knows only constructors of datasets that it could import.
    from mlflow.data import dataset_registry, numpy_dataset, pandas_dataset

    dataset_registry.register_constructor(pandas_dataset.from_pandas)
    dataset_registry.register_constructor(numpy_dataset.from_numpy)


class PredictionContext:
    """The first finder. Each trace asks mlflow.pyfunc for a context, six times; it would be compiled until it meets numpy.

    Nobody can have set a context before mlflow.pyfunc was imported.
    """

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> None:
        """As importlib asks it: refuses mlflow.pyfunc to traces."""
        if name != "mlflow.pyfunc":
            return
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_name != "_try_get_prediction_context":
            frame = frame.f_back
        if frame.f_back:
            raise ModuleNotFoundError("Nobody has set a prediction context", name=name)


sys.meta_path.insert(0, PredictionContext())


def dotted_names(code: str) -> set[str]:
    """`import a.b`, `from a import b`, `a.b.c` → a.b, a.b, a.b.c."""
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Attribute):
            names.add(ast.unparse(node))
    return names


def starts(name: str) -> Iterator[str]:
    """`a.b.c` → a, a.b, a.b.c."""
    parts = name.split(".")
    return (".".join(parts[: end + 1]) for end in range(len(parts)))


layers = Layers()


def no_input(_prompt: object = "") -> NoReturn:
    """What `input` is here: while Python runs, the page can't hand it anything."""
    raise RuntimeError("input() can't ask in the browser tab: give the value in your program.")


builtins.input = no_input


async def run(code: str, namespace: dict[str, Any], filename: str) -> tuple[str | None, str | None, str | None]:
    """Run learner code: (repr of the last expression or None, None, what `draw` gives), or (None, trace with the learner's own frames, None)."""
    try:
        layers.prepare(code)
        value = await eval_code_async(code, namespace, filename=filename)
        return None if value is None else shorten(repr(value)), None, draw(value)
    except BaseException as error:  # noqa: BLE001 - SystemExit and KeyboardInterrupt end a run, not the worker
        return None, trim(error), None
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


# matplotlib says it of each plt.show(): here that is no mistake, the figure is drawn when the run ends.
warnings.filterwarnings("ignore", "FigureCanvasAgg is non-interactive")

drawn_figures: weakref.WeakSet[Any] = weakref.WeakSet()


def draw(value: object) -> str | None:
    """JSON of [kind, data, words] for the last expression's HTML and each new or changed figure; None if there is neither.

    Kinds: "html", and "png" in base64. Words: what it is, for people who don't see it.
    """
    drawings: list[tuple[str, str, str]] = []
    html = getattr(value, "_repr_html_", None)
    if html and not isinstance(value, type) and isinstance(text := html(), str):
        drawings.append(("html", text, named_with_shape(value)))
    drawings += [("png", base64.b64encode(png(figure)).decode(), titles(figure)) for figure in figures(value)]
    kept: list[tuple[str, str, str]] = []
    for drawing in drawings:
        if len(json.dumps([*kept, drawing])) > DRAWN:
            print(f"({len(drawings) - len(kept)} not shown: more than the page can hold)", file=sys.stderr)
            break
        kept.append(drawing)
    return json.dumps(kept) if kept else None


def figures(value: object) -> list[Any]:
    """Open figures of pyplot that are new or changed, and the last expression if it is a figure."""
    if not (matplotlib := sys.modules.get("matplotlib")) or "matplotlib.pyplot" not in sys.modules:
        return []
    opened = [manager.canvas.figure for manager in matplotlib._pylab_helpers.Gcf.get_all_fig_managers()]
    found = [figure for figure in opened if figure.axes and (figure.stale or figure not in drawn_figures)]
    if isinstance(value, matplotlib.figure.Figure) and value not in found:
        found.append(value)
    drawn_figures.update(found)
    return found


def png(figure: Any) -> bytes:
    """A matplotlib figure as a picture."""
    picture = io.BytesIO()
    figure.savefig(picture, format="png", bbox_inches="tight")
    figure.stale = False  # to save it as tight as that has touched it
    return picture.getvalue()


def titles(figure: Any) -> str:
    """What is written over a figure and its axes: "Loss: loss over epoch"."""
    parts = [figure.get_suptitle()]
    for axes in figure.axes:
        labels = " over ".join(label for label in (axes.get_ylabel(), axes.get_xlabel()) if label)
        parts.append(": ".join(text for text in (axes.get_title(), labels) if text))
    return "; ".join(part for part in parts if part) or "without a title"


def named_with_shape(value: object) -> str:
    """The type of a value, and its shape where it has one: "DataFrame, 3 rows and 2 columns"."""
    name, shape = type(value).__name__, getattr(value, "shape", None)
    return f"{name}, {shape[0]} rows and {shape[1]} columns" if isinstance(shape, tuple) and len(shape) == 2 else name


async def check(program: str, check: str) -> str:
    """Run a program and its check, by the rules of `quizzes.engine.check`; gives their verdict as JSON."""
    from quizzes.engine.check import run as run_and_judge

    layers.prepare(program)
    layers.prepare(check)
    try:
        return json.dumps(await run_and_judge(program, check, trim))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


# What a learner's first model imports and compiles, done ahead in a spare: by layer.
WARM_UP = {
    "science": """
import mlflow, mlflow.data, pandas
import sklearn.datasets, sklearn.ensemble, sklearn.metrics, sklearn.model_selection, sklearn.pipeline, sklearn.preprocessing
from sklearn.linear_model import LogisticRegression
frame = pandas.DataFrame({"x": [0.0, 1.0]})
with mlflow.start_run():
    mlflow.log_metric("x", 1)
    mlflow.sklearn.log_model(
        LogisticRegression().fit(frame, [0, 1]), name="m", input_example=frame, registered_model_name="m"
    )
mlflow.pyfunc.load_model("models:/m/1").predict(frame)
""",
    "plot": """
import matplotlib.pyplot as plt
plt.close(plt.figure())
""",
}


def warm_up(wanted: list[str]) -> None:
    """Unpack these layers, whose bytes are here, and do ahead what a learner's first run would wait for.

    On a store of its own, which is gone afterwards: MLflow remembers nothing of it.
    """
    import mlflow
    from mlflow.tracking import fluent
    from mlflow.tracking._tracking_service import utils

    for layer in layers.in_order(wanted):
        layers.load(layer)
    layers.prepare("")
    place = tempfile.mkdtemp()
    shutil.copy("/empty.db", f"{place}/mlflow.db")
    mlflow.set_tracking_uri(f"sqlite:///{place}/mlflow.db")
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            client = mlflow.MlflowClient()
            fluent._active_experiment_id = client.create_experiment("warm", artifact_location=f"{place}/artifacts")
            for layer in wanted:
                exec(WARM_UP.get(layer, ""), {"__name__": "__main__"})  # noqa: S102 - our own text
    finally:
        fluent._active_experiment_id = None
        fluent._last_active_run_id.set(None)
        fluent._last_logged_model_id.set(None)
        utils._get_store().engine.dispose()
        utils._tracking_uri = None
        os.environ["MLFLOW_TRACKING_URI"] = SETTINGS["MLFLOW_TRACKING_URI"]
        shutil.rmtree(place)


def settle() -> None:
    """Let go of what no other worker has, and of the files that are open: this memory will be kept."""
    from mlflow.tracking._tracking_service import utils

    layers.host = None
    utils._get_store().engine.dispose()
    importlib.invalidate_caches()  # importlib_metadata has the zip of the standard library open in its own
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def wake(host: Host) -> None:
    """Go on in a memory that was kept by `settle`: with this worker's bytes, clock and chance."""
    layers.host = host
    clock.set()
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


def trim(error: BaseException) -> str:
    """The trace with the frames of the learner's own code only, no chain of inner causes, and what was probably meant."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith("your_code")]
    frames = traceback.StackSummary.from_list(own).format()  # says "repeated 990 more times" of a recursion
    head = ["Traceback (most recent call last):\n", *frames] if own else []
    said = shorten("".join(head + traceback.format_exception_only(error)))
    return said + advice(error, said)


def shorten(text: str) -> str:
    """No more of a value or an error than a page can show."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}\n… {len(text) - SHOWN:,} more characters"
