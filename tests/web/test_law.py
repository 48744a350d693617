"""The public pages on the law: what is asked, what is not known, the standard beside it."""

from __future__ import annotations

import pytest
from django.test import Client

from openward.law.examples import computed, examples_of
from openward.law.loading import read_laws
from openward.law.signatures import overlaid
from openward_web.law import selectors

pytestmark = pytest.mark.django_db
LAWS = read_laws()
CODES = list(LAWS)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_names_every_place_and_the_goal(client: Client) -> None:
    text = page(client, "/law/")
    assert all(f"/law/{code}/" in text for code in CODES)
    assert "They permit nothing" in text and "The goal is zero" in text


@pytest.mark.parametrize("code", CODES)
def test_each_place_has_its_page_and_a_picture(client: Client, code: str) -> None:
    text = page(client, f"/law/{code}/")
    assert "nothing here permits a measure" in text
    picture = client.get(f"/law/{code}/example/1.svg?width=narrow")
    assert picture.status_code == 200 and picture["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize("code", ["lt", "hr", "rs"])
def test_what_is_not_known_is_said_and_never_called_no_limit(client: Client, code: str) -> None:
    text = page(client, f"/law/{code}/")
    assert "How long a measure may last is not known to us" in text
    assert "no limit" not in text.lower()


def test_the_standard_stands_beside_a_country_and_not_in_it(client: Client) -> None:
    text = page(client, "/law/sk/")
    assert "CPT standard" in text and 'id="cpt-belts-watch"' in text
    rows = [row for e in examples_of(LAWS["sk"]) for row in computed(e, LAWS)]
    assert rows and {row.jurisdiction for row in rows} == {"sk"}


def test_nothing_is_called_a_breach_without_a_lawyer(client: Client) -> None:
    text = page(client, "/law/fr/")
    assert "Not checked by a lawyer" in text
    assert ">breach<" not in text


@pytest.mark.parametrize("address", ["/law/xx/", "/law/fr/example/99.svg", "/law/fr/example/0.svg"])
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_root_still_leads_to_the_figures(client: Client) -> None:
    assert client.get("/")["Location"] == "/figures/"


def test_a_target_of_the_installation_is_never_shown_as_the_law(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = {"id": "local-sk-debrief", "type": "debrief", "words": "We talk within a day.",
            "kinds": ["seclusion"], "within": "PT24H", "force": "standard", "cite": "Ward council",
            "verified": True}  # fmt: skip
    changed = LAWS | {"sk": overlaid(LAWS["sk"], {"rule": [rule]})}
    monkeypatch.setattr(selectors, "laws", lambda: changed)
    assert "A target of this installation, not the law." in page(client, "/law/sk/")
