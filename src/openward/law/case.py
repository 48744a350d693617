"""What is known about one measure and around it, up to the moment from which one looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeVar

from openward.register.codes import roles_of
from openward.register.duties import (
    CourtDecision,
    Notice,
    Observation,
    Order,
    Review,
    ReviewPerson,
)
from openward.register.happened import Break, Death, Dose, Measure
from openward.register.learned import Debrief, DebriefOffer

Row = TypeVar("Row")
#: Kinds of order that open a stretch of their own; a change does not.
OPENING = ("order", "renewal")
POINT, NOT_RECORDED = "point", "not_recorded"


@dataclass(frozen=True, slots=True)
class RegimeSpan:
    """Which law held at the ward, and in which setting, as moments: [from_at, to_at)."""

    jurisdiction: str
    setting: str | None
    from_at: datetime
    to_at: datetime


@dataclass(frozen=True, slots=True)
class Force:
    """While a rule holds at the ward: [from_at, to_at), of the rule and of the regime."""

    from_at: datetime
    to_at: datetime

    def holds_at(self, moment: datetime) -> bool:
        """Whether the rule holds at that moment."""
        return self.from_at <= moment < self.to_at


class Span(NamedTuple):
    """Over which time something is owed; closed is None while it goes on."""

    opened: datetime
    closed: datetime | None


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """The person's legal status over [started_at, ended_at)."""

    status: str
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds one measure. The lists need no order.

    measures: all measures of the person, this one among them or not. notices and court_decisions
    are those of the measure, and those of its stay that name no measure. admission_of leads from
    the stay to the admission. Everything else is of this measure, debriefs of its incident.
    """

    regimes: Sequence[RegimeSpan] = ()
    measures: Sequence[Measure] = ()
    orders: Sequence[Order] = ()
    reviews: Sequence[Review] = ()
    review_people: Mapping[str, Sequence[ReviewPerson]] = field(default_factory=dict)
    observations: Sequence[Observation] = ()
    notices: Sequence[Notice] = ()
    court_decisions: Sequence[CourtDecision] = ()
    breaks: Sequence[Break] = ()
    doses: Sequence[Dose] = ()
    deaths: Sequence[Death] = ()
    debriefs: Sequence[Debrief] = ()
    debrief_offers: Sequence[DebriefOffer] = ()
    legal_statuses: Sequence[StatusSpan] = ()
    admission_of: Mapping[str, str] = field(default_factory=dict)


class Case:
    """One measure as seen at `as_of`: nothing later is looked at.

    lenient: what was not recorded about a role or a mode is taken to fit; `doubted` says that this
    was asked for. Results that differ between strict and lenient are not known.
    """

    def __init__(self, measure: Measure, context: Context, as_of: datetime) -> None:
        self.measure = measure
        self.context = context
        self.as_of = as_of
        self.start = measure.started_at
        self.is_point = measure.end_state == POINT
        self.end = _end(measure, as_of)
        self.lenient = False
        self.doubted = False
        #: Orders made, reviews done and observations begun by now, in order of time.
        self.orders = _by_time(context.orders, _made_at, as_of)
        self.reviews = _by_time(context.reviews, _done_at, as_of)
        self.observations = _by_time(context.observations, _seen_at, as_of)
        #: The end was not recorded, so that nobody knows how long it lasted.
        self.lost = measure.end_state == NOT_RECORDED and self.end is None
        #: The last moment at which the measure is known to go on, or its end.
        self.until = self._until()

    def _until(self) -> datetime:
        if self.is_point:
            return self.start
        if self.end is not None:
            return self.end
        return self._last_recorded() if self.lost else self.as_of

    def _last_recorded(self) -> datetime:
        moments = [self.start, *(order.made_at for order in self.orders)]
        moments += [review.done_at for review in self.reviews if review.done_at]
        moments += [min(o.ended_at or o.started_at, self.as_of) for o in self.observations]
        return max(moments)

    @property
    def later_orders(self) -> list[Order]:
        """Orders and renewals that came after the first, while the measure went on."""
        first = next((order for order in self.orders if order.kind != "renewal"), None)
        return [
            order
            for order in self.orders
            if order.kind in OPENING
            and order is not first
            and order.made_at > self.start
            and self.goes_on_at(order.made_at)
        ]

    def goes_on_at(self, moment: datetime) -> bool:
        """Whether the measure is known to have gone on then."""
        return self.start <= moment and (moment < self.end if self.end else moment <= self.until)

    @property
    def free_breaks(self) -> list[tuple[datetime, datetime]]:
        """Breaks in which the person was free to leave, as intervals in order of time."""
        spans = [
            (pause.started_at, min(pause.ended_at or self.as_of, self.as_of))
            for pause in self.context.breaks
            if pause.free_to_leave and pause.started_at <= self.as_of
        ]
        return sorted(spans)

    def others(self, kinds: frozenset[str]) -> list[Measure]:
        """Other measures of these kinds that began before this one, in order of time."""
        me = self.measure
        found = [
            other
            for other in self.context.measures
            if other.kind in kinds
            and other.measure_id != me.measure_id
            and (other.started_at, other.measure_id) < (me.started_at, me.measure_id)
        ]
        return sorted(found, key=lambda other: (other.started_at, other.measure_id))

    def legal_status(self) -> str | None:
        """The legal status at the start; None where none is recorded."""
        for span in self.context.legal_statuses:
            if span.started_at <= self.start and (not span.ended_at or self.start < span.ended_at):
                return None if span.status == "unknown" else span.status
        return None

    def fits(self, role: str | None, roles: Sequence[str]) -> bool:
        """Whether somebody in this role is one of those that the rule asks for."""
        if not roles:
            return True
        if role is None or role == NOT_RECORDED:
            self.doubted = True
            return self.lenient
        return not roles_of(role).isdisjoint(roles)


def _made_at(order: Order) -> datetime:
    return order.made_at


def _done_at(review: Review) -> datetime | None:
    return review.done_at


def _seen_at(seen: Observation) -> datetime:
    return seen.started_at


def _by_time(
    rows: Sequence[Row], moment_of: Callable[[Row], datetime | None], as_of: datetime
) -> list[Row]:
    """The rows whose moment is known and past, in order of time."""
    dated = [(moment, n, row) for n, row in enumerate(rows) if (moment := moment_of(row))]
    return [row for moment, _, row in sorted(dated, key=_first_two) if moment <= as_of]


def _first_two(dated: tuple[datetime, int, object]) -> tuple[datetime, int]:
    return dated[0], dated[1]


def _end(measure: Measure, as_of: datetime) -> datetime | None:
    if measure.end_state == POINT or measure.ended_at is None or measure.ended_at > as_of:
        return None
    return measure.ended_at


def end_of(other: Measure, as_of: datetime) -> datetime | None:
    """Until when another measure lasted, as known by now; None where nobody knows."""
    if other.end_state == POINT:
        return other.started_at
    if other.ended_at is not None:
        return min(other.ended_at, as_of)
    return None if other.end_state == NOT_RECORDED else as_of
