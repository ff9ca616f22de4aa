"""What is in the learner's store, as JSON for the playground's page.

Runs in the sandbox after the learner's code, in a namespace of its own; its last expression is what the page gets. It only
reads. Learner code may have left anything behind: what cannot be read is said in `faults`, and the rest is still shown.
"""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

RUNS, EXPERIMENTS, MODELS, REGISTERED, VERSIONS, TRACES, SPANS = 50, 50, 50, 30, 30, 20, 100
PAIRS = 40  # params, tags and metrics of one thing
KEYS = 20  # metrics whose history is read
POINTS, ALL_POINTS = 1_000, 6_000  # of one metric, of all
NAME, TEXT = 200, 300  # characters
ROOM = 300_000  # characters of the whole


def short(value: object, limit: int = TEXT) -> str:
    """A value as a text that is not too long."""
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= limit else f"{text[:limit]}…"


def number(value: Any) -> float | str:
    """A number that JSON has, else its name."""
    found = float(value)
    return found if math.isfinite(found) else str(found)


def pairs(given: Any) -> list[list[str]]:
    """Names with their values, sorted; not too many."""
    return [[short(key, NAME), short(value)] for key, value in sorted(dict(given).items())[:PAIRS]]


def plain(value: object) -> str:
    """Inputs or outputs of a span, as JSON where they are no text."""
    if value is None:
        return ""
    try:
        return short(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))
    except (TypeError, ValueError):
        return short(value)


