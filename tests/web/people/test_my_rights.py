"""One's rights: in plain words, with whom to reach, and what was not checked says so."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client
from markupsafe import escape
from uuid6 import uuid7

from openward.rights.contacts import places
from openward.rights.plain_words import rights
from openward_web.law.rights import rights_or_404
from openward_web.law.selectors import laws
from openward_web.people.models import Person
from openward_web.wards.models import Contact, Regime
from tests.web.names import HOSPITAL
from tests.web.people.story import nurse, person_account
from tests.web.service import person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    service()
    return person_here(1)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_contacts_of_the_facility_stand_before_those_of_the_country(person: Person) -> None:
    Contact.objects.create(pk=uuid7(), facility_id=HOSPITAL, kind="advocate", name="Our advocate",
                           reach="Room 4")  # fmt: skip
    body = page(signed_in(person_account(person)), "/me/rights/")
    country = places()["sk"].contacts[0].official_name
    assert body.index("Our advocate") < body.index(country)
    assert "Not checked." in body
    assert all(right.title in body for right in rights())


def test_without_a_law_the_page_says_so_and_still_answers(person: Person) -> None:
    Regime.objects.all().delete()
    assert "Nobody has set yet which law" in page(signed_in(person_account(person)), "/me/rights/")


@pytest.mark.parametrize(
    "address", ["/me/rights/?paper=1", "/me/complaint.pdf", "/law/sk/rights/?paper=1"]
)
def test_it_prints(person: Person, address: str) -> None:
    answer = signed_in(person_account(person)).get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_every_place_has_its_page_without_an_account(client: Client) -> None:
    for code in laws():
        body = page(client, f"/law/{code}/rights/")
        if code not in places():  # the standard of a body that has no country
            assert "We do not know any yet." in body
            continue
        names = [one.official_name for one in places()[code].contacts]
        assert all(escape(said) in body for said in (*names, *places()[code].missing.values()))


def test_a_place_that_is_not_known_is_not_there(client: Client) -> None:
    assert client.get("/law/nowhere/rights/").status_code == 404


def test_staff_find_the_rights_of_the_place_on_the_plan(person: Person) -> None:
    body = page(nurse(), f"/people/{person.pk}/plan/whole/")
    assert 'href="/law/sk/rights/"' in body
    assert 'href="/me/rights/"' not in body


def test_the_paper_says_what_the_law_asks_with_its_sources() -> None:
    place = rights_or_404("sk")
    html = render_to_string("law/rights_paper.jinja", {"place": place, "today": date(2026, 3, 1)})
    rules = [rule for section in place.sections for rule in section.rules]
    assert rules
    assert all(escape(rule.cite) in html and escape(rule.words) in html for rule in rules)
    assert "<details" not in html
