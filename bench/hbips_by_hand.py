"""HBIPS-2 and inpatient days by hand, as one would write them for one engine and these files.

Each gives (minutes, inpatient days) of all wards and months together, and works out the same as the
rule: overlaps of one person once, minutes by date, transfers and leave days. Read the whole file as
what a rule costs without a common definition.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

FIRST, LAST = "2014-01-01", "2024-01-01"
KINDS = ("manual_restraint", "mechanical_restraint")

PLACES = """place AS (SELECT ward_id, facility_id, timezone AS zone
  FROM '{folder}/wards.parquet' JOIN '{folder}/facilities.parquet' USING (facility_id))"""
MINUTES = """
WITH {places}, m AS (
  SELECT measure_id, person_id, coalesce(m.ward_id, s.ward_id) AS ward_id, started_at AS a,
    ended_at AS b
  FROM '{folder}/measures.parquet' m
  LEFT JOIN (SELECT stay_id, ward_id FROM '{folder}/stays.parquet' WHERE stay_id IN
    (SELECT stay_id FROM '{folder}/measures.parquet' WHERE ward_id IS NULL)) s USING (stay_id)
  WHERE kind IN ('manual_restraint', 'mechanical_restraint') AND end_state = 'ended'
), own AS (
  SELECT ward_id, greatest(a, coalesce(max(b) OVER (PARTITION BY person_id ORDER BY a, measure_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), a)) AS a, b FROM m
), here AS (
  SELECT ward_id, zone, a, b, timezone(zone, a)::DATE AS first_day,
    timezone(zone, b - INTERVAL 1 SECOND)::DATE AS last_day
  FROM own JOIN place USING (ward_id) WHERE a < b
), dates AS (
  SELECT ward_id, first_day AS on_day, a, b FROM here WHERE first_day = last_day
  UNION ALL
  SELECT ward_id, d::DATE, greatest(a, timezone(zone, d)),
    least(b, timezone(zone, d + INTERVAL 1 DAY)) FROM (
      SELECT *, unnest(generate_series(first_day::TIMESTAMP, last_day::TIMESTAMP,
        INTERVAL 1 DAY)) AS d
      FROM here WHERE first_day < last_day)
)
SELECT sum(minutes)::BIGINT FROM (
  SELECT ward_id, date_trunc('month', on_day) AS month,
    sum(least(1440, (epoch(b) - epoch(a) + 59)::BIGINT // 60)) AS minutes
  FROM dates WHERE on_day >= DATE '{first}' AND on_day < DATE '{last}' GROUP BY ALL)
"""
DAYS = """
WITH {places}, s AS (
  SELECT stay_id, person_id, facility_id, ward_id, zone, started_at,
    timezone(zone, started_at)::DATE AS a, timezone(zone, ended_at)::DATE AS b
  FROM '{folder}/stays.parquet' JOIN place USING (ward_id)
), short AS (SELECT * FROM s WHERE a = b), moved AS (
  SELECT DISTINCT short.stay_id FROM short JOIN s other USING (person_id, facility_id, a)
  WHERE (other.started_at, other.stay_id) > (short.started_at, short.stay_id)
), counted AS (
  SELECT stay_id, ward_id, zone, a, coalesce(CASE WHEN a = b AND moved.stay_id IS NULL THEN a + 1
    ELSE b END, DATE '{last}') AS b FROM s LEFT JOIN moved USING (stay_id)
), away AS (
  SELECT stay_id, ward_id,
    greatest(s.a, timezone(zone, l.started_at - INTERVAL 1 SECOND)::DATE) AS a,
    least(s.b, timezone(zone, l.ended_at - INTERVAL 1 SECOND)::DATE) AS b
  FROM '{folder}/leaves.parquet' l JOIN counted s USING (stay_id)
), once AS (
  SELECT ward_id, greatest(a, coalesce(max(b) OVER (PARTITION BY stay_id ORDER BY a, b
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), a)) AS a, b FROM away
), months AS (
  SELECT m::DATE AS a, (m + INTERVAL 1 MONTH)::DATE AS b
  FROM generate_series(TIMESTAMP '{first}', TIMESTAMP '{last}' - INTERVAL 1 DAY,
    INTERVAL 1 MONTH) t(m)
), days AS (
  SELECT ward_id, a, b, 1 AS sign FROM counted
  UNION ALL SELECT ward_id, a, b, -1 FROM once WHERE a < b
)
SELECT sum(days)::BIGINT FROM (
  SELECT ward_id, m.a AS month, sum(sign * (least(d.b, m.b) - greatest(d.a, m.a))) AS days
  FROM days d JOIN months m ON d.a < m.b AND d.b > m.a GROUP BY ALL)
"""


def duckdb_sql(folder: Path) -> tuple[int, int]:
    """SQL for DuckDB, with its own time zones."""
    import duckdb

    connection = duckdb.connect()
    words = {"folder": folder, "first": FIRST, "last": LAST}
    return tuple(  # type: ignore[return-value]
        connection.execute(query.format(places=PLACES.format(**words), **words)).fetchone()[0]
        for query in (MINUTES, DAYS)
    )


def pandas(folder: Path) -> tuple[int, int]:
    """pandas, in memory."""
    import numpy as np
    import pandas as pd

    wards = pd.read_parquet(folder / "wards.parquet", columns=["ward_id", "facility_id"])
    facilities = pd.read_parquet(folder / "facilities.parquet", columns=["facility_id", "timezone"])
    place = wards.merge(facilities, on="facility_id").rename(columns={"timezone": "zone"})
    columns = ["stay_id", "person_id", "ward_id", "started_at", "ended_at"]
    stays = pd.read_parquet(folder / "stays.parquet", columns=columns)
    minutes = _pandas_minutes(pd, np, folder, place, stays)
    return minutes, _pandas_days(pd, np, folder, place, stays)


def _local(pd: Any, moments: Any, zones: Any) -> Any:
    parts = [
        moments[zones == zone].dt.tz_convert(zone).dt.tz_localize(None) for zone in zones.unique()
    ]
    return pd.concat(parts).reindex(moments.index)


def _moments(pd: Any, days: Any, zones: Any) -> Any:
    parts = [
        days[zones == zone].dt.tz_localize(zone).dt.tz_convert("UTC") for zone in zones.unique()
    ]
    return pd.concat(parts).reindex(days.index)


def _pandas_minutes(pd: Any, np: Any, folder: Path, place: Any, stays: Any) -> int:
    columns = ["measure_id", "person_id", "stay_id", "ward_id", "kind", "started_at", "ended_at",
               "end_state"]  # fmt: skip
    m = pd.read_parquet(folder / "measures.parquet", columns=columns,
                        filters=[("kind", "in", KINDS), ("end_state", "==", "ended")])  # fmt: skip
    unknown = m[m.ward_id.isna()].merge(stays[["stay_id", "ward_id"]], on="stay_id", how="left")
    m.loc[m.ward_id.isna(), "ward_id"] = unknown.ward_id_y.to_numpy()
    m = m.sort_values(["person_id", "started_at", "measure_id"])
    before = m.groupby("person_id").ended_at.cummax().groupby(m.person_id).shift()
    m["a"] = m.started_at.where(before.isna() | (before < m.started_at), before)
    m = m[m.a < m.ended_at].merge(place, on="ward_id")
    rows = m[["ward_id", "zone", "a", "ended_at"]]
    sums = []
    while len(rows):
        day = _local(pd, rows.a, rows.zone).dt.normalize()
        end = np.minimum(rows.ended_at, _moments(pd, day + pd.Timedelta(days=1), rows.zone))
        whole = (end - rows.a).dt.total_seconds()
        part = np.minimum(1440, np.ceil(whole / 60)).where((day >= FIRST) & (day < LAST), 0)
        sums.append(part.groupby([rows.ward_id, day.dt.to_period("M")]).sum())
        rows = rows.assign(a=end)[end < rows.ended_at]
    return int(pd.concat(sums).groupby(level=[0, 1]).sum().sum())


def _pandas_days(pd: Any, np: Any, folder: Path, place: Any, stays: Any) -> int:
    s = stays.merge(place, on="ward_id")
    s["a"] = _local(pd, s.started_at, s.zone).dt.normalize()
    s["b"] = _local(pd, s.ended_at, s.zone).dt.normalize()
    short = s[s.a == s.b]
    both = short.merge(s, on=["person_id", "facility_id", "a"], suffixes=("", "_o"))
    later = (both.started_at_o > both.started_at) | (
        (both.started_at_o == both.started_at) & (both.stay_id_o > both.stay_id))  # fmt: skip
    moved = s.stay_id.isin(both[later].stay_id)
    s["b"] = s.b.where((s.a != s.b) | moved, s.a + pd.Timedelta(days=1)).fillna(pd.Timestamp(LAST))
    leaves = pd.read_parquet(
        folder / "leaves.parquet", columns=["stay_id", "started_at", "ended_at"]
    )
    away = leaves.merge(s[["stay_id", "ward_id", "zone", "a", "b"]], on="stay_id")
    second = pd.Timedelta(seconds=1)
    away["a"] = np.maximum(away.a, _local(pd, away.started_at - second, away.zone).dt.normalize())
    away["b"] = np.minimum(away.b, _local(pd, away.ended_at - second, away.zone).dt.normalize())
    away = away.sort_values(["stay_id", "a", "b"])
    before = away.groupby("stay_id").b.cummax().groupby(away.stay_id).shift()
    away["a"] = away.a.where(before.isna() | (before < away.a), before)
    away = away[away.a < away.b]
    return _pandas_months(pd, np, s) - _pandas_months(pd, np, away)


def _pandas_months(pd: Any, np: Any, rows: Any) -> int:
    sums = []
    rows = rows[["ward_id", "a", "b"]]
    while len(rows):
        month = rows.a.dt.to_period("M")
        end = np.minimum(rows.b, (month + 1).dt.start_time)
        days = (end - rows.a).dt.days.where((rows.a >= FIRST) & (rows.a < LAST), 0)
        sums.append(days.groupby([rows.ward_id, month]).sum())
        rows = rows.assign(a=end)[end < rows.b]
    return int(pd.concat(sums).groupby(level=[0, 1]).sum().sum())


def polars(folder: Path) -> tuple[int, int]:
    """polars, lazily; one pass for each time zone, since a column has one."""
    import polars as pl

    wards = pl.scan_parquet(folder / "wards.parquet").select("ward_id", "facility_id")
    facilities = pl.scan_parquet(folder / "facilities.parquet").select(
        "facility_id", zone="timezone"
    )
    place = wards.join(facilities, on="facility_id")
    zones = facilities.select("zone").unique().collect()["zone"].to_list()
    minutes = _polars_own(pl, folder).join(place, on="ward_id")
    days = _polars_counted(pl, folder, place, zones)
    return (
        sum(_polars_minutes(pl, minutes.filter(pl.col("zone") == zone), zone) for zone in zones),
        _polars_months(pl, days) - _polars_months(pl, _polars_away(pl, folder, days, zones)),
    )


def _polars_own(pl: Any, folder: Path) -> Any:
    m = pl.scan_parquet(folder / "measures.parquet").filter(
        pl.col("kind").is_in(KINDS), pl.col("end_state") == "ended"
    )
    m = m.select("measure_id", "person_id", "stay_id", "ward_id", "started_at", "ended_at")
    stays = pl.scan_parquet(folder / "stays.parquet").select("stay_id", of_stay="ward_id")
    stays = stays.join(m.filter(pl.col("ward_id").is_null()), on="stay_id", how="semi")
    m = m.join(stays, on="stay_id", how="left").with_columns(
        ward_id=pl.coalesce("ward_id", "of_stay")
    )
    before = pl.col("ended_at").cum_max().shift()
    before = before.over("person_id", order_by=["started_at", "measure_id"])
    return m.with_columns(a=pl.max_horizontal("started_at", before)).filter(
        pl.col("a") < pl.col("ended_at")
    )


def _polars_minutes(pl: Any, rows: Any, zone: str) -> int:
    def local(column: Any) -> Any:
        return column.dt.convert_time_zone(zone).dt.date()

    first, last = local(pl.col("a")), local(pl.col("ended_at") - pl.duration(seconds=1))
    rows = rows.with_columns(day=pl.date_ranges(first, last)).explode("day")

    def begin(day: Any) -> Any:
        return day.cast(pl.Datetime("us")).dt.replace_time_zone(zone).dt.convert_time_zone("UTC")

    start = pl.max_horizontal("a", begin(pl.col("day")))
    end = pl.min_horizontal("ended_at", begin(pl.col("day") + pl.duration(days=1)))
    whole = ((end - start).dt.total_seconds() + 59) // 60
    rows = rows.with_columns(minutes=pl.min_horizontal(whole, 1440))
    inside = (pl.col("day") >= pl.lit(FIRST).str.to_date()) & (
        pl.col("day") < pl.lit(LAST).str.to_date()
    )
    by = rows.filter(inside).group_by("ward_id", pl.col("day").dt.truncate("1mo"))
    return int(by.agg(pl.col("minutes").sum()).select(pl.col("minutes").sum()).collect(
        engine="streaming").item())  # fmt: skip


def _polars_local(pl: Any, rows: Any, zones: list[str], **days: Any) -> Any:
    """Rows with local dates of moments, zone by zone."""
    return pl.concat([
        rows.filter(pl.col("zone") == zone).with_columns(**{
            name: moment.dt.convert_time_zone(zone).dt.date() for name, moment in days.items()
        })
        for zone in zones
    ])  # fmt: skip


def _polars_counted(pl: Any, folder: Path, place: Any, zones: list[str]) -> Any:
    s = pl.scan_parquet(folder / "stays.parquet").join(place, on="ward_id")
    s = s.select("stay_id", "person_id", "facility_id", "ward_id", "zone", "started_at", "ended_at")
    s = _polars_local(pl, s, zones, a=pl.col("started_at"), b=pl.col("ended_at"))
    short = s.filter(pl.col("a") == pl.col("b"))
    both = short.join(s, on=["person_id", "facility_id", "a"], suffix="_o")
    later = (pl.col("started_at_o") > pl.col("started_at")) | (
        (pl.col("started_at_o") == pl.col("started_at")) & (pl.col("stay_id_o") > pl.col("stay_id"))
    )
    moved = both.filter(later).select("stay_id", moved=True).unique()
    one_day = (pl.col("a") == pl.col("b")) & pl.col("moved").is_null()
    b = pl.when(one_day).then(pl.col("a") + pl.duration(days=1)).otherwise(pl.col("b"))
    return s.join(moved, on="stay_id", how="left").with_columns(
        b=b.fill_null(pl.lit(LAST).str.to_date())
    )


def _polars_away(pl: Any, folder: Path, counted: Any, zones: list[str]) -> Any:
    leaves = pl.scan_parquet(folder / "leaves.parquet")
    leaves = leaves.select("stay_id", left="started_at", back="ended_at")
    rows = leaves.join(counted.select("stay_id", "ward_id", "zone", "a", "b"), on="stay_id")
    second = pl.duration(seconds=1)
    rows = _polars_local(pl, rows, zones, x=pl.col("left") - second, y=pl.col("back") - second)
    rows = rows.with_columns(a=pl.max_horizontal("a", "x"), b=pl.min_horizontal("b", "y"))
    before = pl.col("b").cum_max().shift().over("stay_id", order_by=["a", "b"])
    rows = rows.with_columns(a=pl.max_horizontal("a", before))
    return rows.filter(pl.col("a") < pl.col("b"))


def _polars_months(pl: Any, rows: Any) -> int:
    first, last = pl.lit(FIRST).str.to_date(), pl.lit(LAST).str.to_date()
    rows = rows.select("ward_id", a=pl.max_horizontal("a", first), b=pl.min_horizontal("b", last))
    rows = rows.filter(pl.col("a") < pl.col("b"))
    start = pl.col("a").dt.truncate("1mo")
    rows = rows.with_columns(
        month=pl.date_ranges(start, pl.col("b") - pl.duration(days=1), interval="1mo")
    ).explode("month")
    end = pl.min_horizontal(pl.col("b"), pl.col("month").dt.offset_by("1mo"))
    days = (end - pl.max_horizontal("a", "month")).dt.total_days()
    by = rows.group_by("ward_id", "month").agg(days=days.sum())
    return int(by.select(pl.col("days").sum()).collect(engine="streaming").item())


BY_HAND: dict[str, Callable[[Path], tuple[int, int]]] = {
    "SQL": duckdb_sql,
    "pandas": pandas,
    "polars": polars,
}
