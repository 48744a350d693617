"""Counting rules on generated registers: engines agree with the referee; what must hold does."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from openward.indicators import counting, rules
from openward.indicators.gaps import has_gaps
from openward.indicators.referee import RULES, rates
from tests.generative.agreement import disagreements, in_short, question
from tests.generative.place import Tables
from tests.generative.registers import WINDOWS, facility, register
from tests.spec.engines import ENGINES, run
from tests.spec.rows import differences

#: Each thing counted belongs to one ward, so that wards can be added.
ADDITIVE = [
    code for code in RULES
    if code.startswith(("us-hbips", "au-", "gb-mhs-98", "gb-mhs-146", "gb-mhs-147"))
    or code in ("gb-mhs-77", "gb-mhs-117", "nl-hours")
]  # fmt: skip
AIHW = [code for code in RULES if code.startswith("au-")]
HBIPS = ["us-hbips-2", "us-hbips-3"]
PLAIN_YEAR = (date(2025, 3, 1), date(2025, 5, 1))

#: Every indicator is counted: a failure is shown as found, since shrinking it takes minutes.
AS_FOUND = (Phase.explicit, Phase.generate)

#: Spark takes a minute to understand a question.
EXAMPLES = 2 if "spark" in ENGINES else 5

randoms = st.randoms(use_true_random=False)


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "reference"])
@settings(max_examples=EXAMPLES, phases=AS_FOUND)
@given(random=randoms, facilities=st.integers(3, 25))
def test_engines_agree_with_the_referee(engine: str, random: Random, facilities: int) -> None:
    assert disagreements(engine, *question(random, facilities)) == []


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "reference"])
@settings(max_examples=EXAMPLES, phases=AS_FOUND)
@given(random=randoms, facilities=st.integers(1, 6))
def test_engines_agree_with_the_referee_on_gaps(
    engine: str, random: Random, facilities: int
) -> None:
    tables, asked = question(random, facilities)
    asked |= {"by": ("ward", "event"), "strata": ()}
    codes = [code for code, rule in rules.RULES.items() if has_gaps(rule)]
    wanted = in_short(run("reference", tables, codes, **asked))
    assert differences(in_short(run(engine, tables, codes, **asked)), wanted) == []


def test_one_cell_that_differs_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(tables: Any, codes: Any, backend: str, **asked: Any) -> pa.Table:
        rows = rates({name: table.to_pylist() for name, table in tables.items()}, codes, **asked)
        row = next(row for row in rows if row["numerator"])
        row["numerator"] *= 1 + 1e-8
        return pa.Table.from_pylist(rows)

    monkeypatch.setattr(counting, "rates", wrong)
    found = disagreements("duckdb", *question(Random(1), 5))  # noqa: S311
    assert len(found) == 1
    assert "numerator" in found[0]


def counted(tables: Tables, codes: list[str], window: tuple[date, date], **asked: Any) -> list[Any]:
    return rates(tables, codes, first=window[0], last=window[1], **asked)


def numbers(rows: list[Any], *dropped: str) -> list[Any]:
    """The rows without some columns."""
    return [{name: cell for name, cell in row.items() if name not in dropped} for row in rows]


@given(random=randoms, window=st.sampled_from(WINDOWS))
def test_wards_add_up_to_the_facility(random: Random, window: tuple[date, date]) -> None:
    tables = register(random, 1, window)
    wards = counted(tables, ADDITIVE, window, by=("ward", "month"))
    for row in counted(tables, ADDITIVE, window, by=("facility", "month")):
        parts = [
            part for part in wards
            if (part["indicator"], part["period_start"]) == (row["indicator"], row["period_start"])
            and part["status"] == "reported"
            and (part["area_id"] == "not-placed") == (row["area_id"] == "not-placed")
        ]  # fmt: skip
        for column in ("numerator", "denominator"):
            total = sum(part[column] or 0 for part in parts)
            assert (row[column] or 0) == pytest.approx(total), (row, column)


@given(random=randoms, window=st.sampled_from(WINDOWS))
def test_a_measure_split_at_midnight_has_the_same_minutes(
    random: Random, window: tuple[date, date]
) -> None:
    tables = facility(random, "f0", window)
    kind = random.choice(("seclusion", "manual_restraint", "mechanical_restraint"))
    length = timedelta(hours=random.choice((1, 20, 50)))
    ended = [
        measure | {"kind": kind, "time_precision": "second", "end_state": "ended",
                   "ended_at": measure["ended_at"] or measure["started_at"] + length}
        for measure in tables["measures"][:1]
    ]  # fmt: skip
    whole = {**tables, "measures": ended}
    halves = [half for measure in ended for half in split_at_midnight(measure, tables)]
    split = {**tables, "measures": halves}
    before, after = (counted(found, HBIPS, window) for found in (whole, split))
    assert numbers(before, "hours_not_known") == numbers(after, "hours_not_known")


def split_at_midnight(measure: dict[str, Any], tables: Tables) -> list[dict[str, Any]]:
    """Two measures that meet at the first midnight where the measure's ward is."""
    placed = measure["ward_id"] or any(s["stay_id"] == measure["stay_id"] for s in tables["stays"])
    zone = ZoneInfo(tables["facilities"][0]["timezone"] if placed else "UTC")
    day = measure["started_at"].astimezone(zone).date() + timedelta(1)
    midnight = datetime.combine(day, time(0), zone).astimezone(UTC)
    if measure["ended_at"] <= midnight:
        return [measure]
    return [
        measure | {"ended_at": midnight},
        measure | {"measure_id": "second half", "started_at": midnight},
    ]


