"""The picture of the calibration table: `python -m bench.calibration.pictures`."""

from __future__ import annotations

import csv
from pathlib import Path

from openward.charts import render
from openward.charts.palette import REFERENCE, SERIES

HERE = Path(__file__).parent
LINES = {
    "auto_points_beyond_percent": "OpenWard, auto",
    "u_points_beyond_percent": "u chart",
    "xmr_mdc_points_percent": "XmR with Making Data Count rules",
}
TITLE = "Points called special on a ward where nothing changed (24 months, varying bed-days)"


def main() -> None:
    """Write `spc.svg`."""
    with (HERE / "spc_stable.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file)
                if row["months"] == "24" and row["bed_days"] == "varying"]  # fmt: skip
    values = [
        {"events": float(row["events_a_month"]), "percent": float(row[column]), "chart": name}
        for row in rows for column, name in LINES.items()
    ]  # fmt: skip
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": TITLE, "width": 560, "height": 300, "background": "white",
        "layer": [
            {"data": {"values": values}, "mark": {"type": "line", "point": True}, "encoding": {
                "x": {"field": "events", "type": "quantitative", "scale": {"type": "log"},
                      "title": "events a month"},
                "y": {"field": "percent", "type": "quantitative", "title": "percent of points"},
                "color": {"field": "chart", "type": "nominal", "title": None,
                          "scale": {"range": list(SERIES[:3])}},
                "shape": {"field": "chart", "type": "nominal", "title": None}}},
            {"data": {"values": [{"percent": 1}]}, "mark": {"type": "rule", "color": REFERENCE},
             "encoding": {"y": {"field": "percent", "type": "quantitative"}}},
        ],
    }  # fmt: skip
    description = "The line of OpenWard stays below 1 percent; the others rise to 3 and 82 percent."
    (HERE / "spc.svg").write_text(render.svg(spec, TITLE, description), encoding="utf-8")


if __name__ == "__main__":
    main()
