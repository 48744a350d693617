"""How a person comes to their own pages, and whom they let near."""

from datetime import UTC, datetime
from uuid import UUID

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from uuid6 import uuid7

from openward.plans.readers import Relation
from openward_web.accounts import actions as account_actions
from openward_web.accounts import tablets
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.forms import InviteForm, SupporterForm
from openward_web.accounts.rules import Role
from openward_web.accounts.wording import ROLES
from openward_web.experience.selectors import answers_of
from openward_web.learning import selectors as learned
from openward_web.learning.wording import QUESTIONS
from openward_web.ledger.reading import note_read
from openward_web.people import selectors
from openward_web.people.models import Person
from openward_web.people.own import own_person_or_404
from openward_web.people.permissions import (
    SUPPORTERS,
    person_or_404,
    person_to_write_for_or_404,
)
from openward_web.people.plan_views import zone_of
from openward_web.recording.sent import sent_by


@require_safe
def supported(request: HttpRequest) -> HttpResponse:
    """For a supporter: the people who let them near."""
    people = selectors.supported_by(reach_of(request))
    return render(request, "people/supported.jinja", {"people": people})


@require_safe
def voices(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """For a supporter: the accounts that the person lets them read."""
    person, relation = person_or_404(reach_of(request), person_id)
    if relation != Relation.SUPPORTER:
        raise Http404
    note_read(person_id=person.pk, page="accounts", by=actor_at(request, zone_of(person)))
    shown = {"person": person, "voices": learned.voices_for_supporter(person.pk),
             "zone": zone_of(person), "words": QUESTIONS,
             "answers": answers_of(person.pk, relation)}  # fmt: skip
    return render(request, "people/voices.jinja", shown)


def invite(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """An account for the person, once; the first password is shown on this answer alone."""
    person = _here(request, person_id)
    form = InviteForm(request.POST or None)
    shown = {"person": person, "form": form, "password": ""}
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            shown["password"] = _invited(
                request, person, form.cleaned_data["username"], Role.PERSON
            )
        except account_actions.HasAccount:
            status = 409
    shown |= {"username": form.data.get("username", ""), "near": _near(person.pk)}
    return render(request, "people/invite.jinja", shown, status=status)


def supporters(request: HttpRequest) -> HttpResponse:
    """The person lets somebody near, and sees who is; nobody else lets anybody near."""
    person = Person.objects.get(pk=own_person_or_404(request))
    form = SupporterForm(request.POST or None)
    shown = {"form": form, "password": ""}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        shown["password"] = _invited(request, person, said["username"], Role(said["role"]))
        shown["form"] = SupporterForm()
    shown |= {"username": form.data.get("username", ""), "near": _near(person.pk)}
    return render(request, "people/supporters.jinja", shown, status=422 if form.errors else 200)


@require_POST
def end_supporter(request: HttpRequest, near_id: UUID) -> HttpResponse:
    """They see nothing any more, from now on."""
    found = selectors.grants_near(own_person_or_404(request)).filter(pk=near_id).first()
    if found is None or found.role not in SUPPORTERS:
        raise Http404
    said = sent_by(request, actor_at(request, "UTC"))
    account_actions.withdraw_role(**said.words, account_id=found.account_id, grant_id=found.pk)
    return redirect("people:supporters")


def hand_over(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The person takes the ward's tablet: whoever works there is signed out, and sees nothing of
    what is typed. Their own number opens their pages, and nothing else."""
    person = _here(request, person_id)
    device = getattr(request, "device", None)
    own = selectors.grants_near(person.pk).filter(role=Role.PERSON).first()
    if request.method == "POST" and device and own:
        logout(request)
        request.session[tablets.HANDED_TO] = str(own.account_id)
        return redirect("accounts:own_number")
    shown = {"person": person, "device": device, "own": own}
    return render(request, "people/hand_over.jinja", shown)


def _here(request: HttpRequest, person_id: UUID) -> Person:
    """Somebody who is on a ward of whoever asks, who works there."""
    person, relation = person_to_write_for_or_404(reach_of(request), person_id)
    if relation != Relation.STAFF:
        raise PermissionDenied
    return person


def _invited(request: HttpRequest, person: Person, username: str, role: Role) -> str:
    password = account_actions.first_password()
    account_actions.invite(
        entry_id=uuid7(), by=actor_at(request, zone_of(person)), person_id=person.pk,
        at=datetime.now(UTC).replace(microsecond=0), username=username, role=role,
        password=password,
    )  # fmt: skip
    return password


def _near(person_id: UUID) -> list[tuple[selectors.Near, str]]:
    return [(one, str(ROLES[one.role])) for one in selectors.near(person_id)]
