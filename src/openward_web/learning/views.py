"""Learning after an incident, for those who work there. Nothing is written here."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openward.plans.readers import Relation
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.rules import Capability
from openward_web.learning import actions, forms, selectors, wording
from openward_web.learning.models import Debrief
from openward_web.ledger.reading import note_read
from openward_web.recording.models import Incident
from openward_web.recording.permissions import incident_or_404
from openward_web.recording.sent import Sent, sent
from openward_web.recording.wording import label

FORMS = {
    "offer": forms.OfferForm, "voice": forms.StaffVoiceForm, "support": forms.SupportForm,
    "action": forms.ActionForm,
}  # fmt: skip


def _incident(request: HttpRequest, incident_id: UUID) -> Incident:
    return incident_or_404(reach_of(request), incident_id, Capability.LEARN)


@require_safe
def learning(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """What was said, each voice apart, and what follows."""
    found = _incident(request, incident_id)
    note_read(person_id=found.person_id, page="learning", by=actor_at(request, _zone(found)))
    return _page(request, found)


def _page(
    request: HttpRequest, found: Incident, given: dict[str, django_forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    made: dict[str, Any] = {name: make(prefix=name) for name, make in FORMS.items()}
    shown = {
        "incident": found, "zone": _zone(found), "forms": made | (given or {}),
        "hold": forms.HoldForm(), "opened": next(iter(given or {}), ""),
        "debriefs": selectors.debriefs_of(found), "due": selectors.debrief_due(found),
        "voices": selectors.voices_of(found, Relation.STAFF), "actions": found.actions.all(),
        "support": found.support.order_by("offered_at"), "words": _words(),
        "disputes": found.disputes.order_by("written_at"),
        "seen": found.seen_by_lead.order_by("seen_at").first(),
    }  # fmt: skip
    return render(request, "learning/learning.jinja", shown, status=status)


def _words() -> dict[str, object]:
    return {
        "whose": wording.WHOSE, "kinds": wording.KINDS, "answers": wording.ANSWERS,
        "questions": wording.QUESTIONS, "for_whom": wording.FOR_WHOM, "label": label,
        "answered": wording.ANSWERED,
    }  # fmt: skip


@require_POST
def offer_again(request: HttpRequest, debrief_id: UUID) -> HttpResponse:
    """The same debrief is offered again, and answered."""
    debrief = _debrief(request, debrief_id)
    answer = request.POST.get("answer", "")
    actions.offer_debrief(
        **sent(request, debrief.incident.ward).words, incident=debrief.incident, debrief=debrief,
        whose=debrief.whose, kind=debrief.kind or "formal", by_role=None,
        answer=answer if answer in wording.ANSWERS else None, reason=None,
    )  # fmt: skip
    return redirect("learning:learning", incident_id=debrief.incident_id)


@require_POST
def hold(request: HttpRequest, debrief_id: UUID) -> HttpResponse:
    """The talk took place."""
    debrief, form = _debrief(request, debrief_id), forms.HoldForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.hold_debrief(**sent(request, debrief.incident.ward).words, debrief=debrief,
                         **form.cleaned_data)  # fmt: skip
    return redirect("learning:learning", incident_id=debrief.incident_id)


def written_by(
    name: str, write: Callable[[Sent, Incident, dict[str, Any]], object]
) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """A view that writes what one form of the page says, or shows what is wrong beside it."""

    @require_POST
    def view(request: HttpRequest, incident_id: UUID) -> HttpResponse:
        found = _incident(request, incident_id)
        form = FORMS[name](request.POST, prefix=name)
        if not form.is_valid():
            return _page(request, found, {name: form}, status=422)
        write(sent(request, found.ward), found, form.cleaned_data)
        return redirect("learning:learning", incident_id=found.pk)

    return view


def _offer(by: Sent, found: Incident, said: dict[str, Any]) -> None:
    actions.offer_debrief(**by.words, incident=found, **said)


def _voice(by: Sent, found: Incident, said: dict[str, Any]) -> None:
    actions.add_voice(**by.words, incident=found, whose=said["whose"], written_by="self",
                      language=said["language"] or "en", said=said)  # fmt: skip


def _support(by: Sent, found: Incident, said: dict[str, Any]) -> None:
    actions.offer_support(**by.words, incident=found, **said)


def _action(by: Sent, found: Incident, said: dict[str, Any]) -> None:
    actions.ask_for_change(**by.words, ward=found.ward, incident=found, said=said)


offer, voice = written_by("offer", _offer), written_by("voice", _voice)
support, action = written_by("support", _support), written_by("action", _action)


def for_person(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """The person's account, written down for them by somebody they chose, and read back."""
    found = _incident(request, incident_id)
    note_read(person_id=found.person_id, page="learning", by=actor_at(request, _zone(found)))
    form = forms.VoiceForm(request.POST or None)
    who = forms.ReadersForm(request.POST or None, initial={"for_ward": True})
    if request.method == "POST" and form.is_valid() and who.is_valid():
        actions.add_voice(
            **sent(request, found.ward).words, incident=found, whose="person",
            written_by="for_them", language=form.cleaned_data["language"] or "en",
            said=form.cleaned_data | who.cleaned_data,
        )  # fmt: skip
        return redirect("learning:learning", incident_id=found.pk)
    status = 422 if request.method == "POST" else 200
    shown = {"incident": found, "form": form, "readers": who}
    return render(request, "learning/for_person.jinja", shown, status=status)


@require_POST
def seen(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """A lead has read what happened."""
    found = incident_or_404(reach_of(request), incident_id, Capability.ANSWER_REQUESTS)
    actions.see_incident(**sent(request, found.ward).words, incident=found)
    return redirect("learning:learning", incident_id=found.pk)


def _debrief(request: HttpRequest, debrief_id: UUID) -> Debrief:
    found = Debrief.objects.filter(pk=debrief_id).first()
    if found is None:
        raise Http404
    found.incident = _incident(request, found.incident_id)
    return found


def _zone(found: Incident) -> str:
    return found.ward.facility.timezone if found.ward else "UTC"
