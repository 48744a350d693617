"""What a ward is like: what it stated, its comfort room, its staff, shifts and training."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis import Table, _

from openward.indicators.calendar import DAY, NEVER
from openward.indicators.columns import apart, day, seconds
from openward.indicators.register import Register
from openward.indicators.rows.measures import dated
from openward.indicators.rule import ALL_KINDS

SAID = ("complete", "none_happened")


def open_spans(register: Register) -> Table:
    """ward, and the days from which and until which it is open."""
    return register.wards.select("ward", from_day="opened_day", to_day="closed_day")


def open_days(register: Register) -> Table:
    """Days of each period on which a ward is open."""
    return _days_in_periods(register, register.rows(open_spans))


def stated_days(register: Register) -> Table:
    """Open days that the ward's statements cover, of each kind."""
    return _days_in_periods(register, register.kept(stated_spans)).rename(kind="kind_stated")


def wholly_stated_days(register: Register) -> Table:
    """Open days that are covered for every kind."""
    rows = register.kept(stated_spans)
    begin = rows.select("ward", on=rows.from_day, kinds=ibis.literal(1, "int64"))
    end = rows.select("ward", on=rows.to_day, kinds=ibis.literal(-1, "int64"))
    change = begin.union(end).group_by("ward", "on").aggregate(kinds=_.kinds.sum().cast("int64"))
    order = ibis.window(group_by="ward", order_by="on")
    change = change.mutate(
        covered=change.kinds.sum().over(
            ibis.window(group_by="ward", order_by="on", preceding=None, following=0)
        ),
        next_on=change["on"].lead().over(order),
    )
    whole = change.filter((change.covered == len(ALL_KINDS)) & change.next_on.notnull())
    return _days_in_periods(register, whole.select("ward", from_day="on", to_day="next_on"))


def comfort_room_days(register: Register) -> Table:
    """Open days on which a comfort room could be used."""
    table = register.table("rooms")
    table = table.filter(table.kind == "comfort")
    rows = table.select(
        "ward_id", from_day=day(table.available_from).fill_null(-NEVER),
        to_day=day(table.available_to).fill_null(NEVER),
    )  # fmt: skip
    return _days_in_periods(register, apart(_open(register, rows), ["ward"], "from_day", "to_day"))


def staff_on_the_last_day(register: Register) -> Table:
    """Staff of each ward on the last day of each period; is_trained: any course is valid then."""
    table = register.table("staff")
    rows = table.select(
        "staff_id", "ward_id", from_day=day(table.started_on).fill_null(-NEVER),
        to_day=day(table.ended_on).fill_null(NEVER),
    )  # fmt: skip
    rows = _held_on_last_day(register, _on_wards(register, rows))
    table = register.table("trainings")
    valid = table.select(
        "staff_id", from_day=day(table.completed_on), to_day=day(table.valid_until).fill_null(NEVER)
    )
    valid = _held_on_last_day(register, valid).select(trained="staff_id", in_period="period")
    valid = valid.filter(valid.trained.notnull()).distinct()
    found = rows.left_join(valid, [rows.staff_id == valid.trained, rows.period == valid.in_period])
    return found.mutate(is_trained=found.trained.notnull()).drop("trained", "in_period")


def worked_shifts(register: Register) -> Table:
    """Rows of staffing; worked: hours in thousandths, since engines add whole numbers."""
    table = register.table("staffing")
    rows = _on_wards(register, table.select("ward_id", "worked_hours", on_day=day(table.day)))
    rows = rows.mutate(worked=(rows.worked_hours.fill_null(0.0) * 1000).round().cast("int64"))
    return _in_period_of_day(register, rows)


def judged_shifts(register: Register) -> Table:
    """Shifts that a rule holds for and whose staff and beds are known; is_met: enough staff."""
    rows = register.kept(_judged)
    return _in_period_of_day(register, rows)


