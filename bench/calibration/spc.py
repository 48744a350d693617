"""Do our time charts cry wolf on a stable ward, and do they see a real change?

Run ``python -m bench.calibration.spc``; it writes ``spc_stable.csv``, ``spc_clustered.csv``,
``spc_hours.csv``, ``spc_power.csv`` and ``spc.md`` beside itself. The peers' figures in
``spc_peers.csv`` were measured on 4,000 stable series with the numbers of NHSRplotthedots 0.2.2
and qicharts2 0.8.1; ours are simulated here with a fixed seed.
"""

import argparse
import csv
from pathlib import Path

import numpy as np

from bench.calibration.spc_cases import (
    changed_wards,
    clustered_wards,
    every_stable_ward,
    points_beyond,
    points_named_by_mdc,
    series_detected,
    series_with_runs,
    stable_hours,
)
from openward.statistics.control_chart import control_chart
from openward.statistics.signals import signals

HERE = Path(__file__).parent
Row = dict[str, str | float | int]


def percent(share: float) -> float:
    """Share in percent, two decimals."""
    return round(100 * share, 2)


def stable_table(seed: int, series: int) -> list[Row]:
    """False alarms of ``auto`` beside the classical charts on the same series."""
    peers = {float(row["events_a_month"]): row for row in _read("spc_peers.csv")}
    rows: list[Row] = []
    for wards in every_stable_ward(seed, series):
        peer = peers.get(wards.events_a_month, {}) if wards.bed_days == "varying" else {}
        rows.append(
            {
                "events_a_month": wards.events_a_month,
                "months": wards.months,
                "bed_days": wards.bed_days,
                "auto_points_beyond_percent": percent(points_beyond(wards, "auto")),
                "auto_series_with_runs_percent": percent(series_with_runs(wards, "auto")),
                "u_points_beyond_percent": percent(points_beyond(wards, "u")),
                "u_series_with_runs_percent": percent(series_with_runs(wards, "u")),
                "xmr_mdc_points_percent": percent(points_named_by_mdc(wards)),
                "peer_xmr_mdc_points_percent": peer.get(f"xmr_mdc_{wards.months}_percent", ""),
            }
        )
    return rows


def clustered_table(seed: int, series: int) -> list[Row]:
    """What ``auto`` and the classical charts name on stable wards whose events come in clusters."""
    rng = np.random.default_rng(seed)
    rows: list[Row] = []
    for events in (0.4, 0.8, 3.0, 8.0, 20.0):
        for surplus in (1.5, 3.0):
            wards = clustered_wards(rng, events, surplus, 24, series)
            rows.append(
                {
                    "events_a_month": events,
                    "variance_times_mean": surplus,
                    "auto_points_beyond_percent": percent(points_beyond(wards, "auto")),
                    "auto_series_with_runs_percent": percent(series_with_runs(wards, "auto")),
                    "u_points_beyond_percent": percent(points_beyond(wards, "u")),
                    "up_points_beyond_percent": percent(points_beyond(wards, "up")),
                    "xmr_mdc_points_percent": percent(points_named_by_mdc(wards)),
                }
            )
    return rows


def hours_table(seed: int, series: int) -> list[Row]:
    """False alarms of ``auto`` for hours of coercion, whose events last log-normally long."""
    rng = np.random.default_rng(seed)
    rows: list[Row] = []
    for events in (1.5, 3.0, 8.0, 20.0):
        for spread in (0.7, 1.2):
            hours = stable_hours(rng, events, spread, 24, series)
            chart = control_chart("auto", hours, numerator_unit="hours")
            classical = signals(control_chart("xmr", hours), ["shewhart"]).any().mean()
            rows.append(
                {
                    "events_a_month": events,
                    "log_sd_of_length": spread,
                    "auto_with_limits_percent": percent(chart.kinds.count("xmr") / series),
                    "auto_points_beyond_percent": percent(
                        signals(chart, ["shewhart"]).any().mean()
                    ),
                    "auto_series_with_runs_percent": percent(
                        signals(chart, ["anhoej"]).any().any(axis=1).mean()
                    ),
                    "xmr_points_beyond_percent": percent(float(classical)),
                }
            )
    return rows


def power_table(seed: int, series: int) -> list[Row]:
    """How often ``auto`` names a real change that comes after 24 stable months."""
    rng = np.random.default_rng(seed)
    rows: list[Row] = []
    for events in (0.2, 0.4, 0.8, 1.5, 3.0, 8.0):
        for factor in (0.0, 0.5, 2.0, 4.0):
            row: Row = {"events_a_month": events, "times": factor}
            for after in (6, 12, 24):
                wards = changed_wards(rng, events, factor, after, series)
                row[f"seen_after_{after}_months_percent"] = percent(series_detected(wards))
            rows.append(row)
    return rows


def _read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _write(name: str, rows: list[Row]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _markdown(rows: list[Row]) -> str:
    names = list(rows[0])
    lines = [" | ".join(name.replace("_", " ") for name in names), " | ".join("---" for _ in names)]
    lines += [" | ".join(str(value) for value in row.values()) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


TEXT = """# Time charts: false alarms and power

![Share of points called special on a ward where nothing changed: OpenWard stays below 1 percent at
every number of events a month; the u chart and XmR with Making Data Count rules rise to 3 and 82
percent as events become rare.](spc.svg)

Made by `python -m bench.calibration.spc --series {series} --seed {seed}`.

## Stable wards
Targets for `auto`: under 1 % of points beyond limits, at most 5 % of series named by run rules.
The classical charts beside it are ours on the same series; the last column was measured with
the numbers of NHSRplotthedots itself. When
bed-days are halved midway, `auto` keeps silent about runs.

{stable}

What the peers do on stable wards (NHSRplotthedots: xmr; qicharts2: u and Anhøj around the mean):

{peers}

## Clusters
Events of one person do not come independently. No target: here the limits of `auto` name more
points than chance, and its sentence says that such a point may be the many events of one person.

{clustered}

## Hours
`auto` draws limits only where the hours are not too skewed; elsewhere it looks at runs alone.

{hours}

## Power: a real change after 24 stable months
Share of series in which `auto` names at least one point or run, with limits from all points or
from the first 24. No target: at 0.2 events a month even an end to all events takes years to see,
and a chart that claims to see it sooner cries wolf.

{power}
"""


def main() -> None:
    """Write the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--series", type=int, default=4000)
    options.add_argument("--seed", type=int, default=20261123)
    asked = options.parse_args()
    tables = {
        "stable": stable_table(asked.seed, asked.series),
        "clustered": clustered_table(asked.seed, asked.series),
        "hours": hours_table(asked.seed, asked.series),
        "power": power_table(asked.seed, asked.series // 2),
    }
    for name, rows in tables.items():
        _write(f"spc_{name}.csv", rows)
    text = TEXT.format(
        series=asked.series,
        seed=asked.seed,
        peers=_markdown([dict(row) for row in _read("spc_peers.csv")]),
        **{name: _markdown(rows) for name, rows in tables.items()},
    )
    (HERE / "spc.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
