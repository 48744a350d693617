"""A record outside one's wards: for a reason, for an hour, and not in secret."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts import actions
from openward_web.accounts.access import Reach
from openward_web.accounts.models import BrokenGlass, GlassTry
from openward_web.accounts.rules import Role
from openward_web.ledger.models import Entry
from openward_web.ledger.rebuilding import differences
from openward_web.ledger.writing import Actor
from openward_web.recording import actions as recording
from openward_web.recording.selectors import now
from tests.web.service import (
    HOSPITAL,
    NOON,
    NURSE,
    OTHER_HOSPITAL,
    OTHER_WARD,
    WARD,
    account,
    person_here,
    service,
    signed_in,
)

pytestmark = pytest.mark.django_db
HIDDEN = r'name="csrfmiddlewaretoken" value="\w+"'
REASON = "came to us in the night, and nobody knows what helps"


@pytest.fixture
def elsewhere() -> Any:
    """Somebody on a ward of another hospital, with a measure."""
    service()
    person = person_here(1, OTHER_WARD, OTHER_HOSPITAL)
    recording.start_measure(entry_id=uuid7(), by=NURSE, at=NOON, person=person,
                            ward_id=OTHER_WARD, kind="seclusion")  # fmt: skip
    return person


def tried(client: Client, number: str = "N1", **said: Any) -> Any:
    """The answer to a number, with a reason."""
    form = {"facility": OTHER_HOSPITAL, "local_number": number, "reason": REASON}
    return client.post("/accounts/break-glass/", form | said)


def test_with_a_reason_the_record_opens_and_the_lead_there_sees_who_and_why(elsewhere: Any) -> None:
    nurse = signed_in(account(Role.WARD_STAFF, "ada", ward_id=WARD))
    record = f"/people/{elsewhere.pk}/record/"
    assert nurse.get(record).status_code == 404
    assert tried(nurse).headers["Location"] == record
    assert nurse.get(record).status_code == 200
    lead = signed_in(account(Role.FACILITY_LEAD, facility_id=OTHER_HOSPITAL))
    seen = lead.get("/accounts/glass/").content.decode()
    assert "Ada" in seen and REASON in seen
    lead.post(f"/accounts/glass/{BrokenGlass.objects.get().pk}/seen/")
    assert BrokenGlass.objects.get().seen_at is not None
    assert differences() == []


@pytest.mark.parametrize(("minutes", "is_open"), [(-1, False), (0, True), (59, True), (60, False)])
def test_the_record_is_open_for_an_hour(elsewhere: Any, minutes: int, is_open: bool) -> None:
    somebody = account(Role.WARD_STAFF, ward_id=WARD)
    by = Actor(account_id=somebody.pk, device_id=None, zone="UTC")
    actions.break_glass(entry_id=uuid7(), by=by, at=NOON, person_id=elsewhere.pk, reason=REASON)
    reach = Reach(somebody.pk, NOON + timedelta(minutes=minutes))
    assert (elsewhere.pk in reach.behind_glass) == is_open


def test_one_who_broke_the_glass_opens_it_for_nobody_else(elsewhere: Any) -> None:
    one, other = (account(Role.WARD_STAFF, ward_id=WARD) for _ in range(2))
    by = Actor(account_id=one.pk, device_id=None, zone="UTC")
    actions.break_glass(entry_id=uuid7(), by=by, at=now(), person_id=elsewhere.pk, reason=REASON)
    record = f"/people/{elsewhere.pk}/record/"
    assert [signed_in(who).get(record).status_code for who in (one, other)] == [200, 404]


def test_behind_broken_glass_one_reads_and_writes_nothing(elsewhere: Any) -> None:
    somebody = account(Role.WARD_STAFF, ward_id=WARD)
    by = Actor(account_id=somebody.pk, device_id=None, zone="UTC")
    actions.break_glass(entry_id=uuid7(), by=by, at=now(), person_id=elsewhere.pk, reason=REASON)
    incident = elsewhere.incidents.get()
    client = signed_in(somebody)
    assert client.get(f"/incidents/{incident.pk}/").status_code == 200
    assert client.post(f"/incidents/{incident.pk}/complete/").status_code == 404
    assert client.get(f"/wards/{OTHER_WARD}/").status_code == 404


@pytest.mark.parametrize("reason", ["", "because", " " * 40])
def test_a_reason_has_words(elsewhere: Any, reason: str) -> None:
    client = signed_in(account(Role.WARD_STAFF, ward_id=WARD))
    assert tried(client, reason=reason).status_code == 422
    assert not BrokenGlass.objects.exists() and not GlassTry.objects.exists()


def test_opening_the_page_alone_breaks_nothing(elsewhere: Any) -> None:
    client = signed_in(account(Role.WARD_STAFF, ward_id=WARD))
    client.get("/accounts/break-glass/")
    assert not Entry.objects.filter(action="break_glass").exists()


@pytest.mark.parametrize(
    ("facility", "number"), [(OTHER_HOSPITAL, "N"), (OTHER_HOSPITAL, "n9"), (HOSPITAL, "N1")]
)
@pytest.mark.usefixtures("elsewhere")
def test_people_are_found_by_their_whole_number_alone(facility: Any, number: str) -> None:
    client = signed_in(account(Role.WARD_STAFF, ward_id=WARD))
    page = tried(client, number, facility=facility)
    assert page.status_code == 422
    assert "Person 1" not in page.content.decode()


@pytest.mark.parametrize(
    "role", [Role.MONITOR, Role.MINISTRY, Role.ADMINISTRATOR, Role.PEER_WORKER]
)
def test_other_roles_break_no_glass(elsewhere: Any, role: Role) -> None:
    client = signed_in(account(role))
    assert tried(client).status_code == 403


def test_the_person_and_the_ward_see_who_opened_the_record_from_elsewhere_and_why(
    elsewhere: Any,
) -> None:
    nurse = signed_in(account(Role.WARD_STAFF, "ada", ward_id=WARD))
    tried(nurse)
    nurse.get(f"/people/{elsewhere.pk}/record/")
    person = signed_in(account(Role.PERSON, person_id=elsewhere.pk))
    seen = person.get("/me/").content.decode()
    assert "Ada" in seen and REASON in seen
    ward = signed_in(account(Role.WARD_STAFF, ward_id=OTHER_WARD))
    assert REASON in ward.get(f"/people/{elsewhere.pk}/record/").content.decode()


@pytest.mark.usefixtures("elsewhere")
def test_without_a_reason_a_known_and_an_unknown_number_look_alike() -> None:
    client = signed_in(account(Role.WARD_STAFF, ward_id=WARD))
    known, unknown = (tried(client, number, reason="") for number in ("N1", "N7"))
    assert known.status_code == unknown.status_code == 422
    pages = [re.sub(HIDDEN, "", answer.content.decode()) for answer in (known, unknown)]
    assert pages[0].replace('value="N1"', 'value="N7"') == pages[1]


def test_numbers_typed_at_random_are_limited_written_and_told_to_the_lead(elsewhere: Any) -> None:
    client = signed_in(account(Role.WARD_STAFF, "ada", ward_id=WARD))
    answers = [tried(client, number).status_code for number in ("N7", "N8", "N1", "N9", "N10")]
    assert answers == [422, 422, 302, 422, 422]
    # After five, a number that is known and one that is not are the same.
    over = [tried(client, number) for number in ("N1", "N11")]
    assert [answer.status_code for answer in over] == [429, 429]
    assert Entry.objects.filter(action="try_glass").count() == 5
    assert BrokenGlass.objects.count() == 1 and differences() == []
    seen = signed_in(account(Role.FACILITY_LEAD, facility_id=OTHER_HOSPITAL)).get(
        "/accounts/glass/"
    )
    assert seen.content.decode().count("<strong>Ada</strong>") == 5


def test_after_an_hour_one_may_look_again(elsewhere: Any) -> None:
    client = signed_in(account(Role.WARD_STAFF, ward_id=WARD))
    for number in range(5, 10):
        tried(client, f"N{number}")
    assert tried(client).status_code == 429
    GlassTry.objects.update(tried_at=now() - timedelta(minutes=61))
    assert tried(client).status_code == 302 and BrokenGlass.objects.get().person == elsewhere
