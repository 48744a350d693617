"""Australia: the events that a measure is made of.

Leaving for air, a visit or a trial ends an event, coming back begins a new one; hygiene,
medication, food and fluids end none (METEOR 596362, DSS 558137). Its breaks do not overlap.
"""

from __future__ import annotations

import ibis
from ibis import Table, _

from openward.indicators.calendar import NEVER
from openward.indicators.columns import seconds
from openward.indicators.register import Register
from openward.indicators.rows.measures import dated
from openward.indicators.rule import RESTRAINT

ENDS_AN_EVENT = ("air", "visit", "trial_end", "other")
OUT = "emergency_department"


def events(register: Register) -> Table:
    """Events that begin in a period. length_s: 0 where length_known is false."""
    rows = _all_events(register)
    length = ibis.ifelse(
        rows.next_left.notnull(), ibis.ifelse(rows.exact, rows.next_left, ibis.null("int64")),
        rows.until,
    ) - rows.event_start  # fmt: skip
    rows = rows.mutate(length_known=length.notnull(), length_not_known=length.isnull(),
                       length_s=length.fill_null(0))  # fmt: skip
    rows = register.dated(rows, "event_start", "event")
    return register.begin(rows, "event_period")


def seclusion_events(register: Register) -> Table:
    """Those of seclusions."""
    return register.kept(events).filter(_.kind == "seclusion")


def _all_events(register: Register) -> Table:
    """The first event of each measure, and one for each time the person was brought back."""
    rows = register.kept(dated)
    is_out = (rows.place == OUT).fill_null(False)
    rows = rows.filter(rows.kind.isin(("seclusion", *RESTRAINT)) & ~is_out)
    left = _left(register, rows)
    first = left.group_by("of_measure").aggregate(next_left=left.left_at.min())
    whole = rows.left_join(first, rows.measure_id == first.of_measure).drop("of_measure")
    whole = whole.mutate(event_start=whole.start)
    back = left.filter(left.back_at.notnull() & (left.back_at < left.over_at))
    back = back.select("of_measure", "next_left", event_start=back.back_at)
    again = rows.inner_join(back, rows.measure_id == back.of_measure)
    return whole.union(again.select(*whole.columns))


def _left(register: Register, rows: Table) -> Table:
    """When somebody was let out: of_measure, left_at, back_at, over_at, next_left."""
    table = register.table("breaks")
    table = table.filter(table.reason.isin(ENDS_AN_EVENT))
    breaks = table.select(
        of_measure="measure_id", left_at=seconds(table.started_at), back_at=seconds(table.ended_at)
    )
    over = ibis.coalesce(rows.until, rows.ended, ibis.literal(NEVER, "int64"))
    of_rows = rows.select("measure_id", "start", over_at=over)
    found = breaks.inner_join(of_rows, breaks.of_measure == of_rows.measure_id)
    found = found.filter((found.left_at >= found.start) & (found.left_at < found.over_at))
    order = ibis.window(group_by="of_measure", order_by="left_at")
    return found.mutate(next_left=found.left_at.lead().over(order))
