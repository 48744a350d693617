"""The incident's page, the fuller record, writing afterwards, and correcting."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openward.charts import render as charts
from openward.charts.clocks import clocks_spec
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.rules import Capability
from openward_web.accounts.selectors import opened_from_elsewhere
from openward_web.design.paper import pdf_response
from openward_web.design.pictures import drawn, picture_at, svg_response
from openward_web.law.wording import STATUSES
from openward_web.ledger.reading import note_read
from openward_web.ledger.writing import NewerVersion, version_of
from openward_web.recording import afterwards as after
from openward_web.recording import presenters
from openward_web.recording.actions import subject_of
from openward_web.recording.forms import MeasureForm, RecordForm
from openward_web.recording.local_time import answer_of, hour_of
from openward_web.recording.models import Incident, Measure
from openward_web.recording.permissions import incident_or_404, incidents_of, measure_or_404
from openward_web.recording.selectors import now
from openward_web.recording.sent import sent
from openward_web.recording.views import person_on
from openward_web.recording.wording import choices
from openward_web.wards.models import Ward
from openward_web.wards.selectors import here, left_lately


@require_safe
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """What happened, in time; who wrote what and when; what the law asked."""
    found = incident_or_404(reach_of(request), incident_id, Capability.SEE_RECORD)
    shown = presenters.incident_page(found, now())
    note_read(person_id=found.person_id, page="incident", by=actor_at(request, shown["zone"]))
    place = request.path + "timeline.svg"
    alt = _("A time line of the measures and duties; the tables below have the moments.")
    caption = _("Bar: the measure. Square: the moment due. Dot: done, or ended.")
    shown["picture"] = picture_at(place, {}, alt, caption) if shown["has_picture"] else None
    shown |= {"helped": choices("attempt"), "statuses": STATUSES}
    return render(request, "recording/incident.jinja", shown)


@require_safe
def of_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What was written about one person, for who may see it there."""
    reach = reach_of(request)
    found = incidents_of(reach, person_id)
    if not found and person_id not in reach.behind_glass:
        raise Http404
    note_read(person_id=person_id, page="record", by=actor_at(request, "UTC"))
    shown = {"incidents": found, "opened": opened_from_elsewhere(person_id)}
    return render(request, "recording/of_person.jinja", shown)


@require_safe
def print_pdf(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """The incident on paper: what the page shows."""
    found = incident_or_404(reach_of(request), incident_id, Capability.SEE_RECORD)
    shown = presenters.incident_page(found, now())
    note_read(person_id=found.person_id, page="incident", by=actor_at(request, shown["zone"]))
    html = render_to_string("recording/print.jinja", shown | {"statuses": STATUSES})
    return pdf_response(html, "incident")


@require_safe
def timeline_svg(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """The incident as a picture."""
    found = incident_or_404(reach_of(request), incident_id, Capability.SEE_RECORD)
    clocks = presenters.timeline(found, now())
    spec = clocks_spec(clocks, **drawn(request))
    return svg_response(charts.svg(spec, clocks.title, clocks.legend))


def complete(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """The fuller record, when it is calm."""
    found = incident_or_404(reach_of(request), incident_id, Capability.RECORD)
    if request.method != "POST":
        _note(request, found.person_id, found.ward)
        form = RecordForm(initial=after.said_before(found))
        return _complete_page(request, found, form)
    form = RecordForm(request.POST)
    if not form.is_valid():
        return _complete_page(request, found, form, status=422)
    said = sent(request, found.ward)
    try:
        after.complete_incident(**said.words, incident=found, said=form.cleaned_data,
                                base_version=_base(request))  # fmt: skip
    except NewerVersion:
        return _complete_page(request, found, form, status=409)
    return redirect("recording:incident", incident_id=found.pk)


def _complete_page(
    request: HttpRequest, found: Incident, form: RecordForm, status: int = 200
) -> HttpResponse:
    shown = {
        "incident": found, "form": form, "base_version": version_of(subject_of(found.pk)),
        "is_newer": status == 409, "stands": after.said_before(found),
    }  # fmt: skip
    return render(request, "recording/complete.jinja", shown, status=status)


def afterwards(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """A measure that is over, from memory or from the printed sheet."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.RECORD)
    named = request.POST.get("person", "")
    with timezone.override(ward.facility.timezone):
        form = MeasureForm(request.POST or None)
        if request.method == "POST" and not named:
            form.add_error(None, _("Say who it happened to."))
        if request.method == "POST" and form.is_valid():
            said = sent(request, ward)
            incident_id = after.record_afterwards(
                entry_id=said.entry_id, by=said.by, ward=ward, said=form.cleaned_data,
                person=person_on(ward, named), from_paper=bool(request.POST.get("from_paper")),
            )  # fmt: skip
            return redirect("recording:incident", incident_id=incident_id)
        status = 422 if request.method == "POST" else 200
        shown = {"ward": ward, "form": form, "here": here(ward), "person": named,
                 "left": left_lately(ward, now())}  # fmt: skip
        return render(request, "recording/afterwards.jinja", shown, status=status)


def correct(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """What stands there is wrong: both versions stay visible."""
    found = measure_or_404(reach_of(request), measure_id, Capability.CORRECT)
    subject = subject_of(found.incident_id or found.pk)
    if request.method != "POST":
        _note(request, found.person_id, found.ward)
    with timezone.override(found.ward.facility.timezone):
        form = MeasureForm(request.POST or None, initial=after.measure_as_said(found))
        status = 200
        if request.method == "POST" and form.is_valid():
            try:
                after.correct_measure(
                    **sent(request, found.ward).words,
                    measure=found,
                    said=form.cleaned_data,
                    base_version=_base(request),
                )
                return redirect("recording:incident", incident_id=found.incident_id or found.pk)
            except NewerVersion:
                status = 409
                form = MeasureForm(_with_the_end_that_stands(request, found))
        elif request.method == "POST":
            status = 422
        shown: dict[str, Any] = {
            "measure": found, "form": form, "base_version": version_of(subject),
            "is_newer": status == 409, "stands": after.measure_as_said(found),
        }  # fmt: skip
        return render(request, "recording/correct.jinja", shown, status=status)


def _with_the_end_that_stands(request: HttpRequest, found: Measure) -> QueryDict:
    """What was typed; but an end that stands meanwhile is not undone by an empty field."""
    said = request.POST.copy()
    if found.ended_at and not said.get("ended_at"):
        end = timezone.localtime(found.ended_at)
        said["ended_at"] = end.strftime("%Y-%m-%dT%H:%M")
        said[hour_of("ended_at")] = answer_of(end)
    return said


@require_POST
def withdraw(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """The entry was wrong as a whole: it stays in the ledger and is in no count."""
    found = measure_or_404(reach_of(request), measure_id, Capability.CORRECT)
    after.withdraw_measure(**sent(request, found.ward).words, measure=found)
    return redirect("recording:incident", incident_id=found.incident_id or found.pk)


@require_POST
def withdraw_distress(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Nobody was in distress: it stays in the ledger and is marked."""
    found = incident_or_404(reach_of(request), incident_id, Capability.CORRECT)
    after.withdraw_distress(**sent(request, found.ward).words, incident=found)
    return redirect("recording:incident", incident_id=found.pk)


def _note(request: HttpRequest, person_id: UUID, ward: Ward) -> None:
    note_read(person_id=person_id, page="incident", by=actor_at(request, ward.facility.timezone))


def _base(request: HttpRequest) -> int | None:
    text = request.POST.get("base_version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
