"""The list of people present, pasted or as a file: first shown, then written."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from openward.census.present_list import text_of_list
from openward.problems import BadInput
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.rules import Capability
from openward_web.recording.selectors import now
from openward_web.wards import intake
from openward_web.wards.models import Facility


def present_list(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """A dry run first; nothing is written before somebody has seen what would be."""
    facility = _facility(request, facility_id)
    shown: dict[str, Any] = {"facility": facility, "text": "", "nobody": False}
    if request.method != "POST":
        return render(request, "wards/present_list.jinja", shown)
    nobody = bool(request.POST.get("nobody"))
    try:
        text = _text(request)
        proposed = intake.from_list(facility, text, now(), nobody=nobody)
    except BadInput as bad:
        shown |= {"problems": bad.sentences(), "text": request.POST.get("text", "")}
        return render(request, "wards/present_list.jinja", shown, status=422)
    if request.POST.get("write"):
        agreed = set(request.POST.getlist("question"))
        answered = [
            one for n, q in enumerate(proposed.questions) if str(n) in agreed for one in q.if_yes
        ]
        by = actor_at(request, facility.timezone)
        intake.write_movements(facility, [*proposed.movements, *answered], by)
        return redirect("wards:board")
    shown |= {"text": text, "nobody": nobody, "proposed": proposed, "words": KINDS}
    return render(request, "wards/present_list.jinja", shown)


def _facility(request: HttpRequest, facility_id: UUID) -> Facility:
    wards = reach_of(request).wards(Capability.KEEP_CENSUS)
    found = Facility.objects.filter(pk=facility_id).first()
    # The list is of the whole facility: whoever keeps one ward alone cannot discharge the others.
    if found is None or wards.filter(facility=found).count() != found.wards.count():
        raise Http404
    return found


def _text(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    return text_of_list(file.read()) if file else request.POST.get("text", "")


KINDS = {
    "admit": _("arrives"),
    "transfer": _("moves"),
    "leave": _("goes on leave"),
    "return": _("is back"),
    "discharge": _("leaves"),
}
