"""The person's own pages: what is written about me, my words beside it, and whom I can ask."""

from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from openward.plans.readers import Relation
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.selectors import opened_from_elsewhere
from openward_web.learning import actions as learning
from openward_web.learning import forms as learning_forms
from openward_web.learning import selectors as learned
from openward_web.learning import wording as learning_words
from openward_web.learning.models import Voice
from openward_web.people import selectors
from openward_web.recording.models import Incident
from openward_web.recording.presenters import own_measures
from openward_web.recording.selectors import now
from openward_web.recording.sent import Sent, sent_by
from openward_web.recording.wording import END_STATES, KINDS


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """What was written about me, and who opened it."""
    person_id = own_person_or_404(request)
    incidents = selectors.own_incidents(person_id)
    shown = {
        "person_id": person_id,
        "incidents": incidents,
        "looks": selectors.looks(person_id),
        "opened": opened_from_elsewhere(person_id),
        "kinds": KINDS,
        "states": END_STATES,
        "zone": next((i.ward.facility.timezone for i in incidents if i.ward), "UTC"),
        "contacts": selectors.own_contacts(person_id),
    }
    return render(request, "people/me.jinja", shown)


def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """What happened to me, for how long, what the law says; my own account, and what is wrong."""
    found = own_incident_or_404(request, incident_id)
    form = learning_forms.VoiceForm(request.POST or None)
    who = learning_forms.ReadersForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and who.is_valid():
        learning.add_voice(
            **_sent(request, found).words, incident=found, whose="person", written_by="self",
            language=form.cleaned_data["language"] or translation.get_language() or "en",
            said=form.cleaned_data | who.cleaned_data,
        )  # fmt: skip
        return redirect("people:my_incident", incident_id=found.pk)
    return _incident_page(request, found, form, who, status=422 if form.errors else 200)


def _incident_page(  # noqa: PLR0913 - the forms of one page
    request: HttpRequest, found: Incident, form: Form, who: Form, *, wrong: Form | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    shown = {
        "incident": found, "zone": _zone(found), "form": form, "readers": who,
        "measures": own_measures(found, now()), "dispute": wrong or learning_forms.DisputeForm(),
        "voices": learned.voices_of(found, Relation.SELF), "words": learning_words.QUESTIONS,
        "withheld": learned.withheld_from_person(found), "read_by": learning_words.READ_BY,
        "disputes": found.disputes.order_by("written_at"),
        "contacts": selectors.own_contacts(found.person_id),
    }  # fmt: skip
    return render(request, "people/my_incident.jinja", shown, status=status)


@require_POST
def dispute(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """What is wrong in the record."""
    found = own_incident_or_404(request, incident_id)
    form = learning_forms.DisputeForm(request.POST)
    if not form.is_valid():
        account, who = learning_forms.VoiceForm(), learning_forms.ReadersForm()
        return _incident_page(request, found, account, who, wrong=form, status=422)
    learning.dispute(**_sent(request, found).words, incident=found,
                     words=form.cleaned_data["wrong"],
                     language=translation.get_language() or "en")  # fmt: skip
    return redirect("people:my_incident", incident_id=found.pk)


@require_POST
def readers(request: HttpRequest, voice_id: UUID) -> HttpResponse:
    """Whom I let read this account."""
    voice = Voice.objects.filter(pk=voice_id, whose="person").first()
    if voice is None:
        raise Http404
    voice.incident = own_incident_or_404(request, voice.incident_id)
    chosen = {name: bool(request.POST.get(f"for_{name}")) for name in
              ("ward", "advocate", "monitor")}  # fmt: skip
    learning.choose_voice_readers(**_sent(request, voice.incident).words, voice=voice, **chosen)
    return redirect("people:my_incident", incident_id=voice.incident_id)


def own_person_or_404(request: HttpRequest) -> UUID:
    """The person whom the account belongs to."""
    person_id = selectors.own_person(reach_of(request))
    if person_id is None:
        raise Http404
    return person_id


def own_incident_or_404(request: HttpRequest, incident_id: UUID) -> Incident:
    """An incident of one's own."""
    person_id = own_person_or_404(request)
    found = Incident.objects.filter(pk=incident_id, person=person_id)
    row = found.select_related("ward__facility", "person__identity__facility").first()
    if row is None:
        raise Http404
    return row


def _zone(found: Incident) -> str:
    return found.ward.facility.timezone if found.ward else "UTC"


def _sent(request: HttpRequest, found: Incident) -> Sent:
    return sent_by(request, actor_at(request, _zone(found)))