class Reader:
    """Reads one part after the other; a part that fails is named, and the others are read all the same."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.says: list[str] = []
        self.faults: list[str] = []
        self.names: dict[str, str] = {}  # experiment → name

    def part(self, title: str, read: Callable[[], list[dict[str, Any]]]) -> list[dict[str, Any]]:
        """What `read` gives; nothing, and a sentence, if it fails."""
        try:
            return read()
        except Exception as error:  # noqa: BLE001 - learner code may have replaced anything
            self.faults.append(f"{title} could not be read ({short(f'{type(error).__name__}: {error}')}).")
            return []

    def experiments(self) -> list[dict[str, Any]]:
        """Experiments that are not deleted."""
        found = list(self.client.search_experiments(max_results=EXPERIMENTS + 1))
        self.more(found, EXPERIMENTS, "experiments")
        self.names = {one.experiment_id: short(one.name, NAME) for one in found[:EXPERIMENTS]}
        return [
            {"id": one.experiment_id, "name": short(one.name, NAME), "tags": pairs(one.tags)}
            for one in found[:EXPERIMENTS]
        ]

    def runs(self) -> list[dict[str, Any]]:
        """The newest runs of all experiments, with their metrics' histories."""
        order = ["attributes.start_time DESC"]
        found = list(self.client.search_runs(list(self.names), order_by=order, max_results=RUNS + 1))
        self.more(found, RUNS, "runs")
        found = found[:RUNS]
        histories = self.histories(found)
        return [self.run(one, histories) for one in found]

    def run(self, one: Any, histories: dict[tuple[str, str], list[list[Any]]]) -> dict[str, Any]:
        """One run."""
        info, data = one.info, one.data
        return {
            "id": info.run_id,
            "name": short(info.run_name or "", NAME),
            "experiment": self.names.get(info.experiment_id, ""),
            "status": short(info.status, NAME),
            "ms": info.end_time - info.start_time if info.end_time else None,
            "parent": data.tags.get("mlflow.parentRunId", ""),
            "params": pairs(data.params),
            "tags": pairs({key: value for key, value in data.tags.items() if not key.startswith("mlflow.")}),
            "metrics": [
                {
                    "key": short(key, NAME),
                    "value": number(value),
                    "points": histories.get((info.run_id, key), []),
                }
                for key, value in sorted(data.metrics.items())[:PAIRS]
            ],
        }

    def histories(self, runs: list[Any]) -> dict[tuple[str, str], list[list[Any]]]:
        """Steps and values of metrics that have more than one point, by run and name: one query a metric."""
        keys = list(dict.fromkeys(key for one in runs for key in sorted(one.data.metrics)))
        store = self.client._tracking_client.store  # noqa: SLF001 - the client would ask once for each run and metric
        found: dict[tuple[str, str], list[list[Any]]] = {}
        for key in keys[:KEYS]:
            wanted = [one.info.run_id for one in runs if key in one.data.metrics]
            for point in store.get_metric_history_bulk_interval(wanted, key, POINTS, None, None):
                found.setdefault((point.run_id, key), []).append([point.step, number(point.value)])
        left = ALL_POINTS
        for place in [(one.info.run_id, key) for one in runs for key in keys]:
            points = found.get(place, [])
            left -= len(points)
            if len(points) < 2 or left < 0:
                found.pop(place, None)
            else:
                points.sort(key=lambda point: point[0])
        if len(keys) > KEYS or left < 0:
            self.says.append("There are more points than a page can draw: some metrics are shown without a chart.")
        return found

    def models(self) -> list[dict[str, Any]]:
        """The newest logged models, with the signatures in their files."""
        found = list(self.client.search_logged_models(list(self.names), max_results=MODELS + 1))
        self.more(found, MODELS, "logged models")
        return [
            {
                "id": one.model_id,
                "name": short(one.name, NAME),
                "status": short(getattr(one.status, "name", one.status), NAME),
                "type": short(one.model_type or "", NAME),
                "run": one.source_run_id or "",
                "params": pairs(one.params or {}),
                "metrics": [[short(m.key, NAME), number(m.value)] for m in (one.metrics or [])[:PAIRS]],
                **described(one.artifact_location),
            }
            for one in found[:MODELS]
        ]

    def registered(self) -> list[dict[str, Any]]:
        """Registered models, with versions and aliases."""
        found = list(self.client.search_registered_models(max_results=REGISTERED + 1))
        self.more(found, REGISTERED, "registered models")
        return [
            {"name": short(one.name, NAME), "tags": pairs(one.tags), "versions": self.versions(one)}
            for one in found[:REGISTERED]
            if "mlflow.prompt.is_prompt" not in one.tags
        ]

    def versions(self, model: Any) -> list[dict[str, Any]]:
        """The versions of a registered model, newest first."""
        quoted = model.name.replace("'", "''")
        found = self.client.search_model_versions(f"name = '{quoted}'", max_results=VERSIONS)
        aliases = dict(model.aliases)
        return [
            {
                "version": str(one.version),
                "aliases": sorted(short(name, NAME) for name, at in aliases.items() if str(at) == str(one.version))[
                    :PAIRS
                ],
                "source": short(one.source or ""),
                "run": one.run_id or "",
                "tags": pairs(one.tags),
            }
            for one in sorted(found, key=lambda one: int(one.version), reverse=True)
        ]

    def traces(self) -> list[dict[str, Any]]:
        """The newest traces, with their spans."""
        found = list(self.client.search_traces(locations=list(self.names), max_results=TRACES + 1))
        self.more(found, TRACES, "traces")
        return [self.trace(one) for one in found[:TRACES]]

    def trace(self, one: Any) -> dict[str, Any]:
        """One trace: parents before their children."""
        spans = sorted(one.data.spans, key=lambda span: span.start_time_ns)
        root = next((span for span in spans if not span.parent_id), None)
        return {
            "id": one.info.trace_id,
            "name": short(root.name if root else one.info.trace_id, NAME),
            "status": short(getattr(one.info.state, "name", one.info.state), NAME),
            "ms": one.info.execution_duration,
            "more": max(0, len(spans) - SPANS),
            "assessments": [
                [short(found.name, NAME), plain(getattr(found, "value", None))]
                for found in (one.info.assessments or [])[:PAIRS]
            ],
            "spans": [
                {
                    "id": span.span_id,
                    "parent": span.parent_id or "",
                    "name": short(span.name, NAME),
                    "type": short(span.span_type or "", NAME),
                    "status": short(getattr(span.status.status_code, "name", span.status.status_code), NAME),
                    "ms": (span.end_time_ns - span.start_time_ns) / 1e6 if span.end_time_ns else None,
                    "inputs": plain(span.inputs),
                    "outputs": plain(span.outputs),
                }
                for span in spans[:SPANS]
            ],
        }

    def more(self, found: list[Any], limit: int, what: str) -> None:
        """Say that not all is shown."""
        if len(found) > limit:
            self.says.append(f"Only {limit} {what} are shown.")


