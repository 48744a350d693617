"""A ward for the stories: people, a nurse, and signing in as somebody would."""

from __future__ import annotations

from uuid import UUID

from playwright.sync_api import Page
from uuid6 import uuid7

from openward_web.accounts import actions
from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from openward_web.recording.selectors import now
from tests.web.names import PASSWORD
from tests.web.service import HOSPITAL, NURSE, WARD, person_here, service


def a_ward() -> None:
    """Three people on a ward in Slovakia, and a nurse who works there."""
    service()
    for number in (1, 2, 3):
        person_here(number)
    account("nurse", Role.WARD_STAFF, ward_id=WARD)
    account("lead", Role.FACILITY_LEAD, facility_id=HOSPITAL)
    account("administrator", Role.ADMINISTRATOR)


def account(name: str, role: Role, **place: UUID) -> Account:
    made = Account(pk=uuid7(), username=name, display_name=name.capitalize())
    made.set_password(PASSWORD)
    made.save(force_insert=True)
    actions.grant_role(entry_id=uuid7(), by=NURSE, at=now(), account_id=made.pk, role=role, **place)
    return made


def sign_in(page: Page, name: str = "nurse") -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Sign out").wait_for()
