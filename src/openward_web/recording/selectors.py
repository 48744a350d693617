"""Everything that is read about what happened."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from openward_web.people.models import Identity, Person
from openward_web.recording.models import Incident, Measure
from openward_web.wards.models import Stay


def stay_at(person_id: UUID, at: datetime) -> Stay | None:
    """The stay of a person at a moment; None where there was none."""
    here = Q(ended_at=None) | Q(ended_at__gt=at)
    found = Stay.objects.filter(here, person_id=person_id, started_at__lte=at)
    return found.order_by("-started_at").first()


def age_on(person: Person, at: datetime) -> int | None:
    """Completed years on the local day of a moment; None where no day of birth is known, or one
    that cannot be right: it must not keep a measure from being written.
    """
    identity = Identity.objects.filter(pk=person.pk).select_related("facility").first()
    if identity is None or identity.born_on is None:
        return None
    day = at.astimezone(ZoneInfo(identity.facility.timezone)).date()
    return completed_years(identity.born_on, day) if identity.born_on <= day else None


def completed_years(born_on: date, day: date) -> int:
    """Years completed on a day; somebody born on 29 February completes them on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def running(ward_id: UUID, person_ids: "Collection[UUID]") -> list[Measure]:
    """Measures that go on now on a ward, or that came there with one of these people, the longest
    first: whoever is beside the person has to see it, and to end it.
    """
    going = Measure.objects.filter(end_state="running", withdrawn_at=None)
    found = going.select_related("person__identity", "ward")
    # Two looks at an index each: "or" in one query reads the whole table.
    rows = [*found.filter(ward_id=ward_id), *found.filter(person_id__in=person_ids)]
    once = {row.pk: row for row in rows}.values()
    return sorted(once, key=lambda row: (row.started_at, row.pk))


def unfinished(ward_ids: "list[UUID]") -> "QuerySet[Incident]":
    """Incidents that go on: in distress, and no measure that stands and no end written yet."""
    standing = Measure.objects.filter(incident=OuterRef("pk"), withdrawn_at=None)
    found = Incident.objects.filter(
        ~Exists(standing), ward_id__in=ward_ids, ended_at=None, withdrawn_at=None
    )
    return found.select_related("person__identity").order_by("started_at", "pk")


def last_measure_on(ward_id: UUID) -> datetime | None:
    """When the last measure on a ward began; None where none was ever written."""
    found = Measure.objects.filter(ward_id=ward_id, withdrawn_at=None)
    return found.order_by("-started_at").values_list("started_at", flat=True).first()


def now() -> datetime:
    """The moment from which a page looks, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
