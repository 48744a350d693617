"""What is printed, and what a page says of what was written: in the time of the ward."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.ledger.rows import payload_of
from openward_web.ledger.writing import write
from openward_web.recording import actions, incidents, presenters
from openward_web.recording.models import Incident
from openward_web.recording.selectors import now
from openward_web.wards import sheets
from openward_web.wards.models import Ward
from tests.web.service import NOON, NURSE, WARD, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse() -> Client:
    service()
    return signed_in(account(Role.WARD_STAFF, ward_id=WARD))


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that go to the printer, as HTML."""
    pages: list[str] = []

    def keep(html: str, name: str) -> Any:
        pages.append(html)
        return real(html, name)

    real = sheets.pdf_response
    monkeypatch.setattr(sheets, "pdf_response", keep)
    monkeypatch.setattr(incidents, "pdf_response", keep)
    return pages


def a_seclusion(at: datetime = NOON) -> Incident:
    key, _ = actions.start_measure(
        entry_id=uuid7(), by=NURSE, at=at, person=person_here(), ward_id=WARD, kind="seclusion"
    )
    return Incident.objects.get(pk=key)


def test_paper_says_the_day_even_of_today(nurse: Client, printed: list[str]) -> None:
    incident = a_seclusion(now())
    assert nurse.get(f"/incidents/{incident.pk}/incident.pdf").status_code == 200
    assert nurse.get(f"/wards/{WARD}/sheet.pdf").status_code == 200
    today = now().astimezone(ZoneInfo("Europe/Bratislava"))
    for page in printed:
        assert f"Printed {today:%-d %b %Y}, " in page


def test_what_was_written_is_told_on_the_clock_of_the_ward(nurse: Client) -> None:
    incident = a_seclusion()
    cells = dict(presenters.written(incident.pk)[0].cells)
    assert cells["started"] == "2 Mar 2026, 13:00"  # noon in UTC is one o'clock in Bratislava


def test_nobody_is_told_that_the_record_is_complete_because_there_is_one(nurse: Client) -> None:
    incident = a_seclusion()
    shown = presenters.incident_page(incident, NOON + timedelta(hours=1))["obligations"]
    assert {row.type for row, _, _ in shown} & {"record", "requirement", "retention"} == set()
    assert shown


def test_the_twin_has_the_law_of_the_ward_as_it_holds_today_in_such_a_place() -> None:
    service()
    ward = Ward.objects.select_related("facility").get(pk=WARD)
    words = [rule.words for _, rules in sheets.duties_of(ward) for rule in rules]
    assert words and not any("detention institute" in one for one in words)
    own = {"row_id": uuid7(), "facility_id": ward.facility_id, "ward_id": WARD,
           "jurisdiction": "ie", "setting": None, "valid_from": date(2025, 1, 1)}  # fmt: skip
    write("set_regime", entry_id=uuid7(), subject=f"ward:{WARD}", by=NURSE,
          occurred_at=datetime(2025, 1, 1, tzinfo=UTC),
          payload=payload_of(new={"regimes": [own]}))  # fmt: skip
    assert [name for name, _ in sheets.duties_of(ward)] == ["Ireland"]
