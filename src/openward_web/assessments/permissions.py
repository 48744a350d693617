"""Who may look into a visit, and who may write: the committee until release, then the place too."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from openward_web.accounts.access import Reach
from openward_web.accounts.rules import Capability
from openward_web.assessments.models import Member, Visit


def check_is_member(account_id: UUID | None, visit_id: UUID, at: datetime) -> None:
    """Refuse whoever was not on the committee at a moment."""
    if not Member.objects.filter(visit=visit_id, account=account_id, joined_at__lte=at).exists():
        raise PermissionDenied("not on the committee of this visit")


def visit_of_member_or_404(reach: Reach, visit_id: UUID) -> Visit:
    """A visit for its committee; for everybody else there is none."""
    found = visits_of_member(reach).filter(pk=visit_id).first()
    if found is None:
        raise Http404
    return found


def visits_of_member(reach: Reach) -> "QuerySet[Visit]":
    """The visits on whose committee somebody is, the latest first."""
    mine = Visit.objects.filter(members__account=reach.account_id).select_related("facility")
    return mine.order_by("-started_on", "pk")


def released_visits(reach: Reach) -> "QuerySet[Visit]":
    """Visits whose report may be read: released, and of a place within reach."""
    places = Q(facility__in=reach.facilities(Capability.SEE_ASSESSMENTS).values("pk"))
    places |= Q(facility__wards__in=reach.wards(Capability.SEE_ASSESSMENTS).values("pk"))
    found = Visit.objects.filter(places, released_at__isnull=False).distinct()
    return found.select_related("facility").order_by("-started_on", "pk")


def report_or_404(reach: Reach, visit_id: UUID) -> Visit:
    """A visit whose report somebody may read: its committee always, others after release."""
    found = visits_of_member(reach).filter(pk=visit_id).first()
    found = found or released_visits(reach).filter(pk=visit_id).first()
    if found is None:
        raise Http404
    return found


def may_improve(reach: Reach, visit: Visit) -> bool:
    """Whether somebody plans what the place will do."""
    places = reach.facilities(Capability.IMPROVE)
    return visit.released_at is not None and places.filter(pk=visit.facility_id).exists()
