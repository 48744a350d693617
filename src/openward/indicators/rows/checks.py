"""Orders and their limits, and checks during a measure. Questions to a service."""

from __future__ import annotations

import ibis
from ibis import Table, _

from openward.indicators.columns import joined, seconds
from openward.indicators.register import Register
from openward.indicators.rows.measures import dated

LATE_AFTER = 900
EVEN = 900
LAST_PART = 10


def begun_with_orders(register: Register) -> Table:
    """Measures that begin in a period, beside the limits of their orders."""
    rows = register.begin(register.kept(dated), "start_period")
    orders = _orders(register)
    limits = orders.group_by("of_measure").aggregate(limit_s=orders.valid_s.max())
    rows = rows.left_join(limits, rows.measure_id == limits.of_measure).drop("of_measure")
    has_limit = rows.until.notnull() & rows.limit_s.notnull()
    rows = rows.mutate(has_limit=has_limit, exceeded=(has_limit & (rows.until > rows.limit_s)))
    rows = joined(rows.mutate(exceeded=rows.exceeded.fill_null(False)), _at_end(rows, orders),
                  "measure_id", "of_measure")  # fmt: skip
    within = (rows.ended <= rows.last_valid_s).fill_null(False)
    left = LAST_PART * (rows.last_valid_s - rows.ended)
    at_limit = (left <= rows.last_valid_s - rows.last_made_s).fill_null(False)
    return rows.mutate(ended_within=within, ended_at_the_limit=within & at_limit)


def checks(register: Register) -> Table:
    """Observations that begin in a period."""
    table = register.table("observations")
    rows = table.select(
        "observation_id", of_measure="measure_id", seen=seconds(table.started_at),
        seen_to=seconds(table.ended_at), written=seconds(table.recorded_at),
        answered=seconds(table.answered_at), is_request=table.person_asked_for.notnull(),
    )  # fmt: skip
    of_measure = register.kept(dated).select(
        "measure_id", "person_id", "ward", "zone", "age", "sex"
    )
    rows = rows.inner_join(of_measure, rows.of_measure == of_measure.measure_id)
    rows = register.begin(register.dated(rows, "seen", "seen"), "seen_period")
    late = rows.written - rows.seen_to.coalesce(rows.seen) > LATE_AFTER
    answered = rows.is_request & (rows.answered >= rows.seen).fill_null(False)
    moment = rows.seen_to.isnull()
    return rows.mutate(
        is_dated=rows.written.notnull(), is_late=late.fill_null(False), is_moment=moment,
        is_even=moment & (rows.seen % EVEN == 0), is_answered=answered,
        is_not_answered=rows.is_request & ~answered,
        answer_s=ibis.ifelse(answered, rows.answered - rows.seen, 0),
    )  # fmt: skip


def _orders(register: Register) -> Table:
    table = register.table("orders")
    return table.select(
        "order_id", of_measure="measure_id", made_s=seconds(table.made_at),
        valid_s=seconds(table.valid_until),
    )  # fmt: skip


def _at_end(rows: Table, orders: Table) -> Table:
    """The last order made before each measure ended: last_made_s, last_valid_s."""
    ended = rows.filter((rows.state == "ended") & rows.exact & rows.ended.notnull())
    ended = ended.select("measure_id", "ended")
    both = orders.inner_join(ended, orders.of_measure == ended.measure_id)
    both = both.filter(both.made_s <= both.ended)
    order = ibis.window(
        group_by="of_measure", order_by=[ibis.desc("made_s"), ibis.desc("order_id")]
    )
    both = both.mutate(number=ibis.row_number().over(order))
    last = both.filter(_.number == 0)
    return last.select("of_measure", last_made_s="made_s", last_valid_s="valid_s")
