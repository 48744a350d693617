"""Everything that is read about a ward and who is on it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from openward_web.accounts.access import Reach
from openward_web.accounts.rules import Capability
from openward_web.people.models import Identity
from openward_web.wards.models import (
    HelpCall,
    Leave,
    OnShift,
    Regime,
    ShiftStatement,
    Staffing,
    Stay,
    WallNote,
    Ward,
)


def wards_of(reach: Reach, capability: Capability = Capability.SEE_BOARD) -> list[Ward]:
    """The wards where this may be done, by facility and name."""
    return list(reach.wards(capability).order_by("facility__name", "name"))


def here(ward: Ward) -> list[Stay]:
    """The stays that go on, by the name of the person; `is_away` says who is on leave."""
    away = Leave.objects.filter(stay=OuterRef("pk"), ended_at=None)
    found = Stay.objects.filter(ward=ward, ended_at=None).annotate(is_away=Exists(away))
    found = found.select_related("person__identity", "person__chosenline")
    return list(found.order_by("person__identity__display_name", "pk"))


def left_lately(ward: Ward, now: datetime) -> list[Stay]:
    """The last stay of everybody who left within a month: what happened may be written late."""
    of_ward = Stay.objects.filter(ward=ward)
    found = of_ward.filter(ended_at__gt=now - timedelta(days=31)).select_related("person__identity")
    here_now = of_ward.filter(ended_at=None).values("person")
    last = {
        stay.person_id: stay for stay in found.exclude(person__in=here_now).order_by("ended_at")
    }
    return sorted(last.values(), key=lambda stay: stay.person.identity.display_name)


def stay_in_reach(reach: Reach, stay_id: object, capability: Capability) -> Stay | None:
    """A stay on a ward where this may be done."""
    found = Stay.objects.filter(reach.at(capability, "ward__"), pk=stay_id)
    return found.select_related("person__identity", "ward__facility").first()


def known_by_number(ward: Ward, local_number: str) -> Identity | None:
    """Somebody who was here before."""
    found = Identity.objects.filter(facility=ward.facility_id, local_number=local_number)
    return found.first()


def local_day(ward: Ward, now: datetime) -> date:
    """The day on the ward's clock."""
    return day_in(ward.facility.timezone, now)


def day_in(zone: str, now: datetime) -> date:
    """The day on the clocks of a zone."""
    return now.astimezone(ZoneInfo(zone)).date()


def shift_that_ends(ward: Ward, now: datetime) -> str:
    """The shift whose hand-over is nearest to a moment, with hand-overs at 6, 14 and 22 hours."""
    hour = now.astimezone(ZoneInfo(ward.facility.timezone)).hour
    return "night" if 2 <= hour < 10 else "early" if 10 <= hour < 18 else "late"


#: When a shift hands over, in hours on the clock after the midnight of the day on which it began.
HANDS_OVER_AFTER = {"early": 14, "late": 22, "night": 30, "day": 18}


def day_of_shift(ward: Ward, shift: str, at: datetime) -> date:
    """The day on which the shift began whose hand-over is nearest to a moment: a night that ends
    in the morning is of the day before. Counted on the ward's clock, whatever it did that night.
    """
    clock = at.astimezone(ZoneInfo(ward.facility.timezone)).replace(tzinfo=None)
    after = timedelta(hours=HANDS_OVER_AFTER[shift])
    days = (clock.date() + timedelta(days=ago) for ago in (-2, -1, 0, 1))
    return min(days, key=lambda day: abs(datetime.combine(day, time.min) + after - clock))


def regimes_of(ward: Ward) -> list[Regime]:
    """The laws that held and hold on the ward: its own, else those of its facility."""
    found = Regime.objects.filter(facility=ward.facility_id).order_by("-valid_from")
    own = [regime for regime in found if regime.ward_id == ward.pk]
    return own or [regime for regime in found if regime.ward_id is None]


def staffing_on(ward: Ward, day: date) -> list[Staffing]:
    """Planned and worked hours of a day, by shift and role."""
    return list(Staffing.objects.filter(ward=ward, day=day).order_by("starts_at", "role"))


def on_shift(ward: Ward, now: datetime) -> list[OnShift]:
    """Who is on shift, by name."""
    return list(
        OnShift.objects.filter(ward=ward, starts_at__lte=now, ends_at__gt=now).order_by("name")
    )


def last_statement(ward: Ward) -> ShiftStatement | None:
    """What was said at the last hand-over."""
    return ShiftStatement.objects.filter(ward=ward).order_by("-stated_at").first()


def open_calls(wards: Sequence[Ward]) -> list[HelpCall]:
    """Calls for help that nobody has answered, the oldest first."""
    found = HelpCall.objects.filter(ward__in=wards, answered_at=None)
    return list(found.select_related("ward").order_by("called_at"))


def wall_notes(ward: Ward, day: date) -> list[WallNote]:
    """What stands on the wall on a day."""
    shown = Q(shown_to=None) | Q(shown_to__gt=day)
    return list(WallNote.objects.filter(shown, ward=ward, shown_from__lte=day).order_by("kind"))
