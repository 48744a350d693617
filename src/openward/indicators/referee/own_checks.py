"""OpenWard's own set: limits of orders, and checks during a measure. Questions to a service."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from openward.indicators.referee.clock import Period, seconds
from openward.indicators.referee.england import ALL_KINDS
from openward.indicators.referee.own_measures import begun
from openward.indicators.referee.parts import Count, Part, Rule, one
from openward.indicators.referee.register import Measure, Register, Row, optional

LATE_AFTER = 900
EVEN = 900
LAST_PART = 10

Test = Callable[[Row], bool]


def limits_of(register: Register, measure: Measure) -> list[int]:
    """Until when its orders hold."""
    rows = register.grouped("orders", "measure_id").get(measure.id, [])
    return [seconds(row["valid_until"]) for row in rows if row["valid_until"] is not None]


def has_limit(register: Register, measure: Measure) -> bool:
    """It has an order with an end, and a known length."""
    return measure.until is not None and bool(limits_of(register, measure))


def exceeded(register: Register, measure: Measure) -> bool:
    """It went on after the last of its orders had ended."""
    limits = limits_of(register, measure)
    return measure.until is not None and bool(limits) and measure.until > max(limits)


def _order_at_end(register: Register, measure: Measure) -> tuple[int, int, int] | None:
    """When the last order was made, when the measure ended, and how long the order held."""
    ended = measure.ended
    if measure.state != "ended" or not measure.exact or ended is None:
        return None
    rows = [
        row for row in register.grouped("orders", "measure_id").get(measure.id, [])
        if seconds(row["made_at"]) <= ended
    ]  # fmt: skip
    last = max(rows, key=lambda row: (row["made_at"], row["order_id"]), default=None)
    until = None if last is None else optional(last["valid_until"])
    if last is None or until is None or ended > until:
        return None
    return seconds(last["made_at"]), ended, until


def ended_within(register: Register, measure: Measure) -> bool:
    """It ended while an order held."""
    return _order_at_end(register, measure) is not None


def ended_at_the_limit(register: Register, measure: Measure) -> bool:
    """It ended in the last tenth of that order."""
    found = _order_at_end(register, measure)
    if found is None:
        return False
    made, ended, until = found
    return LAST_PART * (until - ended) <= until - made


def _observations(register: Register, period: Period) -> list[tuple[Measure, Row]]:
    found = []
    for measure in register.measures:
        bounds = register.bounds(period, measure.ward)
        for row in register.grouped("observations", "measure_id").get(measure.id, []):
            if bounds.holds(seconds(row["started_at"])):
                found.append((measure, row))
    return found


def checks(test: Test) -> Count:
    """Observations that begin in the period and of which something is true."""

    def count(register: Register, period: Period) -> list[Part]:
        return [
            one(measure, row["observation_id"])
            for measure, row in _observations(register, period)
            if test(row)
        ]

    return count


def is_dated(row: Row) -> bool:
    """It is known when it was written."""
    return row.get("recorded_at") is not None


def is_late(row: Row) -> bool:
    """Written more than a quarter of an hour after it."""
    over = row["started_at"] if row["ended_at"] is None else row["ended_at"]
    return is_dated(row) and seconds(row["recorded_at"]) - seconds(over) > LATE_AFTER


def is_moment(row: Row) -> bool:
    """Not continuous."""
    return row["ended_at"] is None


def is_even(row: Row) -> bool:
    """At a full quarter of an hour, to the second."""
    return is_moment(row) and seconds(row["started_at"]) % EVEN == 0


def is_request(row: Row) -> bool:
    """The person asked for something."""
    return row.get("person_asked_for") is not None


def is_answered(row: Row) -> bool:
    """And it is known when it was answered."""
    answered = optional(row.get("answered_at"))
    return is_request(row) and answered is not None and answered >= seconds(row["started_at"])


def is_not_answered(row: Row) -> bool:
    """Or not."""
    return is_request(row) and not is_answered(row)


def hours_to_answer(register: Register, period: Period) -> list[Part]:
    """From the request to the answer."""
    return [
        one(m, row["observation_id"],
            Fraction(seconds(row["answered_at"]) - seconds(row["started_at"]), 3600))
        for m, row in _observations(register, period) if is_answered(row)
    ]  # fmt: skip


def every_check(row: Row) -> bool:
    """All of them."""
    return True


def _share(above: Test, below: Test) -> Rule:
    return Rule(ALL_KINDS, "count", checks(above), checks(below), 100)


RULES = {
    "ow-exceeded-limit": Rule(ALL_KINDS, "count", begun(exceeded), begun(has_limit), 100),
    "ow-bunching": Rule(ALL_KINDS, "count", begun(ended_at_the_limit), begun(ended_within), 100),
    "ow-late-checks": _share(is_late, is_dated),
    "ow-even-checks": _share(is_even, is_moment),
    "ow-requests": _share(is_request, every_check),
    "ow-answer-minutes": Rule(
        ALL_KINDS, "hours", hours_to_answer, checks(is_answered), 60, checks(is_not_answered)
    ),
}
