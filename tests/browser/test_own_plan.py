"""The person and staff: a plan written together, found in one tap, and learning afterwards."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from openward_web.accounts.rules import Role
from openward_web.learning.models import Debrief, PlanUse
from openward_web.people.models import Person, Plan, PlanLine
from tests.web.people.story import incident, line

from .axe import axe_clean, readable_at_360, tab_order
from .ward import a_ward, account, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def a_person(page: Page) -> Person:
    a_ward()
    person = Person.objects.get(identity__display_name="Person 1")
    account("person", Role.PERSON, person_id=person.pk)
    return person


def say(page: Page, part: str, words: str, button: str) -> None:
    box = page.locator(f"section[aria-labelledby={part}]")
    box.locator("summary").click()
    box.locator("textarea").fill(words)
    box.get_by_role("button", name=button).click()


def test_when_a_plan_is_written_together_then_one_tap_finds_it(page: Page) -> None:
    sign_in(page)
    page.get_by_role("link", name="Plan – Person 1").click()
    page.get_by_role("link", name="The whole plan").click()
    axe_clean(page)
    readable_at_360(page)
    say(page, "do", "Sit with me", "Read back, and keep")
    say(page, "do_not", "Do not touch me", "Read back, and keep")
    reached = " ".join(tab_order(page))
    assert all(name in reached for name in ("Add words", "Sign this version"))
    page.get_by_role("button", name="Sign this version").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Staff, here")).to_be_visible()
    assert Plan.objects.get().signed_at
    page.goto("/")
    page.get_by_role("link", name="Plan – Person 1").click()
    expect(page.get_by_text("Sit with me")).to_be_visible()
    axe_clean(page)
    readable_at_360(page)


def test_the_card_of_a_full_plan_fits_on_one_screen_of_a_telephone(
    page: Page, a_person: Person
) -> None:
    for part in ("do", "do_not"):
        for text in ("Sit down with me and be quiet", "Call my sister first", "Speak slowly"):
            line(a_person, text, part=part)
    line(a_person, "My sister, at any hour", part="supporters")
    sign_in(page)
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("link", name="Plan – Person 1").click()
    card = page.locator(".ow-crisis").bounding_box()
    assert card is not None
    assert card["y"] + card["height"] <= 740


def test_when_a_measure_starts_then_the_plan_is_beside_it(page: Page, a_person: Person) -> None:
    line(a_person)
    sign_in(page)
    page.get_by_role("link", name="A measure starts – Person 1").click()
    page.get_by_role("button", name="Seclusion").click()
    page.get_by_role("button", name="Helped – Sit with me").click()
    expect(page.get_by_role("button", name="Helped – Sit with me")).to_have_attribute(
        "aria-pressed", "true"
    )
    assert PlanUse.objects.get().helped == "yes"
    axe_clean(page)
    readable_at_360(page)


def test_a_debrief_that_was_declined_is_held_later_and_the_ward_changes(
    page: Page, a_person: Person
) -> None:
    happened = incident(a_person)
    sign_in(page)
    page.goto(f"/incidents/{happened.pk}/learning/")
    page.get_by_text("Offer a talk").click()
    page.locator("#id_offer-answer").select_option(label="No")
    page.locator("form[action$='/offer/']").get_by_role("button").click()
    axe_clean(page)
    readable_at_360(page)
    page.get_by_role("button", name="Yes – The person").click()
    page.get_by_text("It was held").click()
    page.locator("form[action$='/hold/']").get_by_role("button").click()
    assert Debrief.objects.get().held_at
    page.goto(f"/wards/{happened.ward_id}/changes/")
    axe_clean(page)
    page.get_by_label("What kind of change").select_option("service")
    page.get_by_label("What is to change").fill("The garden stays open")
    page.get_by_label("What was said, so that").fill("I wanted to go outside")
    page.get_by_label("Who does it, by role").select_option("nurse")
    page.get_by_label("By when", exact=True).fill("2026-12-01")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("button", name="It is done – The garden stays open").click()
    page.goto(f"/wards/{happened.ward_id}/wall/")
    expect(page.get_by_text("I wanted to go outside")).to_be_visible()
    readable_at_360(page)


def test_the_person_takes_back_a_line_and_writes_how_it_was(page: Page, a_person: Person) -> None:
    line(a_person)
    happened = incident(a_person)
    sign_in(page, "person")
    page.get_by_role("link", name="My plan").click()
    axe_clean(page)
    page.get_by_role("button", name="Take it back – Sit with me").click()
    assert PlanLine.objects.get().until_version
    page.goto(f"/me/incidents/{happened.pk}/")
    page.get_by_label("In your own words", exact=True).fill("I was afraid.")
    page.get_by_role("button", name="Keep my words").click()
    expect(page.get_by_text("I was afraid.")).to_be_visible()
    axe_clean(page)
    readable_at_360(page)
