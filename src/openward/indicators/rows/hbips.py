"""HBIPS: the minutes of measures on local dates, every second of a person counted once."""

from __future__ import annotations

import ibis
from ibis import Table, _

from openward.indicators.register import Register, before
from openward.indicators.rows.measures import dated, measures
from openward.indicators.rule import RESTRAINT

MOST_MINUTES = 1440


def minutes_on_dates(register: Register) -> Table:
    """minutes: of each measure on each local date.

    Restraint comes before seclusion (TJC2023A1), among measures of one kind the earlier one. A part
    of a minute is one; a date has no more than 1,440 (data element 0148).
    """
    own = _own(register)
    rows = _on_dates(register, own)
    held = _held(rows, own).rename({"held_measure": "measure_id", "held_day": "on_day"})
    on = [rows.measure_id == held.held_measure, rows.on_day == held.held_day]
    rows = rows.left_join(held, on).drop("held_measure", "held_day")
    length = rows.to_s - rows.from_s - rows.held_s.fill_null(0)
    return rows.mutate(minutes=ibis.least((length + 59) // 60, MOST_MINUTES))


def _own(register: Register) -> Table:
    """Measures without the time that earlier ones of the person hold: from_s, to_s."""
    rows = (
        register.kept(dated) if register.strata or register.is_shared else (register.rows(measures))
    )
    rows = rows.filter(rows.kind.isin((*RESTRAINT, "seclusion")) & rows.until.notnull())
    rows = rows.select(
        "measure_id", "person_id", "kind", "ward", "zone", "sex", "age", "start", to_s="until",
        is_seclusion=_.kind == "seclusion",
    )  # fmt: skip
    taken = before(rows.to_s, ["person_id", "is_seclusion"], ["start", "measure_id"])
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
        "measure_id", "person_id", "kind", "ward", "period", "sex", "age", "is_seclusion", "on_day",
        from_s=ibis.greatest(rows.from_s, rows.day_begin), to_s=ibis.least(rows.to_s, rows.day_end),
    )  # fmt: skip


def _held(rows: Table, own: Table) -> Table:
    """Of seclusions on dates: seconds in which the person was restrained too, wherever."""
    held = own.filter(~own.is_seclusion)
    held = held.select(held_person=held.person_id, held_from=held.from_s, held_to=held.to_s)
    alone = rows.filter(rows.is_seclusion)
    both = alone.inner_join(
        held,
        [alone.person_id == held.held_person, alone.from_s < held.held_to,
         held.held_from < alone.to_s],
    )  # fmt: skip
    length = ibis.least(both.to_s, both.held_to) - ibis.greatest(both.from_s, both.held_from)
    both = both.mutate(length=length)
    return both.group_by("measure_id", "on_day").aggregate(held_s=both.length.sum().cast("int64"))
