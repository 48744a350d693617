"""Stays: how long people were here, in the ways in which authorities count it."""

from __future__ import annotations

import ibis
from ibis import Table, _

from openward.indicators.calendar import NEVER
from openward.indicators.columns import apart, seconds
from openward.indicators.register import Register

#: No day is as long, with its clock put back.
LONGER_THAN_A_DAY = 26 * 3600


def placed_stays(register: Register) -> Table:
    """Stays on known wards: ward, facility, zone, clock, start, ended (null while it lasts)."""
    table = register.table("stays")
    rows = table.select(
        "stay_id", "admission_id", "person_id", place_id=table.ward_id,
        start=seconds(table.started_at), ended=seconds(table.ended_at),
    )  # fmt: skip
    rows = rows.inner_join(register.wards, "place_id")
    return register.people(rows.drop("place_id", "opened_day", "closed_day"))


def stays(register: Register) -> Table:
    """The same with the local days and periods of start and end."""
    return _dated(register, register.rows(placed_stays))


def _dated(register: Register, rows: Table) -> Table:
    rows = register.dated(register.dated(rows, "start", "start"), "ended", "end")
    return rows.drop("start_year", "end_year")


def touching(register: Register) -> Table:
    """Stays once for each period in which they have a part; one that began in it has.

    seconds: in the period. case_key: the admission, or the stay without one.
    """
    rows = register.kept(stays)
    rows = _in_periods(register, rows)
    end = rows.ended.fill_null(NEVER)
    rows = rows.filter((end > rows.period_begin) | (rows.start >= rows.period_begin))
    length = ibis.least(end, rows.period_end) - ibis.greatest(rows.start, rows.period_begin)
    rows = rows.mutate(seconds=ibis.greatest(length, 0), case_key=case_of(rows))
    return _aged(rows.filter(rows.start < rows.period_end))


def case_of(rows: Table) -> ibis.Value:
    """The admission of a stay; the stay itself where none is named."""
    named = rows.admission_id.notnull() & (rows.admission_id != "")
    return ibis.ifelse(named, "a" + rows.admission_id, "s" + rows.stay_id)


def time_on_the_ward(register: Register) -> Table:
    """Seconds of stays in each period, and those of leaves taken off."""
    rows = register.kept(touching).select("ward", "period", "person_id", "sex", "age", "seconds")
    away = _leaves(register)
    away = away.mutate(
        start=ibis.greatest(away.start, away.stay_start),
        ended=ibis.least(away.ended.fill_null(NEVER), away.stay_ended.fill_null(NEVER)),
    )
    away = apart(away, ["stay_id"], "start", "ended")
    away = register.dated(away.mutate(known=_known(away.ended)), "start", "start")
    away = _in_periods(register, register.dated(away, "known", "end"))
    length = ibis.least(away.ended, away.period_end) - ibis.greatest(away.start, away.period_begin)
    away = _aged(away.mutate(seconds=-ibis.greatest(length, 0)))
    return rows.union(away.select(*rows.columns))


def inpatient_days(register: Register) -> Table:
    """days: of each stay in each period; the day of coming, not that of going, not on leave.

    Coming and going on one day is a day, unless the person moves to another ward of the facility
    on it: there it is counted. Source: The Joint Commission, data elements 0260 and 0262.
    """
    here = _days(register, _with_last_day(register.kept(stays)))
    moved = register.small(_moved_on_the_day)
    not_here = _days(register, moved.select(*_COUNTED)).union(
        _days(register, _leave_days(register, moved))
    )
    return here.union(not_here.mutate(days=-not_here.days))


def days_from_date_to_date(register: Register) -> Table:
    """NHS England: days of ward stays, leave included, none for coming and going on one day."""
    rows = register.kept(stays)
    return _from_date_to_date(_in_periods(register, rows))


def spells(register: Register) -> Table:
    """The same of hospital spells, which belong to a facility and not to a ward."""
    table = register.table("admissions")
    rows = table.select(
        "admission_id", "person_id", place_id=table.facility_id, start=seconds(table.started_at),
        ended=seconds(table.ended_at),
    )  # fmt: skip
    rows = rows.inner_join(register.facilities, "place_id").drop("place_id")
    rows = register.dated(register.dated(rows, "start", "start"), "ended", "end")
    rows = register.people(rows).mutate(ward=_.facility)
    return _from_date_to_date(_in_periods(register, rows))


