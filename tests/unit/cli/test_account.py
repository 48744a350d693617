"""`openward account create`: somebody has to make the accounts of all the others."""

from __future__ import annotations

import pytest

from openward_web.accounts.models import Account, Grant
from openward_web.ledger.models import Entry
from openward_web.ledger.writing import payload_of_entry

from .conftest import Openward

pytestmark = pytest.mark.django_db
PASSWORD = "a long story about a ward"  # noqa: S105 - of a test


@pytest.fixture(autouse=True)
def in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENWARD_PASSWORD", PASSWORD)


def test_the_first_account_may_make_others_and_has_to_choose_a_password(openward: Openward) -> None:
    ran = openward("account", "create", "first")
    assert (ran.code, ran.out) == (0, "")
    made = Account.objects.get()
    assert made.check_password(PASSWORD) and made.must_change_password
    assert Grant.objects.get().role == "administrator"


def test_it_is_written_in_the_ledger_without_its_password(openward: Openward) -> None:
    ran = openward("account", "create", "first", "--display-name", "Ada")
    entries = Entry.objects.order_by("recorded_at")
    assert {entry.action for entry in entries} == {"create_account", "grant_role"}
    written = str([payload_of_entry(entry) for entry in entries])
    assert "Ada" in written
    assert PASSWORD not in written + ran.out + ran.err


@pytest.mark.parametrize("name", ["first", "FIRST"])
def test_a_name_is_there_once(openward: Openward, name: str) -> None:
    openward("account", "create", "first")
    ran = openward("account", "create", name)
    assert (ran.code, Account.objects.count()) == (1, 1)
    assert ran.lines[0].startswith("This name is taken.")


@pytest.mark.parametrize("password", ["short", "q1w2e3r4t5y6", "first-of-all"])
def test_a_weak_password_makes_nothing(
    openward: Openward, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    monkeypatch.setenv("OPENWARD_PASSWORD", password)
    ran = openward("account", "create", "first-of-all")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert (Account.objects.count(), Entry.objects.count()) == (0, 0)
