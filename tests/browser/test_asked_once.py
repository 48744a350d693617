"""What cannot be taken back is asked once, and still takes few taps."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from uuid6 import uuid7

from openward_web.people.models import Person
from openward_web.recording.actions import start_measure
from openward_web.recording.models import Measure
from openward_web.recording.selectors import now
from openward_web.wards.models import Stay
from tests.web.service import NURSE, WARD

from .axe import axe_clean
from .ward import a_ward, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_somebody_leaves_in_four_taps_and_never_in_one(page: Page) -> None:
    a_ward()
    sign_in(page)
    page.get_by_role("link", name="Who comes and goes").click()
    page.get_by_role("link", name="Person 1").click()
    leaves = page.get_by_role("button", name="Yes, Person 1 leaves the hospital now")
    expect(leaves).to_be_hidden()
    page.get_by_text("Leaves the hospital", exact=True).click()
    assert Stay.objects.filter(ended_at=None).count() == 3
    axe_clean(page)
    leaves.click()
    page.get_by_role("link", name="Person 2").wait_for()
    assert Stay.objects.filter(ended_at=None).count() == 2


def test_a_measure_is_withdrawn_after_one_question(page: Page) -> None:
    a_ward()
    person = Person.objects.get(identity__local_number="N1")
    _, key = start_measure(entry_id=uuid7(), by=NURSE, at=now(), person=person, ward_id=WARD,
                           kind="seclusion")  # fmt: skip
    sign_in(page)
    page.goto(f"/measures/{key}/correct/")
    withdraw = page.get_by_role("button", name="Yes, withdraw it")
    expect(withdraw).to_be_hidden()
    page.get_by_text("Withdraw this measure", exact=True).click()
    assert Measure.objects.filter(withdrawn_at=None).exists()
    withdraw.click()
    page.get_by_role("link", name="Complete the record").wait_for()
    assert not Measure.objects.filter(withdrawn_at=None).exists()
