"""Staff, courses and hours of a ward: entered by a lead, shown in sums, counted by the rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openward.indicators.counting import rates
from openward_web.accounts.rules import Role
from openward_web.change import staff
from openward_web.change.models import Staff, StaffingRule, Training
from openward_web.figures.dataset import tables_of
from openward_web.ledger.models import Entry
from openward_web.ledger.rebuilding import differences
from openward_web.wards.models import Staffing, Ward
from tests.web.names import HOSPITAL, SECOND_WARD, WARD
from tests.web.people.story import post
from tests.web.service import account, service, signed_in

pytestmark = pytest.mark.django_db
PLACE = f"/changes/ward/{WARD}/around/"
STAFF = """staff_id,role,started_on,name
n1,nurse,2025-01-01,Anna
n2,nurse,2025-01-01,Bela
n3,doctor,2025-06-01,Cyril
"""
COURSES = """staff_id,course,completed_on,valid_until
n1,safewards,2025-02-01,2099-01-01
n1,first-aid,2025-02-01,2025-03-01
n2,first-aid,2025-02-01,2025-03-01
"""
HOURS = """day,shift,role,planned_hours,worked_hours,beds_occupied,starts_at,ends_at
2026-03-01,early,nurse,24,16,12,2026-03-01T06:00:00+01:00,2026-03-01T14:00:00+01:00
2026-03-01,late,nurse,24,24,12,2026-03-01T14:00:00+01:00,2026-03-01T22:00:00+01:00
"""


@pytest.fixture
def lead() -> Client:
    service()
    return signed_in(account(Role.FACILITY_LEAD, facility_id=HOSPITAL))


def keep(client: Client, what: str, text: str = "", ward: Any = WARD, **fields: str) -> Any:
    file = {"list": SimpleUploadedFile("list.csv", text.encode())} if text else {}
    return post(client, f"/changes/ward/{ward}/around/{what}/", **fields, **file)


def rate(code: str, first: date, last: date) -> tuple[float | None, float | None]:
    table = rates(tables_of(HOSPITAL), [code], by=("ward", "month"), first=first, last=last)
    (row,) = [row for row in table.to_pylist() if row["area_id"] == str(WARD)]
    return row["numerator"], row["denominator"]


def test_before_anything_is_known_the_page_says_so(lead: Client) -> None:
    page = lead.get(PLACE).content.decode()
    assert "No list of staff yet" in page
    assert "That is not known, not zero." in page
    assert PLACE in lead.get(f"/changes/ward/{WARD}/").content.decode()


def test_who_has_a_valid_course_is_counted_as_the_rule_counts_it(lead: Client) -> None:
    assert keep(lead, "staff", STAFF).status_code == 302
    assert keep(lead, "courses", COURSES).status_code == 302
    ward = Ward.objects.get(pk=WARD)
    table = staff.coverage(ward, date(2026, 3, 2))
    assert table is not None
    told = [[cell.text for cell in row] for row in table.rows]
    assert told == [["Any course", "1", "3"], ["safewards", "1", "3"]]
    assert rate("ow-training", date(2026, 2, 1), date(2026, 3, 1)) == (1, 3)
    assert rate("ow-training", date(2025, 2, 1), date(2025, 3, 1)) == (2, 2)
    page = lead.get(PLACE).content.decode()
    assert not any(name in page for name in ("n1", "Anna", "Bela"))
    assert differences() == []


def test_a_list_sent_again_changes_and_doubles_nothing(lead: Client) -> None:
    for _time in range(2):
        keep(lead, "staff", STAFF)
        keep(lead, "courses", COURSES)
        keep(lead, "hours", HOURS)
    assert (Staff.objects.count(), Training.objects.count(), Staffing.objects.count()) == (3, 3, 2)
    keep(lead, "staff", "staff_id,ended_on\nn3,2026-01-01\n")
    assert str(Staff.objects.get(local_number="n3").ended_on) == "2026-01-01"
    assert Staff.objects.get(local_number="n3").role == "doctor"
    keep(lead, "hours", "day,shift,role,worked_hours\n2026-03-01,late,nurse,20\n")
    row = Staffing.objects.get(shift="late")
    assert (row.planned_hours, row.worked_hours) == (24, 20)


@pytest.mark.parametrize("what, text, words", [
    ("staff", "staff_id,role\nAnna Bell,nurse\n", "not a number of the service"),
    ("staff", "staff_id,ended_on\nn1,2024-01-01\n", "ended_on would be before started_on"),
    ("courses", "staff_id,course,completed_on\nn9,x,2026-01-01\n", "not on the list of staff"),
    ("hours", "day,shift,role\n2026-01-01,dawn,nurse\n", "not a code"),
    ("hours", "", "choose a CSV file"),
])  # fmt: skip
def test_a_list_with_a_mistake_leaves_nothing(
    lead: Client, what: str, text: str, words: str
) -> None:
    keep(lead, "staff", STAFF)
    entries = Entry.objects.count()
    answer = keep(lead, what, text)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Entry.objects.count() == entries


def test_a_course_of_people_nobody_named_is_in_no_share(lead: Client) -> None:
    keep(lead, "staff", STAFF)
    said = {"course": "safewards", "completed_on": "2025-02-01", "people": "4"}
    assert keep(lead, "course", participant_kind="peer_worker", **said).status_code == 302
    assert keep(lead, "course", participant_kind="staff", **said | {"people": "2"}
                ).status_code == 302  # fmt: skip
    assert Training.objects.filter(staff=None).count() == 6
    assert "safewards: Peer worker: 4, Staff: 2" in lead.get(PLACE).content.decode()
    assert rate("ow-training", date(2026, 2, 1), date(2026, 3, 1)) == (0, 3)


@pytest.mark.parametrize("wrong", [
    {"people": "0"}, {"people": "501"}, {"completed_on": "2199-01-01"}, {"course": "=1+1"},
    {"valid_until": "2025-02-01"}, {"participant_kind": "cook"}, {"course": ""},
])  # fmt: skip
def test_a_wrong_course_is_said_at_its_field(lead: Client, wrong: dict[str, str]) -> None:
    said = {"course": "safewards", "completed_on": "2025-02-01", "people": "4",
            "participant_kind": "staff"}  # fmt: skip
    answer = keep(lead, "course", **said | wrong)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert not Training.objects.exists()


def test_a_rule_of_staffing_judges_the_shifts(lead: Client) -> None:
    keep(lead, "hours", HOURS)
    march = (date(2026, 3, 1), date(2026, 4, 1))
    keep(lead, "rule", beds_per_staff="5", shift="", valid_from="2026-01-01")
    # 16 hours in 8 are 2 members of staff for 12 beds; 24 are 3, and 12 beds need 2.4.
    assert rate("ow-staffing-ratio", *march) == (1, 2)
    keep(lead, "rule", beds_per_staff="6", shift="", valid_from="2026-03-01")
    assert rate("ow-staffing-ratio", *march) == (2, 2)
    before, now = StaffingRule.objects.order_by("valid_from")
    assert (str(before.valid_to), now.valid_to, now.shift) == ("2026-03-01", None, None)
    page = lead.get(PLACE).content.decode()
    assert "at most 6 occupied beds for each member of staff" in page
    assert keep(lead, "rule", beds_per_staff="0", shift="", valid_from="").status_code == 422


def test_the_same_number_on_another_ward_is_somebody_else(lead: Client) -> None:
    keep(lead, "staff", STAFF)
    assert keep(lead, "staff", STAFF, ward=SECOND_WARD).status_code == 302
    assert Staff.objects.count() == 6


def test_a_champion_does_not_keep_staff() -> None:
    service()
    champion = signed_in(account(Role.WARD_CHAMPION, ward_id=WARD))
    assert champion.get(PLACE).status_code == 403
    assert PLACE not in champion.get(f"/changes/ward/{WARD}/").content.decode()
