"""The path of a country: read by everybody, written by its own ministry, never overwritten."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from uuid6 import uuid7

from openward.charts.boundaries import boundaries
from openward.countries.loading import countries
from openward.problems import BadInput
from openward_web.accounts.rules import Role
from openward_web.country.actions import write_step
from openward_web.country.models import CountryStep
from openward_web.country.selectors import path_of
from openward_web.ledger.models import Entry
from openward_web.ledger.rebuilding import differences
from openward_web.wards.models import Facility
from tests.web.names import HOSPITAL
from tests.web.people.story import post
from tests.web.service import NOON, NURSE, account, service, signed_in

pytestmark = pytest.mark.django_db
LT = "/countries/lt/"
STEP = {"kind": "law", "state": "adopted", "title": "An act on mental health", "when": "2026-02",
        "law": "lt", "source": "The official gazette"}  # fmt: skip


def ministry(**place: Any) -> Client:
    return signed_in(account(Role.MINISTRY, **place))


def test_countries_stand_by_name_and_every_unread_fact_is_marked(client: Client) -> None:
    page = client.get("/countries/").content.decode()
    places = [page.index(f">{one.name}<") for one in countries().values()]
    assert places == sorted(places)
    for country in countries().values():
        own = client.get(f"/countries/{country.code}/").content.decode()
        assert own.count("Not checked.") == len(country.steps)
        assert "What is not known" in own and "That is not a zero" in own


def test_a_country_with_published_figures_leads_to_them(client: Client) -> None:
    page = client.get("/countries/us/").content.decode()
    assert "/figures/us-cms-ipfqr-2022/us-hbips-2/" in page
    assert "whether there was a training" in page


@pytest.mark.parametrize("code", ["xx", "cpt", "gb-eng", "programme"])
def test_what_is_no_country_is_not_there(client: Client, code: str) -> None:
    assert client.get(f"/countries/{code}/").status_code == 404


def test_a_ministry_writes_for_its_own_country_only(client: Client) -> None:
    theirs = ministry(region="LT")
    assert post(theirs, f"{LT}steps/", **STEP).status_code == 302
    assert post(theirs, "/countries/lv/steps/", **STEP).status_code == 404
    assert "Add a step" not in theirs.get("/countries/lv/").content.decode()
    page = client.get(LT).content.decode()
    assert "An act on mental health" in page
    assert "Written by the ministry on" in page


@pytest.mark.parametrize("place", [{"region": "LT-VL"}, {"facility_id": HOSPITAL}])
def test_a_part_of_a_country_is_not_enough(place: dict[str, Any]) -> None:
    service()
    Facility.objects.update(country="LT", region="LT-VL")
    assert post(ministry(**place), f"{LT}steps/", **STEP).status_code == 404


def test_a_grant_for_a_country_reaches_its_facilities() -> None:
    service()
    Facility.objects.exclude(pk=HOSPITAL).update(country="LT")
    page = ministry(region="SK").get("/countries/sk/")
    assert page.status_code == 200


def test_a_correction_stands_before_what_was_there(client: Client) -> None:
    theirs = ministry(region="LT")
    said = STEP | {"kind": "staffing_rule", "title": "One nurse for ten beds", "staff": "1",
                   "beds": "10", "state": "in_force"}  # fmt: skip
    assert post(theirs, f"{LT}steps/staff-to-bed-ratio/", **said).status_code == 302
    rule = next(one for one in path_of(countries()["lt"]) if one.step.staff)
    assert [old.key for old in rule.earlier] == ["staff-to-bed-ratio"]
    page = client.get(LT).content.decode()
    assert page.index("1 staff for 10 beds.") < page.index("A ratio of staff to beds")
    assert "the numbers of the rule on staff" not in page


def test_two_corrections_of_one_step_are_not_both_kept() -> None:
    theirs, address = ministry(region="LT"), f"{LT}steps/comfort-rooms/"
    said = STEP | {"kind": "comfort_rooms", "state": "available"}
    assert post(theirs, address, **said).status_code == 302
    assert post(theirs, address, **said).status_code == 404
    assert CountryStep.objects.count() == 1


def test_who_corrects_from_an_old_page_is_told() -> None:
    said = {"by": NURSE, "at": NOON, "country": countries()["lt"], "said": STEP,
            "corrects": "comfort-rooms"}  # fmt: skip
    write_step(entry_id=uuid7(), **said)
    before = Entry.objects.count()
    with pytest.raises(BadInput, match="somebody has corrected this step"):
        write_step(entry_id=uuid7(), **said)
    assert Entry.objects.count() == before


def test_nothing_that_was_written_is_ever_changed() -> None:
    post(ministry(region="LT"), f"{LT}steps/", **STEP)
    with pytest.raises(DatabaseError), transaction.atomic():
        CountryStep.objects.update(title="Another")
    with pytest.raises(DatabaseError), transaction.atomic():
        CountryStep.objects.update(state="drafted")
    assert differences() == []


@pytest.mark.parametrize(("field", "change"), [
    ("reason", {"kind": "national_programme", "state": "paused"}),
    ("when", {"when": "last March"}),
    ("state", {"state": "running"}),
    ("until", {"kind": "target", "state": "set"}),
    ("source", {"source": ""}),
    ("staff", {"kind": "staffing_rule", "staff": "3"}),
])  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field(field: str, change: dict[str, str]) -> None:
    before = Entry.objects.count()
    client = ministry(region="LT")
    after = Entry.objects.count()
    answer = post(client, f"{LT}steps/", **STEP | change)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert Entry.objects.count() == after > before


def test_a_paused_programme_says_why(client: Client) -> None:
    said = STEP | {"kind": "national_programme", "state": "paused", "reason": "No money since May"}
    post(ministry(region="SK"), "/countries/sk/steps/", **said)
    page = client.get("/countries/sk/").content.decode()
    assert "Why it is paused:" in page and "No money since May" in page


def test_the_same_step_sent_twice_is_one() -> None:
    key = uuid7()
    for _ in range(2):
        write_step(entry_id=key, by=NURSE, at=NOON, country=countries()["lt"], said=STEP)
    assert CountryStep.objects.count() == 1


def test_the_region_has_a_map_beside_the_table(client: Client) -> None:
    if boundaries() is None:
        pytest.skip("the boundaries are not installed: `make run` installs them")
    page = client.get("/countries/").content.decode()
    assert "/countries/map.svg?width=narrow" in page and "Natural Earth" in page
    drawn = client.get("/countries/map.svg?width=narrow")
    assert drawn["Content-Type"] == "image/svg+xml" and b">LT<" in drawn.content


def test_without_boundaries_the_table_stands_alone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openward.charts.map.middles", dict)
    assert "map.svg" not in client.get("/countries/").content.decode()
    assert client.get("/countries/map.svg").status_code == 404
