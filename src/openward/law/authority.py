"""Rules on who orders a measure, and who confirms what was ordered in an emergency."""

from __future__ import annotations

from collections.abc import Iterator

from openward.law.case import Case, Force
from openward.law.obligation import Owed
from openward.law.rule import Rule


def authorise(rule: Rule, case: Case, force: Force) -> Iterator[Owed]:
    """One row for the order, and one for the confirmation of each emergency order."""
    if force.holds_at(case.start):
        yield _order(rule, case)
    if rule.emergency_by and rule.confirm_by:
        yield from _confirmations(rule, case, force)


def _order(rule: Rule, case: Case) -> Owed:
    made = [
        order
        for order in case.orders
        if case.fits(order.role, rule.by)
        or (rule.emergency_by and case.fits(order.role, rule.emergency_by))
    ]
    due = None if rule.qualitative else case.start + (rule.within or case.start - case.start)
    first = made[0] if made else None
    if first is None:
        return Owed(case.start, due, None, None, "no order by such a role is recorded")
    return Owed(case.start, due, first.made_at, order_id=first.order_id)


def _confirmations(rule: Rule, case: Case, force: Force) -> Iterator[Owed]:
    for order in case.orders:
        after_the_end = case.end is not None and order.made_at > case.end
        if after_the_end or not force.holds_at(order.made_at):
            continue
        if case.fits(order.role, rule.by):
            continue
        if not case.fits(order.role, rule.emergency_by):
            continue
        due = order.made_at + rule.confirm_within if rule.confirm_within else None
        confirmed = order.confirmed_at
        if confirmed is not None and (
            confirmed > case.as_of or not case.fits(order.confirmed_by_role, rule.confirm_by)
        ):
            confirmed = None
        yield Owed(order.made_at, due, confirmed, order_id=order.order_id)
