"""Who has an account, and which role where: for the administrator and the lead."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from uuid6 import uuid7

from openward_web.accounts import actions, permissions
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.forms import AccountForm, GrantForm, NewPasswordForm
from openward_web.accounts.models import Account
from openward_web.accounts.rules import Capability, Role
from openward_web.accounts.selectors import colleagues_at, grants_at
from openward_web.accounts.wording import ROLES
from openward_web.recording.selectors import now


def _said(request: HttpRequest) -> dict[str, Any]:
    return {"entry_id": uuid7(), "by": actor_at(request, "UTC"), "at": now()}


def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts that one keeps, by name, and a form for a new one."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = actions.first_password()
        made = actions.create_account(**_said(request), password=password, **form.cleaned_data)
        # Shown once, on the answer itself: it stands in no address, no log and no session.
        return _account_page(request, made, password=password)
    shown = {"form": form, "accounts": permissions.accounts_in_reach(reach_of(request))}
    return render(request, "accounts/list.jinja", shown, status=422 if form.errors else 200)


def account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """One account: its roles, given and withdrawn."""
    reach = reach_of(request)
    found = permissions.account_or_404(reach, account_id)
    form = GrantForm(request.POST or None, reach=reach)
    if request.method == "POST":
        permissions.check_is_somebody_else(reach, found.pk)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.grant_role(
            **_said(request), account_id=found.pk, role=Role(said["role"]),
            ward_id=said["ward"].pk if said["ward"] else None,
            facility_id=said["facility"].pk if said["facility"] else None,
            region=said["country"] or None, valid_to=said["valid_to"],
        )  # fmt: skip
        return redirect("accounts:account", account_id=found.pk)
    return _account_page(request, found, form=form, status=422 if form.errors else 200)


def _account_page(
    request: HttpRequest, found: Account, status: int = 200, **given: Any
) -> HttpResponse:
    reach = reach_of(request)
    grants = grants_at(now()).filter(account_id=found.pk).select_related("ward", "facility")
    shown = {
        "found": found, "form": GrantForm(reach=reach), "new_password": NewPasswordForm(),
        "grants": grants.order_by("valid_from"), "words": ROLES,
        "is_own": reach.account_id == found.pk, "password": "",
    } | given  # fmt: skip
    return render(request, "accounts/account.jinja", shown, status=status)


@require_POST
def withdraw(request: HttpRequest, account_id: UUID, grant_id: UUID) -> HttpResponse:
    """The role ends now."""
    reach = reach_of(request)
    found = permissions.grants_in_reach(reach).filter(pk=grant_id, account_id=account_id).first()
    if found is None:
        raise Http404
    permissions.check_is_somebody_else(reach, account_id)
    actions.withdraw_role(**_said(request), account_id=account_id, grant_id=found.pk)
    return redirect("accounts:account", account_id=account_id)


@require_POST
def new_password(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Somebody forgot theirs, or lost their telephone."""
    found = permissions.account_or_404(reach_of(request), account_id)
    permissions.check_is_somebody_else(reach_of(request), found.pk)
    password, are_lost = actions.first_password(), bool(request.POST.get("factors_are_lost"))
    actions.give_new_password(
        **_said(request), account=found, password=password, factors_are_lost=are_lost
    )
    return _account_page(request, found, password=password)


@require_POST
def open_or_close(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Somebody left, or is back."""
    found = permissions.account_or_404(reach_of(request), account_id)
    permissions.check_is_somebody_else(reach_of(request), found.pk)
    act = actions.close_account if found.is_active else actions.open_account
    act(**_said(request), account_id=found.pk)
    return redirect("accounts:account", account_id=found.pk)


@require_safe
def colleagues(request: HttpRequest) -> HttpResponse:
    """For the lead: who may open what in the facility, so that whoever left is noticed."""
    wards = reach_of(request).wards(Capability.MANAGE_WARD)
    shown = {"rows": colleagues_at(wards, now()), "words": ROLES}
    return render(request, "accounts/colleagues.jinja", shown)
