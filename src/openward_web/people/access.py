"""How a person comes to their own pages: an account of their own, or the ward's tablet."""

from datetime import UTC, datetime
from uuid import UUID

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from uuid6 import uuid7

from openward.plans.readers import Relation
from openward_web.accounts import actions as account_actions
from openward_web.accounts import tablets
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.forms import InviteForm
from openward_web.accounts.models import Account, Grant
from openward_web.accounts.rules import Role
from openward_web.learning import selectors as learned
from openward_web.learning.wording import QUESTIONS
from openward_web.ledger.reading import note_read
from openward_web.people.models import Person
from openward_web.people.permissions import person_or_404
from openward_web.people.plan_views import zone_of
from openward_web.recording.moments import derived


@require_safe
def voices(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """For a supporter: the accounts that the person lets them read."""
    person, relation = person_or_404(reach_of(request), person_id)
    if relation != Relation.SUPPORTER:
        raise Http404
    note_read(person_id=person.pk, page="accounts", by=actor_at(request, zone_of(person)))
    shown = {"person": person, "voices": learned.voices_for_supporter(person.pk),
             "zone": zone_of(person), "words": QUESTIONS}  # fmt: skip
    return render(request, "people/voices.jinja", shown)


def invite(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """An account for the person, or for a supporter whom they name; the first password is shown
    once, on this answer, for them to take along."""
    person, _ = _staff_only(request, person_id)
    form = InviteForm(request.POST or None)
    shown = {"person": person, "form": form, "password": "", "accounts": accounts_of(person.pk)}
    if request.method == "POST" and form.is_valid():
        shown["password"] = _invited(request, person, form)
        shown["username"] = form.cleaned_data["username"]
        shown["accounts"] = accounts_of(person.pk)
    return render(request, "people/invite.jinja", shown, status=422 if form.errors else 200)


def _invited(request: HttpRequest, person: Person, form: InviteForm) -> str:
    by, now, said = actor_at(request, zone_of(person)), datetime.now(UTC), form.cleaned_data
    entry_id, password = uuid7(), account_actions.first_password()
    made = account_actions.create_account(
        entry_id=entry_id, by=by, at=now, username=said["username"],
        display_name=said["username"], password=password,
    )  # fmt: skip
    account_actions.grant_role(
        entry_id=derived(entry_id, "role"), by=by, at=now, account_id=made.pk,
        role=Role(said["role"]), person_id=person.pk,
    )  # fmt: skip
    return password


def accounts_of(person_id: UUID) -> list[tuple[Account, Role]]:
    """Who signs in as the person, or as their supporter."""
    grants = Grant.objects.filter(person=person_id, valid_to=None)
    found = Account.objects.in_bulk([grant.account_id for grant in grants])
    return [(found[g.account_id], Role(g.role)) for g in grants if g.account_id in found]


def hand_over(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The person takes the ward's tablet: whoever works there is signed out, and sees nothing of
    what is typed. Their own number opens their pages, and nothing else."""
    person, _ = _staff_only(request, person_id)
    device = getattr(request, "device", None)
    own = [account for account, role in accounts_of(person.pk) if role == Role.PERSON]
    if request.method == "POST" and device and own:
        logout(request)
        request.session[tablets.HANDED_TO] = str(own[0].pk)
        return redirect("accounts:own_number")
    shown = {"person": person, "device": device, "accounts": own}
    return render(request, "people/hand_over.jinja", shown)


def _staff_only(request: HttpRequest, person_id: UUID) -> tuple[Person, Relation]:
    person, relation = person_or_404(reach_of(request), person_id)
    if relation != Relation.STAFF:
        raise PermissionDenied
    return person, relation