def described(location: str) -> dict[str, Any]:
    """Flavors and signature in a model's own file. Read as text: MLflow's reader would unpack scikit-learn for it."""
    import yaml

    parts = urlsplit(location)
    file = Path(unquote(parts.path)) / "MLmodel"
    if parts.scheme not in ("", "file") or not file.is_file() or file.stat().st_size > ROOM:
        return {"flavors": [], "signature": None}
    try:
        said = yaml.safe_load(file.read_text("utf-8"))
        signature = said.get("signature") or None
        return {
            "flavors": [short(name, NAME) for name in sorted(said.get("flavors") or {}) if name != "python_function"][
                :PAIRS
            ],
            "signature": signature and {side: columns(signature.get(side)) for side in ("inputs", "outputs", "params")},
        }
    except (ValueError, AttributeError, TypeError, KeyError, yaml.YAMLError):
        return {"flavors": [], "signature": None}


def columns(said: str | None) -> list[list[str]]:
    """Name, type and whether it may be missing, of each column, param or tensor."""
    found = []
    for entry in json.loads(said or "[]")[:PAIRS]:
        kind = entry.get("type", "")
        if kind == "tensor":
            tensor = entry.get("tensor-spec", {})
            kind = f"tensor of {tensor.get('dtype', '?')}, shape {tensor.get('shape', '?')}"
        note = "" if entry.get("required", True) else "optional"
        if "default" in entry:
            note = f"default {plain(entry['default'])}"
        found.append([short(entry.get("name", ""), NAME), short(kind, NAME), short(note, NAME)])
    return found


def place(uri: str) -> Path | None:
    """The file of a SQLite store, if that is what it is."""
    prefix = "sqlite:///"
    return Path(unquote(uri[len(prefix) :].partition("?")[0])) if uri.startswith(prefix) else None


def open_run(reader: Reader) -> None:
    """Say that a run is still open; leave it so."""
    import mlflow

    run = mlflow.active_run()
    if run is not None:
        name = short(run.info.run_name or run.info.run_id, NAME)
        reader.says.append(
            f"The run {name} is still open: what you log next goes into it. End it with mlflow.end_run(), "
            "or open runs in a with-block."
        )


def fitting(view: dict[str, Any]) -> str:
    """The view as JSON; its longest lists are cut until there is room for it on the port."""
    while len(text := json.dumps(view)) > ROOM:
        longest = max(
            ("runs", "traces", "models", "registered", "experiments"), key=lambda part: len(json.dumps(view[part]))
        )
        view[longest] = view[longest][: len(view[longest]) // 2]
        sentence = "The store has more than a page can show: the newest part is shown."
        view["says"] = [*(said for said in view["says"] if said != sentence), sentence]
    return text


def look() -> str:
    """The view of the store that the learner's code uses now, as JSON."""
    empty: dict[str, Any] = {part: [] for part in ("experiments", "runs", "models", "registered", "traces")}
    try:
        import mlflow
        from mlflow.tracking.client import MlflowClient

        uri = str(mlflow.get_tracking_uri())
        file = place(uri)
        if file is None:
            says = f"Your code writes to {short(uri)}, which can't be shown here: only SQLite stores in the tab can."
            return json.dumps(empty | {"says": [says], "faults": []})
        if not file.is_file():
            says = f"Your code writes to {short(uri)}, where nothing is yet."
            return json.dumps(empty | {"says": [says], "faults": []})
        reader = Reader(MlflowClient(tracking_uri=uri))
        reader.part("Open runs", lambda: open_run(reader) or [])
        view = {
            "experiments": reader.part("Experiments", reader.experiments),
            "runs": reader.part("Runs", reader.runs),
            "models": reader.part("Logged models", reader.models),
            "registered": reader.part("Registered models", reader.registered),
            "traces": reader.part("Traces", reader.traces),
            "says": reader.says,
            "faults": reader.faults,
        }
        return fitting(view)
    except Exception as error:  # noqa: BLE001 - learner code may have replaced anything
        fault = f"The store could not be read ({short(f'{type(error).__name__}: {error}')})."
        return json.dumps(empty | {"says": [], "faults": [fault]})


look()
