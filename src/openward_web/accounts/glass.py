"""A record outside one's wards: opened for a reason, for an hour, and seen by the lead."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from uuid6 import uuid7

from openward_web.accounts import actions
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.forms import FindForm
from openward_web.accounts.models import BrokenGlass, GlassTry
from openward_web.accounts.rules import Capability
from openward_web.accounts.selectors import names_of
from openward_web.recording.selectors import now


def find_glass(request: HttpRequest) -> HttpResponse:
    """Open a record outside one's wards for an hour: by the whole number and with the reason, in
    one step. Whether a number is known is said to nobody without both; each try is written.
    """
    form = FindForm(request.POST or None, reach=reach_of(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        by = actor_at(request, said["facility"].timezone)
        try:
            person_id = actions.try_glass(entry_id=uuid7(), by=by, at=now(), **said)
        except actions.TooManyTries:
            words = _("Too many tries. Ask the ward there by telephone, or wait for an hour.")
            form.add_error(None, words)
            return render(request, "accounts/find_glass.jinja", {"form": form}, status=429)
        if person_id is not None:
            return redirect("recording:of_person", person_id=person_id)
        form.add_error(
            "local_number", _("No record opens by this number. The try was written down.")
        )
    status = 422 if form.errors else 200
    return render(request, "accounts/find_glass.jinja", {"form": form}, status=status)


@require_safe
def glass(request: HttpRequest) -> HttpResponse:
    """For the lead: whose record was opened from elsewhere, by whom, and why."""
    found = _of_the_lead(request).select_related("person__identity__facility")
    rows = list(found.order_by("-started_at")[:200])
    tries = list(_tries(request))
    names = names_of({row.account_id for row in [*rows, *tries]})
    shown = {"rows": rows, "tries": tries, "names": names}
    return render(request, "accounts/glass.jinja", shown)


@require_POST
def glass_seen(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """The lead has seen it."""
    row = _of_the_lead(request).filter(pk=glass_id).first()
    if row is None:
        raise Http404
    actions.see_broken_glass(
        entry_id=uuid7(), by=actor_at(request, "UTC"), at=now(), glass_id=row.pk
    )
    return redirect("accounts:glass")


def _of_the_lead(request: HttpRequest) -> "QuerySet[BrokenGlass]":
    facilities = reach_of(request).wards(Capability.MANAGE_WARD).values("facility")
    return BrokenGlass.objects.filter(person__identity__facility__in=facilities)


def _tries(request: HttpRequest) -> "QuerySet[GlassTry]":
    """Numbers that were typed and opened nothing."""
    facilities = reach_of(request).wards(Capability.MANAGE_WARD).values("facility")
    found = GlassTry.objects.filter(facility__in=facilities, has_opened=False)
    return found.select_related("facility").order_by("-tried_at")[:200]
