"""Whose record may be opened, and by whom. What is out of reach is not there: 404."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from openward_web.accounts.access import Reach
from openward_web.accounts.rules import Capability
from openward_web.recording.models import Incident, Measure


def incident_or_404(reach: Reach, incident_id: UUID, capability: Capability) -> Incident:
    """An incident on a ward where this may be done, or of a person behind broken glass."""
    found = incidents_in_reach(reach, capability, incident_id).first()
    if found is None:
        raise Http404
    return found


def incidents_in_reach(
    reach: Reach, capability: Capability, incident_id: UUID | None
) -> "QuerySet[Incident]":
    """The same, as a query: empty where it is out of reach."""
    where = _on_wards(reach, capability)
    if capability == Capability.SEE_RECORD:
        where |= Q(person_id__in=reach.behind_glass)
    return _incidents().filter(where, pk=incident_id)


def incidents_of(reach: Reach, person_id: UUID) -> list[Incident]:
    """The incidents of one person that may be seen, the latest first."""
    where = _on_wards(reach, Capability.SEE_RECORD) | Q(person_id__in=reach.behind_glass)
    return list(_incidents().filter(where, person_id=person_id).order_by("-started_at")[:500])


def measure_or_404(reach: Reach, measure_id: UUID, capability: Capability) -> Measure:
    """A measure on a ward where this may be done; one that goes on moves with the person."""
    of_id = _measures().filter(pk=measure_id)
    found = _only(of_id.filter(_on_wards(reach, capability)))
    if found is None and capability == Capability.RECORD:
        # Asked only when it has to be: most people are where they were.
        with_them = Q(person__stays__in=_stays_now(reach.wards(capability)))
        found = _only(of_id.filter(with_them, end_state="running").distinct())
    if found is None:
        raise Http404
    return found


def measure_to_end_or_404(reach: Reach, measure_id: UUID) -> Measure:
    """A measure that somebody may end: whoever records anywhere in the facility, so that nobody
    waits for the right colleague; and where the person is now, if they were moved.
    """
    wards = reach.wards(Capability.RECORD)
    # A token that was made for some wards stays on them.
    near = Q(ward__in=wards) if reach.only_wards else Q(ward__facility__in=wards.values("facility"))
    with_them = Q(person__stays__in=_stays_now(wards))
    found = _measures().filter(near | with_them, pk=measure_id).distinct().first()
    if found is None:
        raise Http404
    return found


def _only(found: "QuerySet[Measure]") -> Measure | None:
    """The one row, without the order that `first` asks for."""
    return next(iter(found), None)


def _on_wards(reach: Reach, capability: Capability) -> Q:
    return reach.at(capability, "ward__")


def _stays_now(wards: "QuerySet[object]") -> "QuerySet[object]":
    from openward_web.wards.models import Stay

    return Stay.objects.filter(ended_at=None, ward__in=wards)


def _incidents() -> "QuerySet[Incident]":
    return Incident.objects.select_related("person__identity", "ward__facility")


def _measures() -> "QuerySet[Measure]":
    # Most requests write about it and go on: its page alone asks who the person is.
    return Measure.objects.select_related("ward__facility")
