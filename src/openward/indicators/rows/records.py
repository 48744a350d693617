"""England: type records and the incidents that they belong to, as the published code selects them.

Source: NHSDigital/mental-health-monthly-statistics, commit 7b4d7421, Restraints_Prep.py.
"""

from __future__ import annotations

import ibis
from ibis import Table

from openward.indicators.calendar import NEVER
from openward.indicators.columns import joined, seconds
from openward.indicators.register import Register
from openward.indicators.rows.measures import dated


def with_incident(register: Register) -> Table:
    """Measures with their incident. record_key: the incident, or the measure where none is known.

    i_start and i_ended: moments of the incident, of the measure where it has none; i_known: there
    is an incident.
    """
    table = register.table("incidents")
    incidents = table.select(
        "incident_id", "danger_to", of_start=seconds(table.started_at),
        of_end=seconds(table.ended_at),
    )  # fmt: skip
    rows = joined(register.kept(dated), incidents, "incident_id")
    known = rows.of_start.notnull()
    rows = rows.mutate(
        i_known=known,
        record_key=ibis.ifelse(known, "i" + rows.incident_id, "m" + rows.measure_id),
        i_start=rows.of_start.coalesce(rows.start),
        i_ended=ibis.ifelse(known, rows.of_end, rows.ended),
        no_danger=~known | rows.danger_to.isnull() | rows.danger_to.isin(("none", "not_recorded")),
    )
    return rows.drop("of_start", "of_end", "danger_to")


def begun_with_incident(register: Register) -> Table:
    """Measures that begin in a period; no_danger: none is recorded of their incident."""
    return register.begin(register.kept(with_incident), "start_period")


def selected(register: Register) -> Table:
    """Measures in each period in which they and their incident are selected: the code's WHERE.

    A record is selected where it starts or ends, and while it has no end from its start on.
    """
    rows = register.dated(register.kept(with_incident), "ended", "end")
    rows = register.dated(register.dated(rows, "i_start", "i_start"), "i_ended", "i_end")
    number = len(register.periods)
    ends = rows.filter(rows.ended.notnull() & (rows.end_period != rows.start_period))
    rows = rows.union(ends.mutate(start_period=ends.end_period))
    last = ibis.ifelse(rows.ended.isnull(), number - 1, rows.start_period)
    rows = register.in_periods(rows.mutate(last_period=last), "start_period", "last_period")
    starts_or_ends = (rows.i_start_period == rows.period) | (rows.i_end_period == rows.period)
    goes_on = rows.i_ended.isnull() & (rows.i_start_period <= rows.period)
    return rows.filter(starts_or_ends.fill_null(False) | goes_on)


def timed(register: Register) -> Table:
    """Selected measures, is_in_mean where all is there for the mean of lengths, length_s.

    The code's flag avg_min_flag: it ends in time, and lies within the hospital spell by date.
    """
    rows = _with_spell(register, register.kept(selected))
    rows = rows.mutate(
        of_start=rows.start, of_end=rows.ended, of_start_day=rows.start_day,
        of_end_day=rows.end_day, of_end_period=rows.end_period, of_exact=rows.exact,
    )  # fmt: skip
    return _in_the_mean(register, rows)


def incidents_timed(register: Register) -> Table:
    """The same with the moments of the incident, within the spell of its first selected measure."""
    rows = _with_spell(register, register.kept(selected))
    order = ibis.window(
        group_by=["period", "record_key"], order_by=[rows.spell_start.isnull(), rows.measure_id]
    )
    # Spark's first value passes over the empty ones, whatever it is asked: an end that is not known
    # must not be that of another spell.
    never = ibis.literal(NEVER, "int64")
    ended = rows.spell_ended.fill_null(never).first(include_null=True).over(order)
    rows = rows.mutate(
        spell_start=rows.spell_start.first(include_null=True).over(order),
        spell_ended=ended.nullif(never),
        of_start=rows.i_start, of_end=rows.i_ended, of_start_day=rows.i_start_day,
        of_end_day=rows.i_end_day, of_end_period=rows.i_end_period,
        of_exact=rows.i_known | rows.exact,
    )  # fmt: skip
    return _in_the_mean(register, rows)


def incidents_spanning(register: Register) -> Table:
    """England mended: measures with the length of their incident in each period it touches."""
    rows = register.kept(with_incident)
    rows = rows.mutate(i_until=ibis.ifelse(rows.i_known, rows.i_ended, rows.until))
    rows = rows.filter(rows.i_until.notnull() & (rows.i_until >= rows.i_start))
    rows = register.dated(register.dated(rows, "i_start", "i_start"), "i_until", "i_until")
    rows = register.in_periods(rows, "i_start_period", "i_until_period")
    first = ibis.greatest(rows.i_start, rows.period_begin)
    rows = rows.mutate(seconds=ibis.least(rows.i_until, rows.period_end) - first)
    return rows.filter(rows.seconds > 0)


def incidents_without_end(register: Register) -> Table:
    """Measures whose incident begins in a period and has no end; a dose by itself is a moment."""
    rows = register.kept(with_incident)
    until = ibis.ifelse(rows.i_known, rows.i_ended, rows.until)
    rows = rows.filter(until.isnull() & (rows.i_known | rows.lasts))
    return register.begin(register.dated(rows, "i_start", "i_start"), "i_start_period")


def _with_spell(register: Register, rows: Table) -> Table:
    """The rows with the hospital spell that the measure's stay belongs to."""
    of_stay = register.table("stays").select("stay_id", "admission_id")
    table = register.table("admissions")
    spells = table.select(
        "admission_id", spell_start=seconds(table.started_at), spell_ended=seconds(table.ended_at)
    )
    return joined(joined(rows, of_stay, "stay_id"), spells, "admission_id")


def _in_the_mean(register: Register, rows: Table) -> Table:
    """Rows with of_start, of_end …: of the measure or of its incident."""
    rows = register.dated(rows, "spell_start", "spell")
    rows = register.dated(rows, "spell_ended", "spell_end")
    is_in_mean = (
        rows.spell_start.notnull() & rows.of_exact & (rows.of_end > rows.of_start)
        & (rows.of_end_period <= rows.period) & (rows.spell_day <= rows.of_start_day)
        & (rows.spell_ended.isnull() | (rows.of_end_day <= rows.spell_end_day))
    ).fill_null(False)  # fmt: skip
    return rows.mutate(
        is_in_mean=is_in_mean, is_not_in_mean=~is_in_mean,
        lasts_and_is_not=~is_in_mean & rows.lasts,
        length_s=ibis.ifelse(is_in_mean, rows.of_end - rows.of_start, 0),
    )  # fmt: skip
