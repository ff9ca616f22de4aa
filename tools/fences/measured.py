"""What `make bench` measured on the machine that built the site."""

import html
import json
from typing import Any

from tools.fences.drawing import fence
from tools.problem import ROOT

BENCH = ROOT / "build" / "bench.json"
# How often the plain way must go into ours, from the design; what has no plain way has none.
WANTED = {
    "MLflow ready, first visit": 2.5,
    "MLflow ready, later": 3,
    "a model, first visit": 4,
    "a model, later": 5.5,
}


@fence
def bench(_body: str) -> str:
    """The table of build/bench.json, or that there is none."""
    if not BENCH.exists():
        return "<p>Nothing was measured for this build of the site: <code>make bench</code> does it.</p>"
    found = json.loads(BENCH.read_text("utf-8"))
    machine = found["machine"]
    where = f"{machine['cpu']}, {machine['cores']} cores, {machine['memory']}, {machine['browser']}, {found['date']}"
    head = "<tr><th>what</th><th>here</th><th>plain</th><th>times as fast</th><th>aim</th></tr>"
    rows = "".join(row_html(row) for row in found["figures"])
    return f"<p>Measured on {html.escape(where)}.</p><table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def row_html(row: dict[str, Any]) -> str:
    """One figure."""
    from tools.bench import amount

    plain = amount(row["plain"], row["unit"]) if "plain" in row else ""
    timed = "plain" in row and row["unit"] != "bytes"
    wanted = WANTED.get(row["name"])
    met = f"{wanted} ×, {'met' if row['ratio'] >= wanted else 'not met'}" if wanted and timed else ""
    cells = [row["name"], amount(row["median"], row["unit"]), plain, f"{row['ratio']:.1f} ×" if timed else "", met]
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