_DIMENSIONS = ("ward", "zone", "person_id", "sex", "born")
_COUNTED = (*_DIMENSIONS, "start_period", "start_day", "end_period", "after_day")


def _known(ended: ibis.Value) -> ibis.Value:
    return ibis.ifelse(ended == NEVER, ibis.null("int64"), ended)


def _in_periods(register: Register, rows: Table) -> Table:
    """Rows in all periods from that of their start to that of their end, if they have one."""
    last = rows.end_period.fill_null(len(register.periods))
    return register.in_periods(rows.mutate(end_period=last), "start_period", "end_period")


def _aged(rows: Table) -> Table:
    return rows.mutate(age=rows.year - rows.born)


def _from_date_to_date(rows: Table) -> Table:
    last = ibis.least(rows.end_day.fill_null(NEVER), rows.period_after)
    rows = rows.mutate(days=last - ibis.greatest(rows.start_day, rows.period_first))
    return _aged(rows.filter(rows.days >= 0))


def _days(register: Register, rows: Table) -> Table:
    """Days from start_day to after_day in each period."""
    rows = _in_periods(register, rows)
    first = ibis.greatest(rows.start_day, rows.period_first)
    days = ibis.least(rows.after_day, rows.period_after) - first
    rows = _aged(rows.mutate(days=ibis.greatest(days, 0)))
    return rows.select("ward", "period", "person_id", "sex", "age", "days")


def _with_last_day(rows: Table) -> Table:
    """after_day: the day after the last one that counts; one day for coming and going on it."""
    going = ibis.ifelse(rows.start_day == rows.end_day, rows.start_day + 1, rows.end_day)
    return rows.mutate(after_day=going.fill_null(NEVER))


def _moved_on_the_day(register: Register) -> Table:
    """Stays of one day after which another one of the person begins there on that day."""
    placed = register.rows(placed_stays)
    short = _dated(register, placed.filter(placed.ended - placed.start <= LONGER_THAN_A_DAY))
    short = _with_last_day(short.filter(short.start_day == short.end_day))
    here = ["person_id", "facility"]
    others = placed.select("stay_id", "start", "zone", *here).semi_join(short, here)
    others = register.dated(others, "start", "other").select(
        *here, other_id="stay_id", other_start="start", start_day="other_day"
    )
    both = short.inner_join(others, [*here, "start_day"])
    later = (both.other_start > both.start) | (
        (both.other_start == both.start) & (both.other_id > both.stay_id)
    )
    return short.semi_join(both.filter(later), "stay_id")


def _leave_days(register: Register, moved: Table) -> Table:
    """Days of stays on which people are counted while the person is on leave, each once."""
    rows = _leaves(register).anti_join(moved, "stay_id")
    rows = register.counted_from(register.counted_from(rows, "start", "from"), "ended", "to")
    rows = rows.select(
        *_DIMENSIONS, "stay_id", start_period=rows.from_period, end_period=rows.to_period,
        start_day=ibis.greatest(rows.from_day, rows.stay_day),
        after_day=ibis.least(rows.to_day.fill_null(NEVER), rows.stay_after),
    )  # fmt: skip
    return apart(rows, ["stay_id"], "start_day", "after_day").drop("stay_id").select(*_COUNTED)


def _leaves(register: Register) -> Table:
    """Leaves with what is needed of their stay."""
    table = register.table("leaves")
    leaves = table.select(
        of_stay=table.stay_id, start=seconds(table.started_at), ended=seconds(table.ended_at)
    )
    placed = register.rows(placed_stays)
    of_leaves = placed.semi_join(leaves, placed.stay_id == leaves.of_stay)
    of_leaves = _with_last_day(_dated(register, of_leaves)).select(
        "stay_id", *_DIMENSIONS, "clock", stay_start=_.start, stay_ended=_.ended,
        stay_day=_.start_day, stay_after=_.after_day,
    )  # fmt: skip
    return leaves.inner_join(of_leaves, leaves.of_stay == of_leaves.stay_id).drop("of_stay")
