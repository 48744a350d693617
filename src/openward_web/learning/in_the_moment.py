"""The plan beside what goes on: one tap each. Nothing is written here."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from openward.plans.parts import parts
from openward_web.accounts.access import reach_of
from openward_web.accounts.rules import Capability
from openward_web.learning import actions
from openward_web.people.models import PlanLine
from openward_web.people.plan import plan_now
from openward_web.recording.models import Incident
from openward_web.recording.permissions import incident_or_404
from openward_web.recording.sent import sent

#: What each button says of a line.
TAPS: dict[str, dict[str, bool | str]] = {
    "looked": {"looked_at": True},
    "tried": {"tried": True},
    "helped": {"tried": True, "helped": "yes"},
    "did_not_help": {"tried": True, "helped": "no"},
}


@require_POST
def use(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """The plan was looked at; a line was tried; it helped or not: one tap each."""
    found = incident_or_404(reach_of(request), incident_id, Capability.RECORD)
    current = plan_now(found.person_id)
    if current is None:
        raise Http404
    line, did = _line(found, request.POST.get("line", "")), request.POST.get("did", "")
    if did not in TAPS:
        raise Http404
    actions.use_plan(
        **sent(request, found.ward).words, incident=found, plan=current, line=line,
        entry=parts()[line.part].entry if line else None, **TAPS[did],
    )  # fmt: skip
    measure = found.measures.filter(end_state="running").first()
    if measure:
        return redirect("recording:measure", measure_id=measure.pk)
    return redirect("recording:incident", incident_id=found.pk)


def _line(found: Incident, key: str) -> PlanLine | None:
    if not key:
        return None
    try:
        line = PlanLine.objects.filter(pk=UUID(key), person=found.person_id).first()
    except ValueError:
        line = None
    if line is None:
        raise Http404
    return line
