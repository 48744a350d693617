"""Who comes and goes. Parse, ask, act, go on: nothing is written here."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.rules import Capability
from openward_web.ledger.reading import note_read
from openward_web.recording.sent import sent
from openward_web.recording.wording import label
from openward_web.wards import actions, selectors
from openward_web.wards.forms import AdmitForm, LeaveForm, MoveForm, StatusForm
from openward_web.wards.models import Stay, Ward


@require_safe
def census(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """Who is on the ward, and a form for somebody who arrives."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.KEEP_CENSUS)
    return _census_page(request, ward, AdmitForm())


@require_POST
def admit(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """Somebody arrives; who was here before keeps their record."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.KEEP_CENSUS)
    form = AdmitForm(request.POST)
    if not form.is_valid():
        return _census_page(request, ward, form, status=422)
    said = form.cleaned_data
    known = selectors.known_by_number(ward, said["local_number"])
    said["display_name"] = said["display_name"] or said["local_number"]
    try:
        actions.admit(**sent(request, ward).words, ward=ward, **said,
                      person_id=known.person_id if known else None)  # fmt: skip
    except actions.NotHere as error:
        form.add_error("local_number", str(error))
        return _census_page(request, ward, form, status=422)
    return redirect("wards:census", ward_id=ward.pk)


def _census_page(
    request: HttpRequest, ward: Ward, form: AdmitForm, status: int = 200
) -> HttpResponse:
    shown = {"ward": ward, "here": selectors.here(ward), "form": form}
    return render(request, "wards/census.jinja", shown, status=status)


@require_safe
def stay(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """One stay: move, go on leave and come back, discharge, legal status."""
    found = _stay(request, stay_id)
    by = actor_at(request, found.ward.facility.timezone)
    note_read(person_id=found.person_id, page="stay", by=by)
    return _stay_page(request, found, {})


def _stay(request: HttpRequest, stay_id: UUID) -> Stay:
    found = selectors.stay_in_reach(reach_of(request), stay_id, Capability.KEEP_CENSUS)
    if found is None:
        raise Http404
    return found


def _stay_page(
    request: HttpRequest, found: Stay, given: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    status_now = found.legal_statuses.filter(ended_at=None).first()
    shown: dict[str, Any] = {
        "stay": found,
        "is_away": found.leaves.filter(ended_at=None).exists(),
        "status_now": status_now,
        "status_words": label("legal_status", status_now.status) if status_now else "",
        "move": MoveForm(ward=found.ward),
        "leave": LeaveForm(),
        "status": StatusForm(),
    } | given
    return render(request, "wards/stay.jinja", shown, status=status)


def _written(
    write: Callable[..., None], make: Callable[..., forms.Form] | None, name: str
) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """A view that writes one movement, and says in words why it cannot be."""

    @require_POST
    def view(request: HttpRequest, stay_id: UUID) -> HttpResponse:
        found = _stay(request, stay_id)
        options = {"ward": found.ward} if make is MoveForm else {}
        form = make(request.POST, **options) if make else forms.Form(request.POST)
        if not form.is_valid():
            return _stay_page(request, found, {name: form}, status=422)
        try:
            write(**sent(request, found.ward).words, stay=found, **form.cleaned_data)
        except actions.NotHere as error:
            messages.error(request, str(error))
        return redirect("wards:census", ward_id=found.ward_id)

    return view


move = _written(actions.move, MoveForm, "move")
leave = _written(actions.go_on_leave, LeaveForm, "leave")
back = _written(actions.return_from_leave, None, "back")
discharge = _written(actions.discharge, None, "discharge")
status = _written(actions.set_legal_status, StatusForm, "status")
