"""HBIPS: the minutes of measures on local dates, every second of a person counted once."""

from __future__ import annotations

import ibis
from ibis import Table

from openward.indicators.columns import before
from openward.indicators.register import Register
from openward.indicators.rows.measures import dated, measures
from openward.indicators.rule import RESTRAINT, SECLUSION

MOST_MINUTES = 1440


def restraint_minutes(register: Register) -> Table:
    """minutes: of each restraint on each local date, the earlier one first where two overlap."""
    rows = _on_dates(register, _own(register, RESTRAINT))
    return _minutes(rows, rows.to_s - rows.from_s)


def seclusion_minutes(register: Register) -> Table:
    """The same of seclusions, without the time in which the person was restrained (TJC2023A1)."""
    rows = _on_dates(register, _own(register, SECLUSION))
    held = _held(rows, _own(register, RESTRAINT))
    held = held.rename({"held_measure": "measure_id", "held_day": "on_day"})
    on = [rows.measure_id == held.held_measure, rows.on_day == held.held_day]
    rows = rows.left_join(held, on).drop("held_measure", "held_day")
    return _minutes(rows, rows.to_s - rows.from_s - rows.held_s.fill_null(0))


def _minutes(rows: Table, length: ibis.Value) -> Table:
    """A part of a minute is one; a date has no more than 1,440 (data element 0148)."""
    return rows.mutate(minutes=ibis.least((length + 59) // 60, MOST_MINUTES))


def _own(register: Register, kinds: tuple[str, ...]) -> Table:
    """Measures without the time that earlier ones of the person hold: from_s, to_s."""
    is_dated = bool(register.strata) or register.is_shared
    rows = register.kept(dated) if is_dated else register.rows(measures)
    rows = rows.filter(rows.kind.isin(kinds) & rows.until.notnull())
    rows = rows.select(
        "measure_id", "person_id", "ward", "zone", "sex", "age", "start", to_s=rows.until
    )
    taken = before(rows.to_s, ["person_id"], ["start", "measure_id"])
    rows = rows.mutate(from_s=ibis.greatest(rows.start, taken.fill_null(rows.start)))
    return rows.filter(rows.from_s < rows.to_s)


def _on_dates(register: Register, rows: Table) -> Table:
    """Each piece once for each local date that it touches, cut at it."""
    rows = rows.mutate(last_s=rows.to_s - 1)
    rows = register.dated(register.dated(rows, "from_s", "from"), "last_s", "last")
    rows = register.in_periods(rows, "from_period", "last_period")
    rows = rows.mutate(
        from_day=ibis.greatest(rows.from_day, rows.period_first),
        last_day=ibis.least(rows.last_day, rows.period_after - 1),
    )
    rows = rows.mutate(more=rows.last_day - rows.from_day).inner_join(register.day_steps, "more")
    rows = rows.mutate(on_day=rows.from_day + rows.step)
    rows = rows.inner_join(register.local_days, ["zone", "on_day"])
    return rows.select(
        "measure_id", "person_id", "ward", "period", "sex", "age", "on_day",
        from_s=ibis.greatest(rows.from_s, rows.day_begin), to_s=ibis.least(rows.to_s, rows.day_end),
    )  # fmt: skip


def _held(rows: Table, restraint: Table) -> Table:
    """Of seclusions on dates: seconds in which the person was restrained too, wherever."""
    held = restraint.select(
        held_person=restraint.person_id, held_from=restraint.from_s, held_to=restraint.to_s
    )
    both = rows.inner_join(held, rows.person_id == held.held_person)
    both = both.filter((both.from_s < both.held_to) & (both.held_from < both.to_s))
    length = ibis.least(both.to_s, both.held_to) - ibis.greatest(both.from_s, both.held_from)
    both = both.mutate(length=length)
    return both.group_by("measure_id", "on_day").aggregate(held_s=both.length.sum().cast("int64"))
