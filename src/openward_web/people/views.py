"""The person's own page. More of it comes with the own plan."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openward_web.accounts.access import reach_of
from openward_web.accounts.selectors import opened_from_elsewhere
from openward_web.people import selectors
from openward_web.recording.wording import END_STATES, KINDS


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """What was written about me, and who opened it."""
    person_id = selectors.own_person(reach_of(request))
    if person_id is None:
        raise Http404
    incidents = selectors.own_incidents(person_id)
    zone = next((i.ward.facility.timezone for i in incidents if i.ward), "UTC")
    shown = {
        "incidents": incidents,
        "looks": selectors.looks(person_id),
        "opened": opened_from_elsewhere(person_id),
        "kinds": KINDS,
        "states": END_STATES,
        "zone": zone,
    }
    return render(request, "people/me.jinja", shown)
