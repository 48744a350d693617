"""From the first word of a plan to what the ward changed, as one would live it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from openward_web.accounts.rules import Role
from openward_web.learning.models import Debrief, PlanUse
from openward_web.people.models import Person, Plan, PlanLine
from openward_web.recording.models import Incident, Measure

from .axe import axe_clean, readable_at_360
from .test_own_plan import say
from .ward import a_ward, account, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_plan_an_incident_a_talk_and_what_changed(page: Page) -> None:
    a_ward()
    person = Person.objects.get(identity__display_name="Person 1")
    account("person", Role.PERSON, person_id=person.pk)
    sign_in(page)
    write_the_plan_together(page)
    record_with_the_plan_beside(page)
    incident = Incident.objects.get()
    hold_the_talk_that_was_declined(page, incident)
    change_the_plan(page, person)
    change_the_ward(page, incident)


def write_the_plan_together(page: Page) -> None:
    page.get_by_role("link", name="Plan – Person 1").click()
    page.get_by_role("link", name="The whole plan").click()
    say(page, "do", "Open the garden door", "Read back, and keep")
    say(page, "do_not", "Do not stand in the door", "Read back, and keep")
    page.get_by_role("button", name="Sign this version").click()
    axe_clean(page)
    page.goto("/")


def record_with_the_plan_beside(page: Page) -> None:
    page.get_by_role("link", name="Plan – Person 1").click()
    expect(page.get_by_text("Open the garden door")).to_be_visible()
    page.goto("/")
    page.get_by_role("link", name="A measure starts – Person 1").click()
    page.get_by_role("button", name="Seclusion").click()
    tried = page.get_by_role("button", name="Did not help – Open the garden door")
    tried.click()
    expect(tried).to_have_attribute("aria-pressed", "true")
    assert PlanUse.objects.get().helped == "no"
    page.get_by_role("button", name="End it now").first.click()
    page.wait_for_url("**/incidents/**")
    assert Measure.objects.get().end_state == "ended"
    axe_clean(page)


def hold_the_talk_that_was_declined(page: Page, incident: Incident) -> None:
    page.goto(f"/incidents/{incident.pk}/learning/")
    page.get_by_text("Offer a talk").click()
    page.locator("#id_offer-answer").select_option(label="No")
    page.locator("form[action$='/offer/']").get_by_role("button").click()
    page.get_by_role("button", name="Yes – The person").click()
    page.get_by_text("It was held").click()
    page.locator("form[action$='/hold/']").get_by_role("button").click()
    assert Debrief.objects.get().held_at
    axe_clean(page)
    readable_at_360(page)


def change_the_plan(page: Page, person: Person) -> None:
    """After the talk another version begins; what was signed before stands as it stood."""
    page.goto(f"/people/{person.pk}/plan/whole/")
    expect(page.get_by_text("Time to look at it again together")).to_be_visible()
    say(page, "do", "Ask me before you come in", "Read back, and keep")
    page.get_by_role("button", name="Sign this version").click()
    assert list(Plan.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert PlanLine.objects.filter(from_version=2).get().text == "Ask me before you come in"


def change_the_ward(page: Page, incident: Incident) -> None:
    page.goto(f"/wards/{incident.ward_id}/changes/")
    page.get_by_label("What kind of change").select_option("service")
    page.get_by_label("What is to change").fill("The garden stays open")
    page.get_by_label("What was said, so that").fill("I wanted to go outside")
    page.get_by_label("Who does it, by role").select_option("nurse")
    page.get_by_label("By when", exact=True).fill("2026-12-31")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("button", name="It is done – The garden stays open").click()
    page.goto(f"/wards/{incident.ward_id}/wall/")
    expect(page.get_by_text("I wanted to go outside")).to_be_visible()
    expect(page.get_by_text("The garden stays open")).to_be_visible()
    axe_clean(page)
