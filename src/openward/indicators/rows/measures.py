"""Measures: where and when they began, how long they lasted in each period."""

from __future__ import annotations

import ibis
from ibis import Table, _

from openward.indicators.calendar import HOUR
from openward.indicators.columns import joined, seconds
from openward.indicators.register import Register

NIGHT_FROM, NIGHT_TO = 22 * HOUR, 6 * HOUR
REPEAT_WITHIN = 30 * 24 * HOUR
NOT_TOLD = "not_recorded"
COLUMNS = (
    "measure_id", "incident_id", "person_id", "stay_id", "place", "kind", "technique",
    "injury_person", "injury_staff", "injury_other",
)  # fmt: skip


def measures(register: Register) -> Table:
    """All measures, each on its ward, or on that of its stay, or not placed.

    Columns: ward, zone; start; ended: as recorded, the start for a point, null without an end;
    until: the end of a known length (the end of the data while it is running), null where that is
    not known; lasts: of a kind that has a length; exact: times of day are known; born, sex.
    """
    table = register.table("measures")
    is_point = table.end_state == "point"
    rows = table.select(
        *COLUMNS, written_ward=table.ward_id, state=table.end_state, age_years=table.age_years,
        lasts=~is_point, start=seconds(table.started_at), over=seconds(table.danger_over_at),
        exact=table.time_precision.isnull() | (table.time_precision != "day"),
        ended=ibis.ifelse(is_point, seconds(table.started_at), seconds(table.ended_at)),
    )  # fmt: skip
    rows = placed(register, _with_ward_of_stay(register, rows), "ward_id")
    return register.people(_with_known_end(register, rows)).mutate(age=ibis.null("int64"))


def dated(register: Register) -> Table:
    """Measures with the local day and period of their start; age: of the person at the start."""
    rows = register.dated(register.rows(measures), "start", "start")
    return rows.mutate(age=rows.age_years.cast("int64").coalesce(rows.start_year - rows.born))


def begun(register: Register) -> Table:
    """Measures that begin in a period, with what is true of each by its own row."""
    rows = register.begin(register.kept(dated), "start_period")
    injuries = [rows.injury_person, rows.injury_staff, rows.injury_other]
    hurt = [column.isin(("minor", "serious")).fill_null(False) for column in injuries]
    told = [column.notnull() & (column != NOT_TOLD) for column in injuries]
    is_after_danger = (
        (rows.state == "ended") & rows.exact & rows.ended.notnull() & (rows.over <= rows.ended)
    ).fill_null(False)
    return rows.mutate(
        length_not_known=rows.lasts & rows.until.isnull(),
        has_technique=rows.technique.notnull() & (rows.technique != NOT_TOLD),
        is_prone=(rows.technique == "prone").fill_null(False),
        somebody_hurt=hurt[0] | hurt[1] | hurt[2],
        injuries_told=told[0] | told[1] | told[2],
        is_after_danger=is_after_danger,
        is_not_after_danger=rows.lasts & ~is_after_danger,
        after_danger_s=ibis.ifelse(is_after_danger, rows.ended - rows.over, 0),
    )  # fmt: skip


def begun_by_the_clock(register: Register) -> Table:
    """Measures that begin in a period, by the local time of day. is_timed: it is known."""
    rows = register.with_clock(register.begin(register.kept(dated), "start_period"), "start")
    at_night = (rows.clock_s >= NIGHT_FROM) | (rows.clock_s < NIGHT_TO)
    return rows.mutate(is_timed=rows.exact, is_at_night=rows.exact & at_night)


def begun_after_others(register: Register) -> Table:
    """Measures that begin in a period. is_repeat: the person had another begun 30 days before."""
    rows = register.kept(dated)
    order = ibis.window(group_by="person_id", order_by=["start", "measure_id"])
    rows = rows.mutate(one_before=rows.start.lag().over(order))
    repeat = rows.one_before >= rows.start - REPEAT_WITHIN
    return register.begin(rows.mutate(is_repeat=repeat.fill_null(False)), "start_period")


def spanning(register: Register) -> Table:
    """Measures of known length, once for each period from their start to their end.

    seconds: in the period, 0 where it only touches it. is_open: known to go on when it ends;
    so_far_s: from the start to the end of the period.
    """
    rows = register.kept(dated).filter(_.until.notnull())
    rows = register.dated(rows.filter(rows.until >= rows.start), "until", "until")
    # What is running is cut where the data end, and is open at the end of each period before.
    rows = register.in_periods(rows, "start_period", "until_period")
    length = ibis.least(rows.until, rows.period_end) - ibis.greatest(rows.start, rows.period_begin)
    return rows.mutate(
        seconds=ibis.greatest(length, 0),
        is_open=(rows.start < rows.period_end)
        & ((rows.until > rows.period_end) | (rows.state == "running")),
        so_far_s=rows.period_end - rows.start,
    )


def cut(register: Register) -> Table:
    """The same, where a measure has any second in the period."""
    return register.kept(spanning).filter(_.seconds > 0)


def without_end(register: Register) -> Table:
    """Measures without an end, in each period from their start on; so_far_s: up to its end."""
    rows = register.kept(dated).filter(_.ended.isnull())
    rows = rows.mutate(last_period=ibis.literal(len(register.periods) - 1, "int64"))
    rows = register.in_periods(rows, "start_period", "last_period")
    return rows.mutate(so_far_s=rows.period_end - rows.start)


def placed(register: Register, rows: Table, key: str) -> Table:
    """The rows with ward and zone of a known ward, else not placed."""
    wards = register.wards.select("place_id", "ward", "zone")
    found = joined(rows, wards, key, "place_id")
    return found.mutate(
        ward=found.ward.fill_null(register.not_placed), zone=found.zone.fill_null(register.no_zone)
    )


def _with_ward_of_stay(register: Register, rows: Table) -> Table:
    """ward_id: as written on the measure, else that of its stay."""
    rows = rows.mutate(is_written=rows.written_ward.notnull() & (rows.written_ward != ""))
    stays = register.table("stays").select("stay_id", stay_ward="ward_id")
    asked = rows.filter(~rows.is_written).select("stay_id")
    found = joined(rows, stays.semi_join(asked, "stay_id"), "stay_id")
    ward = ibis.ifelse(found.is_written, found.written_ward, found.stay_ward)
    return found.mutate(ward_id=ward).drop("is_written", "stay_ward", "written_ward")


def _with_known_end(register: Register, rows: Table) -> Table:
    last = register.bounds.filter(_.period == len(register.periods) - 1)
    rows = joined(rows, last.select("zone", last_s="period_end"), "zone")
    until = ibis.cases(
        (~rows.exact, ibis.null("int64")), (rows.state == "ended", rows.ended),
        (rows.state == "running", ibis.greatest(rows.start, rows.last_s)),
        else_=ibis.null("int64"),
    )  # fmt: skip
    return rows.mutate(until=until).drop("last_s")
