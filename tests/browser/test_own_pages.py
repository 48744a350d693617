"""The person's own pages: rights, a message that the ward cannot read, words brought along."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from openward_web.accounts.rules import Role
from openward_web.people.models import Person, PlanLine
from openward_web.sealed.models import SealedMessage
from tests.web.people.story import line

from .axe import axe_clean, readable_at_360, tab_order
from .ward import a_ward, account, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def a_person(page: Page) -> Person:
    a_ward()
    person = Person.objects.get(identity__display_name="Person 1")
    account("person", Role.PERSON, person_id=person.pk)
    account("advocate", Role.PEER_WORKER, person_id=person.pk)
    return person


def test_the_rights_are_on_one_page_and_lead_to_people(page: Page) -> None:
    sign_in(page, "person")
    page.get_by_role("link", name="My rights, and whom I can reach").click()
    expect(page.get_by_role("heading", name="Ask for an advocate")).to_be_visible()
    axe_clean(page)
    readable_at_360(page)
    assert "All of it, with sources" in tab_order(page)
    page.goto("/law/sk/rights/")
    axe_clean(page)
    readable_at_360(page)


def clean_at_both_widths(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    axe_clean(page)
    readable_at_360(page)


def test_the_person_says_how_it_was_and_the_ward_reads_what_it_may(
    page: Page, browser: Browser, a_person: Person
) -> None:
    sign_in(page, "person")
    page.get_by_role("link", name="A few questions on how it was").click()
    clean_at_both_widths(page)
    page.get_by_label("Did you feel safe?").select_option(label="No")
    page.get_by_label("Those who work on the ward").first.check()
    page.get_by_role("button", name="Keep my answers").click()
    expect(page.get_by_role("heading", name="What I said before")).to_be_visible()
    clean_at_both_widths(page)
    theirs = browser.new_page(base_url=page.url.split("/me/")[0])
    sign_in(theirs, "nurse")
    theirs.goto(f"/people/{a_person.pk}/plan/whole/")
    theirs.get_by_role("link", name="How it was for the person").click()
    expect(theirs.get_by_text("Did you feel safe?")).to_be_visible()
    theirs.get_by_label("The number").fill("3")
    theirs.get_by_label("On which day").fill("2026-03-01")
    theirs.get_by_role("button", name="Keep the score").click()
    clean_at_both_widths(theirs)
    theirs.get_by_role("link", name="Which questionnaires there are").click()
    expect(theirs.get_by_text("Not validated.")).to_be_visible()
    clean_at_both_widths(theirs)
    theirs.close()
    page.reload()
    expect(page.get_by_text("filled in by:")).to_be_visible()
    clean_at_both_widths(page)


def test_what_a_person_writes_opens_with_the_key_of_the_advocate(
    page: Page, browser: Browser
) -> None:
    sign_in(page, "advocate")
    page.get_by_role("link", name="Messages to me").click()
    page.get_by_role("button", name="Make a new pair of keys").click()
    secret = page.get_by_text("AGE-SECRET-KEY-").last.inner_text()
    axe_clean(page)
    readable_at_360(page)
    page.get_by_role("button", name="Receive messages").click()
    theirs = browser.new_page(base_url=page.url.split("/messages")[0])
    sign_in(theirs, "person")
    theirs.get_by_role("link", name="Write a message that the ward cannot read").click()
    theirs.get_by_label("To whom").select_option(label="Advocate – Peer worker or advocate")
    theirs.get_by_label("Your message").fill("They laughed when I asked for water.")
    axe_clean(theirs)
    readable_at_360(theirs)
    theirs.get_by_role("button", name="Lock and send").click()
    expect(theirs.get_by_text("not opened yet")).to_be_visible()
    assert "laughed" not in SealedMessage.objects.get().sealed
    page.goto("/messages/")
    page.get_by_label("Your secret key").fill(secret)
    axe_clean(page)
    page.get_by_role("button", name="Open it here").click()
    expect(page.get_by_text("They laughed when I asked for water.")).to_be_visible()
    readable_at_360(page)
    theirs.reload()
    expect(theirs.get_by_text("not opened yet")).not_to_be_visible()
    theirs.close()


def test_words_that_were_taken_away_come_back(page: Page, a_person: Person, tmp_path: Path) -> None:
    taken = line(a_person, "Sit with me")
    sign_in(page, "person")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download everything by and about me (ZIP)").click()
    download.value.save_as(tmp_path / "my-record.zip")
    PlanLine.objects.filter(pk=taken.pk).update(until_version=1)
    page.goto("/me/bring/")
    axe_clean(page)
    readable_at_360(page)
    page.get_by_label("The file that you took with you").set_input_files(tmp_path / "my-record.zip")
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("New for your plan: 1")).to_be_visible()
    axe_clean(page)
    page.get_by_label("The file that you took with you").set_input_files(tmp_path / "my-record.zip")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("Done.")).to_be_visible()
    assert PlanLine.objects.get(until_version=None).text == "Sit with me"
