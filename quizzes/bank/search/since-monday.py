"""What a filter on a time compares."""

from datetime import UTC, datetime

import mlflow
from mlflow import MlflowClient, MlflowException

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
SINCE = int(MONDAY.timestamp())


def found(condition, **more):
    try:
        return [r.info.run_name for r in mlflow.search_runs(filter_string=condition, output_format="list", **more)]
    except MlflowException:
        return None


def proof():
    client = MlflowClient()
    for name, day in [("march", datetime(2026, 3, 2, tzinfo=UTC)), ("tuesday", datetime(2026, 11, 24, tzinfo=UTC))]:
        client.create_run("0", start_time=int(day.timestamp() * 1000), run_name=name)
    assert found(f"start_time >= {SINCE}") == ["tuesday", "march"]
    assert found(f"start_time >= {int(MONDAY.timestamp() * 1000)}") == ["tuesday"]
    assert found(f"start_time >= '{SINCE}'") is None
    assert found(f"start_time >= {MONDAY.date().isoformat()}") is None
    assert found(f"start_time >= {SINCE}", order_by=["start_time DESC"]) == ["tuesday", "march"]
    assert datetime.fromtimestamp(SINCE / 1000, tz=UTC).strftime("%Y-%m") == "1970-01"
