"""Who has an account, which role where, which tablets: for the administrator and the lead."""

import secrets
from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from uuid6 import uuid7

from openward_web.accounts import actions, tablets
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.forms import AccountForm, DeviceForm, GlassForm, GrantForm, NumberForm
from openward_web.accounts.models import Account, BrokenGlass, Device, Grant
from openward_web.accounts.rules import Capability, Role
from openward_web.accounts.selectors import names_of
from openward_web.accounts.wording import ROLES
from openward_web.people.models import Identity, Person


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts by name, and a form for a new one."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = secrets.token_urlsafe(12)
        made = actions.create_account(
            entry_id=uuid7(), by=actor_at(request, "UTC"), at=_now(), password=password,
            **form.cleaned_data,
        )  # fmt: skip
        # Shown once, on the answer itself: it stands in no address, no log and no session.
        return _account_page(request, made, password)
    shown = {"form": form, "accounts": Account.objects.order_by("display_name")}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/list.jinja", shown, status=status)


def account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """One account: its roles, given and withdrawn."""
    found = get_object_or_404(Account, pk=account_id)
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.grant_role(
            entry_id=uuid7(), by=actor_at(request, "UTC"), at=_now(), account_id=found.pk,
            role=Role(said["role"]), ward_id=said["ward"].pk if said["ward"] else None,
            facility_id=said["facility"].pk if said["facility"] else None,
        )  # fmt: skip
        return redirect("accounts:account", account_id=found.pk)
    return _account_page(request, found, form=form)


def _account_page(
    request: HttpRequest, found: Account, password: str = "", form: GrantForm | None = None
) -> HttpResponse:
    grants = Grant.objects.filter(account_id=found.pk, valid_to=None)
    shown = {
        "found": found,
        "password": password,
        "form": form or GrantForm(),
        "grants": grants.select_related("ward", "facility").order_by("valid_from"),
        "words": ROLES,
    }
    return render(request, "accounts/account.jinja", shown)


@require_POST
def withdraw(request: HttpRequest, account_id: UUID, grant_id: UUID) -> HttpResponse:
    """The role ends now."""
    found = get_object_or_404(Grant, pk=grant_id, account_id=account_id, valid_to=None)
    actions.withdraw_role(
        entry_id=uuid7(), by=actor_at(request, "UTC"), at=_now(), account_id=account_id,
        grant_id=found.pk,
    )  # fmt: skip
    return redirect("accounts:account", account_id=account_id)


def devices(request: HttpRequest) -> HttpResponse:
    """The tablets of one's wards; a new one gets a code that is shown once."""
    reach = reach_of(request)
    form = DeviceForm(request.POST or None)
    form.fields["ward"].queryset = reach.wards(Capability.ENROL_DEVICE).order_by("name")  # type: ignore[attr-defined]
    code = ""
    if request.method == "POST" and form.is_valid():
        device = actions.enrol_device(
            entry_id=uuid7(), by=actor_at(request, "UTC"), at=_now(),
            ward_id=form.cleaned_data["ward"].pk, name=form.cleaned_data["name"],
        )  # fmt: skip
        code = tablets.new_code(device, _now())
    found = Device.objects.filter(reach.at(Capability.ENROL_DEVICE, "ward__"), revoked_at=None)
    shown = {"devices": found.select_related("ward").order_by("name"), "form": form, "code": code}
    return render(request, "accounts/devices.jinja", shown)


@require_POST
def revoke(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """The tablet is lost, or another ward's now."""
    where = reach_of(request).at(Capability.ENROL_DEVICE, "ward__")
    found = Device.objects.filter(where, pk=device_id, revoked_at=None).first()
    if found is None:
        raise Http404
    actions.revoke_device(
        entry_id=uuid7(), by=actor_at(request, "UTC"), at=_now(), device_id=found.pk
    )
    return redirect("accounts:devices")


def break_glass(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open a record outside one's wards for an hour: the lead and the person see who and why."""
    where = reach_of(request).wards(Capability.BREAK_GLASS).values("facility__country")
    found = Person.objects.filter(pk=person_id, identity__facility__country__in=where).first()
    if found is None:
        raise Http404
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.break_glass(
            entry_id=uuid7(), by=actor_at(request, "UTC"), at=_now(), person_id=found.pk,
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
        return redirect("recording:of_person", person_id=found.pk)
    return render(request, "accounts/break_glass.jinja", {"form": form})


def find_glass(request: HttpRequest) -> HttpResponse:
    """A person of another ward, by the exact number of their hospital."""
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        countries = reach_of(request).wards(Capability.BREAK_GLASS).values("facility__country")
        found = Identity.objects.filter(
            local_number=form.cleaned_data["local_number"], facility__country__in=countries
        )
        if found.count() == 1:
            return redirect("accounts:break_glass", person_id=found.get().person_id)
        form.add_error("local_number", _("Nobody, or more than one, has exactly this number."))
    return render(request, "accounts/break_glass.jinja", {"form": form, "is_search": True})


@require_safe
def glass(request: HttpRequest) -> HttpResponse:
    """For the lead: whose record was opened from elsewhere, by whom, and why."""
    facilities = reach_of(request).wards(Capability.MANAGE_WARD).values("facility")
    found = BrokenGlass.objects.filter(person__identity__facility__in=facilities)
    rows = list(found.select_related("person__identity__facility").order_by("-started_at")[:200])
    shown = {"rows": rows, "names": names_of({row.account_id for row in rows})}
    return render(request, "accounts/glass.jinja", shown)


@require_POST
def glass_seen(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """The lead has seen it."""
    facilities = reach_of(request).wards(Capability.MANAGE_WARD).values("facility")
    found = BrokenGlass.objects.filter(person__identity__facility__in=facilities, pk=glass_id)
    row = found.first()
    if row is None:
        raise Http404
    actions.see_broken_glass(
        entry_id=uuid7(), by=actor_at(request, "UTC"), at=_now(), glass_id=row.pk
    )
    return redirect("accounts:glass")
