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
from openward_web.accounts.forms import FindForm, GlassForm
from openward_web.accounts.models import BrokenGlass
from openward_web.accounts.rules import Capability
from openward_web.accounts.selectors import names_of
from openward_web.people.models import Identity
from openward_web.recording.selectors import now


def find_glass(request: HttpRequest) -> HttpResponse:
    """Whose record: only by the whole number, so that nobody can browse through people."""
    form = FindForm(request.POST or None, reach=reach_of(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        found = Identity.objects.filter(
            facility=said["facility"], local_number=said["local_number"].strip()
        ).first()
        if found is not None:
            return redirect("accounts:break_glass", person_id=found.person_id)
        form.add_error("local_number", _("Nobody is known there by this number."))
    status = 422 if form.errors else 200
    return render(request, "accounts/find_glass.jinja", {"form": form}, status=status)


def break_glass(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open a record outside one's wards for an hour: the lead and the person see who and why."""
    countries = reach_of(request).wards(Capability.BREAK_GLASS).values("facility__country")
    found = Identity.objects.filter(pk=person_id, facility__country__in=countries)
    identity = found.select_related("facility").first()
    if identity is None:
        raise Http404
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.break_glass(
            entry_id=uuid7(), by=actor_at(request, identity.facility.timezone), at=now(),
            person_id=identity.person_id, reason=form.cleaned_data["reason"],
        )  # fmt: skip
        return redirect("recording:of_person", person_id=identity.person_id)
    status = 422 if form.errors else 200
    return render(request, "accounts/break_glass.jinja", {"form": form}, status=status)


@require_safe
def glass(request: HttpRequest) -> HttpResponse:
    """For the lead: whose record was opened from elsewhere, by whom, and why."""
    found = _of_the_lead(request).select_related("person__identity__facility")
    rows = list(found.order_by("-started_at")[:200])
    shown = {"rows": rows, "names": names_of({row.account_id for row in rows})}
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
