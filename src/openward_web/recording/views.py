"""Recording while it happens. Parse, ask, act, go on: nothing is written here."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from openward.problems import BadInput
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.rules import Capability
from openward_web.ledger.reading import note_read
from openward_web.people.models import Person
from openward_web.recording import actions, presenters
from openward_web.recording.forms import (
    DoseForm,
    Look,
    NoticeForm,
    OrderForm,
    PauseForm,
    ReviewForm,
)
from openward_web.recording.models import Incident, Measure
from openward_web.recording.permissions import (
    incident_or_404,
    incidents_in_reach,
    measure_or_404,
    measure_to_end_or_404,
)
from openward_web.recording.selectors import now
from openward_web.recording.sent import sent
from openward_web.recording.wording import KINDS, choices
from openward_web.wards.actions import call_for_help
from openward_web.wards.models import Ward
from openward_web.wards.selectors import here


def person_on(ward: Ward, person_id: str) -> Person:
    """A person of the ward's facility: measures happen outside of stays too."""
    try:
        found = Person.objects.filter(pk=UUID(person_id), identity__facility=ward.facility_id)
    except ValueError:
        raise Http404 from None
    person = found.select_related("identity", "chosenline").first()
    if person is None:
        raise Http404
    return person


def start(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """Who, then which kind: the clock starts with the tap on the kind."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.RECORD)
    if request.method != "POST":
        asked = request.GET.get("person", "")
        person = person_on(ward, asked) if asked else None
        shown = {"ward": ward, "here": here(ward), "person": person, "kinds": KINDS.items(),
                 "incident": request.GET.get("incident", "")}  # fmt: skip
        return render(request, "recording/start.jinja", shown)
    person = person_on(ward, request.POST.get("person", ""))
    kind = request.POST.get("kind", "")
    if kind not in KINDS:
        raise Http404
    incident = _incident_of(request, person)
    _, measure = actions.start_measure(
        **sent(request, ward).words, person=person, ward_id=ward.pk, kind=kind,
        incident_id=incident.pk if incident else None,
    )  # fmt: skip
    return redirect("recording:measure", measure_id=measure)


def _incident_of(request: HttpRequest, person: Person) -> Incident | None:
    """The incident in which another measure begins, if one is named: of this person."""
    named = request.POST.get("incident", "")
    if not named:
        return None
    try:
        found = incident_or_404(reach_of(request), UUID(named), Capability.RECORD)
    except ValueError:
        raise Http404 from None
    if found.person_id != person.pk:
        raise Http404
    return found


@require_POST
def distress(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """Somebody is in distress: their plan opens, and help is called."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.RECORD)
    person = person_on(ward, request.POST.get("person", ""))
    said = sent(request, ward)
    incident = actions.note_distress(**said.words, person_id=person.pk, ward_id=ward.pk)
    if request.POST.get("help"):
        entry_id = actions.derived(said.entry_id, "help")
        call_for_help(entry_id=entry_id, by=said.by, at=said.at, ward=ward, kind="help",
                      incident_id=incident)  # fmt: skip
    return redirect("recording:incident", incident_id=incident)


@require_POST
def ended_well(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """It is over without a measure; what helped is kept."""
    incident = incident_or_404(reach_of(request), incident_id, Capability.RECORD)
    known = dict(choices("attempt"))
    helped = [what for what in request.POST.getlist("helped") if what in known]
    said = sent(request, incident.ward)
    actions.end_well(**said.words, incident=incident, helped=helped)
    return redirect("recording:incident", incident_id=incident.pk)


@require_safe
def measure(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """One measure while it goes on: end it, look in, write down the rest."""
    found = measure_or_404(reach_of(request), measure_id, Capability.RECORD)
    by = actor_at(request, found.ward.facility.timezone)
    note_read(person_id=found.person_id, page="incident", by=by)
    return _measure_page(request, found, {})


@require_POST
def end(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """The end: no field is needed, and nothing can refuse it."""
    found = measure_to_end_or_404(reach_of(request), measure_id)
    known_roles, known_reasons = dict(choices("role")), dict(choices("ended_reason"))
    role, reason = request.POST.get("role", ""), request.POST.get("reason", "")
    said = sent(request, found.ward)
    if request.POST.get("not_known"):
        actions.end_not_known(**said.words, measure=found)
    else:
        actions.end_measure(
            **said.words, measure=found, role=role if role in known_roles else None,
            reason=reason if reason in known_reasons else None,
        )  # fmt: skip
    if incidents_in_reach(reach_of(request), Capability.SEE_RECORD, found.incident_id).exists():
        return redirect("recording:incident", incident_id=found.incident_id)
    # A colleague from another ward helped: they end it, and do not read the record.
    return redirect("wards:board")


def written_by(
    make: type[forms.Form], write: Callable[..., None]
) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """A view that writes one thing about a measure, and shows what is wrong beside its field."""

    @require_POST
    def view(request: HttpRequest, measure_id: UUID) -> HttpResponse:
        found = measure_or_404(reach_of(request), measure_id, Capability.RECORD)
        with timezone.override(found.ward.facility.timezone):
            form = make(request.POST, prefix=make.__name__)
            if not form.is_valid():
                return _measure_page(request, found, {make.__name__: form}, status=422)
            said = sent(request, found.ward)
            try:
                write(**said.words, measure=found, **form.cleaned_data)
            except BadInput as bad:
                form.add_error(None, bad.sentences())
                return _measure_page(request, found, {make.__name__: form}, status=422)
        return redirect("recording:measure", measure_id=found.pk)

    return view


look = written_by(Look, actions.observe)
review = written_by(ReviewForm, actions.review)
order = written_by(OrderForm, actions.order)
pause = written_by(PauseForm, actions.pause)
resume = written_by(forms.Form, actions.resume)
dose = written_by(DoseForm, actions.give_dose)
notice = written_by(NoticeForm, actions.notify)
MORE = (Look, ReviewForm, OrderForm, PauseForm, DoseForm, NoticeForm)


def _measure_page(
    request: HttpRequest, found: Measure, given: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    made: dict[str, Any] = {make.__name__: make(prefix=make.__name__) for make in MORE}
    shown = presenters.measure_page(found, now()) | {
        "forms": made | given,
        "wrong": next(iter(given), None),
        "is_of_ward": reach_of(request).wards(Capability.RECORD).filter(pk=found.ward_id).exists(),
        "roles": choices("role"),
        "reasons": choices("ended_reason"),
    }
    return render(request, "recording/measure.jinja", shown, status=status)