def begun_in_judged_shifts(register: Register) -> Table:
    """Measures that begin in a period and in a judged shift; is_below: any without enough staff."""
    rows = register.begin(register.kept(dated), "start_period")
    rows = rows.mutate(utc_day=rows.start // DAY)
    shifts = register.kept(_judged)
    # Shifts by each day of UTC that they touch, so that a measure meets few of them.
    count = (shifts.to_s - 1) // DAY - shifts.from_s // DAY
    shifts = shifts.mutate(more=ibis.greatest(count, 0)).inner_join(register.day_steps, "more")
    shifts = shifts.select(
        "from_s", "to_s", "is_met", of_ward="ward", of_day=shifts.from_s // DAY + shifts.step
    )
    on = [rows.ward == shifts.of_ward, rows.utc_day == shifts.of_day]
    found = rows.inner_join(shifts, on)
    found = found.filter((found.start >= found.from_s) & (found.start < found.to_s))
    found = found.group_by("measure_id", "person_id", "ward", "period", "sex", "age")
    return found.aggregate(is_below=(~_.is_met).any())


def stated_spans(register: Register) -> Table:
    """Spans in which a ward stated a kind to be complete, none of them twice."""
    table = register.table("statements")
    table = table.filter(table.statement.isin(SAID))
    said = table.select(
        "ward_id", "kind", from_day=day(table.period_start), to_day=day(table.period_end)
    )
    kinds = register.put(pa.table({
        "said": ["all"] * len(ALL_KINDS) + list(ALL_KINDS), "kind_stated": list(ALL_KINDS) * 2,
    }))  # fmt: skip
    rows = said.inner_join(kinds, said.kind == kinds.said).drop("kind", "said")
    return apart(_open(register, rows), ["ward", "kind_stated"], "from_day", "to_day")


def _judged(register: Register) -> Table:
    table = register.table("staffing")
    rows = table.select(
        "ward_id", "shift", "worked_hours", "beds_occupied", on_day=day(table.day),
        starts_s=seconds(table.starts_at), ends_s=seconds(table.ends_at),
    )  # fmt: skip
    shifts = rows.group_by("ward_id", "shift", "on_day").aggregate(
        worked=_.worked_hours.fill_null(0.0).sum(), beds=_.beds_occupied.max(),
        from_s=_.starts_s.min(), to_s=_.ends_s.max(),
    )  # fmt: skip
    shifts = shifts.filter(_.beds.notnull() & _.from_s.notnull() & _.to_s.notnull())
    ruled = _with_strictest_rule(register, shifts)
    needed = ruled.beds.cast("float64") * (ruled.to_s - ruled.from_s).cast("float64")
    rows = ruled.mutate(is_met=ruled.worked * ruled.beds_per_staff * 3600.0 >= needed)
    return _on_wards(register, rows)


def _with_strictest_rule(register: Register, shifts: Table) -> Table:
    """Shifts with the least number of beds per member of staff of the rules that hold."""
    table = register.table("staffing_rules")
    rules = table.select(
        "beds_per_staff", rule_ward="ward_id", rule_shift="shift",
        rule_from=day(table.valid_from).fill_null(-NEVER),
        rule_to=day(table.valid_to).fill_null(NEVER),
    )  # fmt: skip
    on = (shifts.on_day >= rules.rule_from) & (shifts.on_day < rules.rule_to)
    found = shifts.inner_join(rules, on)
    found = found.filter(
        (found.rule_ward.isnull() | (found.rule_ward == found.ward_id))
        & (found.rule_shift.isnull() | (found.rule_shift == found["shift"]))
    )
    by = found.group_by("ward_id", "shift", "on_day", "worked", "beds", "from_s", "to_s")
    return by.aggregate(beds_per_staff=found.beds_per_staff.min())


def _on_wards(register: Register, rows: Table) -> Table:
    wards = register.wards.select("place_id", "ward", "zone")
    found = rows.inner_join(wards, rows.ward_id == wards.place_id).drop("place_id")
    return _of_nobody(found)


def _of_nobody(rows: Table) -> Table:
    """The columns that rows about persons have: strata are not asked of a ward."""
    return rows.mutate(sex=ibis.literal(3, "int64"), age=ibis.null("int64"))


def _open(register: Register, rows: Table) -> Table:
    """Spans of days of known wards, cut at the days on which these are open."""
    wards = register.wards.select("place_id", "ward", "opened_day", "closed_day")
    found = rows.inner_join(wards, rows.ward_id == wards.place_id).drop("place_id", "ward_id")
    found = found.mutate(
        from_day=ibis.greatest(found.from_day, found.opened_day),
        to_day=ibis.least(found.to_day, found.closed_day),
    ).drop("opened_day", "closed_day")
    return found.filter(found.from_day < found.to_day)


def _days_in_periods(register: Register, rows: Table) -> Table:
    """Spans cut at the periods: days."""
    periods = _periods(register)
    on = (rows.from_day < periods.period_after) & (rows.to_day > periods.period_first)
    found = rows.inner_join(periods, on)
    first = ibis.greatest(found.from_day, found.period_first)
    found = found.mutate(days=ibis.least(found.to_day, found.period_after) - first)
    return _of_nobody(found)


def _held_on_last_day(register: Register, rows: Table) -> Table:
    periods = _periods(register)
    last = periods.period_after - 1
    return rows.inner_join(periods, (rows.from_day <= last) & (rows.to_day > last))


def _in_period_of_day(register: Register, rows: Table) -> Table:
    periods = _periods(register)
    on = (rows.on_day >= periods.period_first) & (rows.on_day < periods.period_after)
    return rows.inner_join(periods, on)


def _periods(register: Register) -> Table:
    """Days of the periods, which are the same in every zone."""
    found = register.bounds.filter(register.bounds["zone"] == 0)
    return found.select("period", "period_first", "period_after")
