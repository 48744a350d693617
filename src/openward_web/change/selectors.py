"""Changes as they are read: the practice itself first, and what other wards let us see."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Sum
from django.http import Http404

from openward.change.cards import Card
from openward_web.accounts.access import Reach
from openward_web.accounts.rules import Capability
from openward_web.change.models import Change, Question, ShiftTally
from openward_web.wards.models import Ward

LATELY = timedelta(days=28)
#: When a ward is asked whether it holds, in months after the start.
HOLD_AFTER = (6, 12, 24)


def changes_of(ward: Ward) -> list[Change]:
    """Those that run first, the latest first."""
    return sorted(Change.objects.filter(ward=ward).order_by("-started_on", "pk"),
                  key=lambda one: one.ended_on is not None)  # fmt: skip


def change_or_404(reach: Reach, change_id: UUID, capability: Capability) -> Change:
    """One of a ward in reach."""
    found = Change.objects.filter(reach.at(capability, "ward__"), pk=change_id)
    row = found.select_related("ward__facility").first()
    if row is None:
        raise Http404
    return row


def tried_elsewhere(ward: Ward, practice: str) -> list[Change]:
    """The same practice on other wards of the country that let others see it, by name of ward."""
    found = Change.objects.filter(
        practice=practice, shared=True, ward__facility__country=ward.facility.country
    ).exclude(ward=ward)
    return list(found.select_related("ward__facility").order_by("ward__name", "pk")[:100])


def done_lately(change: Change, today: date) -> tuple[int | None, int]:
    """How often in four weeks, None where nobody said, and in how many shifts that is known."""
    rows = change.done.filter(day__gt=today - LATELY, day__lte=today)
    total: int | None = rows.aggregate(n=Sum("count"))["n"]
    return total, rows.count()


def tallies(ward: Ward, today: date) -> dict[str, int]:
    """What shifts counted in four weeks, by kind; kinds that nobody counted are not in it."""
    rows = ShiftTally.objects.filter(ward=ward, day__gt=today - LATELY, day__lte=today)
    return dict(rows.values_list("kind").annotate(n=Sum("count")).order_by("kind"))


def card_of(change: Change) -> Card:
    """The practice as a card: no place, no numbers."""
    return Card(change.title, change.what, tuple(json.loads(change.pitfalls)),
                tuple(json.loads(change.checks)))  # fmt: skip


def holds_due(change: Change, today: date) -> list[date]:
    """The days that have come on which the ward was to ask itself, and has not done since."""
    if change.ended_on is not None:
        return []
    days = [_months_after(change.started_on, months) for months in HOLD_AFTER]
    days += [change.money_ends_on] if change.money_ends_on else []
    last = change.holds.order_by("-day").values_list("day", flat=True).first() or date.min
    return sorted(day for day in days if last < day <= today)


def questions_of(change: Change) -> list[tuple[Question, date, int]]:
    """What was written down, the latest first, with the day, and how many months after the start
    were over by then: their figures could have been seen.
    """
    zone = ZoneInfo(change.ward.facility.timezone)
    start = change.started_on
    found: list[tuple[Question, date, int]] = []
    for row in change.questions.order_by("-asked_at", "pk"):
        day = row.asked_at.astimezone(zone).date()
        months = 12 * (day.year - start.year) + day.month - start.month
        found.append((row, day, max(0, months)))
    return found


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))


@dataclass(frozen=True, slots=True)
class Checked:
    """One time that the ward asked itself."""

    day: date
    answers: Mapping[str, str]
    note: str
    yes: int


def checks_of(change: Change) -> list[Checked]:
    """Each time, the latest first."""
    found: list[Checked] = []
    for row in change.checked.order_by("-day", "pk")[:50]:
        answers: dict[str, Any] = json.loads(row.answers)
        yes = sum(answer == "yes" for answer in answers.values())
        found.append(Checked(row.day, answers, row.note, yes))
    return found