@settings(max_examples=15, phases=AS_FOUND)
@given(random=randoms)
def test_a_year_later_the_numbers_are_the_same(random: Random) -> None:
    """Where no clock changes and no leap day lies between."""
    tables = register(random, 2, PLAIN_YEAR)
    tables = tables | {"facilities": [row | {"timezone": "UTC"} for row in tables["facilities"]]}
    later = {name: [a_year_later(row) for row in rows] for name, rows in tables.items()}
    window = (date(2026, 3, 1), date(2026, 5, 1))
    dropped = ("period_start", "period_end")
    before = counted(tables, list(RULES), PLAIN_YEAR, strata=("age",))
    after = counted(later, list(RULES), window, strata=("age",))
    assert numbers(before, *dropped) == numbers(after, *dropped)


def a_year_later(row: dict[str, Any]) -> dict[str, Any]:
    moved = {name: cell + timedelta(365) for name, cell in row.items() if isinstance(cell, date)}
    born = row.get("birth_year")
    return row | moved | ({} if born is None else {"birth_year": born + 1})


@given(random=randoms, window=st.sampled_from(WINDOWS), reason=st.sampled_from(["hygiene", "meal"]))
def test_a_hygiene_break_changes_no_event(
    random: Random, window: tuple[date, date], reason: str
) -> None:
    tables = register(random, 1, window)
    washed = [
        {"measure_id": m["measure_id"], "reason": reason, "free_to_leave": random.random() < 0.5,
         "started_at": m["started_at"] + timedelta(minutes=n),
         "ended_at": m["started_at"] + timedelta(minutes=n + 20)}
        for n, m in enumerate(tables["measures"])
    ]  # fmt: skip
    more = {**tables, "breaks": [*tables["breaks"], *washed]}
    assert counted(tables, AIHW, window) == counted(more, AIHW, window)


@settings(max_examples=25, phases=AS_FOUND)
@given(random=randoms, window=st.sampled_from(WINDOWS))
def test_the_order_of_rows_changes_nothing(random: Random, window: tuple[date, date]) -> None:
    """Also where two measures of one person begin together, on two wards."""
    tables = register(random, 2, window)
    twins = [
        measure | {"measure_id": measure["measure_id"] + "b", "end_state": "ended",
                   "ward_id": place["ward_id"],
                   "ended_at": measure["started_at"] + timedelta(days=1)}
        for measure in tables["measures"] if measure["end_state"] == "ended"
        for place in tables["wards"][-1:]
    ]  # fmt: skip
    tables["measures"] += twins
    turned = {name: rows[::-1] for name, rows in tables.items()}
    codes = list(RULES)
    assert counted(tables, codes, window) == counted(turned, codes, window)


@given(random=randoms, window=st.sampled_from(WINDOWS))
def test_no_hold_is_dropped(random: Random, window: tuple[date, date]) -> None:
    """Every hold that began in the window is in one row: a ward's, or what is not placed."""
    tables = {**register(random, 2, window), "breaks": []}
    for measure in tables["measures"]:
        measure["place"] = "ward"
    rows = counted(tables, ["au-physical-restraint-rate"], window)
    zones = {row["facility_id"]: row["timezone"] for row in tables["facilities"]}
    of_ward = {row["ward_id"]: zones[row["facility_id"]] for row in tables["wards"]}
    stays = {row["stay_id"]: row["ward_id"] for row in tables["stays"]}
    holds = 0
    for m in tables["measures"]:
        zone = ZoneInfo(of_ward.get(m["ward_id"] or stays.get(m["stay_id"]), "UTC"))
        day = m["started_at"].astimezone(zone).date()
        holds += m["kind"] == "manual_restraint" and window[0] <= day < window[1]
    assert sum(row["numerator"] or 0 for row in rows) == holds
