"""Monthly returns of hospitals without OpenWard: kept whole or not at all, and released later."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from openward.countries.loading import countries
from openward.rates.files import read_csv
from openward_web.accounts.rules import Role
from openward_web.country.models import CountryReturn
from openward_web.country.return_views import EXAMPLE
from openward_web.country.selectors import returns_of
from openward_web.ledger.models import Entry
from openward_web.ledger.rebuilding import differences
from tests.web.people.story import post
from tests.web.service import account, signed_in

pytestmark = pytest.mark.django_db
PLACE = "/countries/lt/returns/"
ONE = {"hospital": "h1", "hospital_name": "Northern hospital", "month": "2026-03",
       "bed_days": "310"} | {f"{kind}_status": "not_reported" for kind in (
           "seclusion", "manual_restraint", "mechanical_restraint", "chemical_restraint",
           "long_term_segregation")}  # fmt: skip


@pytest.fixture
def theirs() -> Client:
    return signed_in(account(Role.MINISTRY, region="LT"))


def upload(client: Client, text: str, **where: Any) -> Any:
    file = SimpleUploadedFile("returns.csv", text.encode())
    return post(client, where.get("place", f"{PLACE}file/"), table=file)


def test_a_month_of_a_hospital_becomes_a_rate_table(theirs: Client) -> None:
    said = ONE | {"seclusion_status": "reported", "seclusion_measures": "0",
                  "manual_restraint_status": "suppressed"}  # fmt: skip
    assert post(theirs, PLACE, **said).status_code == 302
    rows = read_csv(theirs.get("/countries/lt/returns.csv").content, "x.csv").table.to_pylist()
    told = {row["indicator"]: (row["status"], row["numerator"], row["country"]) for row in rows}
    assert told["ow-measures-seclusion"] == ("reported", 0, "LT")
    assert told["ow-measures-manual-restraint"] == ("suppressed", None, "LT")
    assert told["ow-measures-chemical-restraint"] == ("not_reported", None, "LT")


def test_a_file_of_many_is_taken_and_a_later_one_stands(theirs: Client) -> None:
    assert upload(theirs, EXAMPLE).status_code == 302
    assert upload(theirs, EXAMPLE.replace("reported,0,", "reported,4,")).status_code == 302
    assert CountryReturn.objects.count() == 6
    stand = {one.kind: one.measures for one in returns_of(countries()["lt"])}
    assert stand == {"seclusion": 4, "manual_restraint": None, "mechanical_restraint": None}
    assert differences() == []


def test_one_mistake_and_nothing_of_the_file_is_kept(theirs: Client) -> None:
    before = Entry.objects.count()
    answer = upload(theirs, EXAMPLE.replace("suppressed,,", "suppressed,3,"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "returns.csv:3:measures: is a number in a row that is not reported (value 3)" in page
    assert Entry.objects.count() == before and not CountryReturn.objects.exists()


@pytest.mark.parametrize(("field", "change"), [
    ("month", {"month": "March"}), ("bed_days", {"bed_days": ""}),
    ("seclusion_measures", {"seclusion_measures": ""}),
    ("chemical_restraint_measures", {"chemical_restraint_measures": "2"}),
    ("hospital_name", {"hospital_name": "=1+1"}),
])  # fmt: skip
def test_a_mistake_of_the_form_stands_beside_its_field(
    theirs: Client, field: str, change: dict[str, str]
) -> None:
    said = ONE | {"seclusion_status": "reported", "seclusion_measures": "3"} | change
    answer = post(theirs, PLACE, **said)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not CountryReturn.objects.exists()


def test_true_numbers_are_for_the_ministry_of_the_country_alone(theirs: Client) -> None:
    upload(theirs, EXAMPLE)
    for client in (signed_in(account(Role.MINISTRY, region="LV")),
                   signed_in(account(Role.MINISTRY, region="LT-VL"))):  # fmt: skip
        assert client.get(PLACE).status_code == 404
        assert client.get("/countries/lt/returns.csv").status_code == 404
        assert upload(client, EXAMPLE).status_code == 404
    assert "Northern hospital" not in Client().get("/countries/lt/").content.decode()


def test_nothing_that_came_in_is_ever_changed(theirs: Client) -> None:
    upload(theirs, EXAMPLE)
    with pytest.raises(DatabaseError), transaction.atomic():
        CountryReturn.objects.update(measures=1)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "PK\x03\x04"])
def test_what_is_no_return_is_said_in_a_sentence(theirs: Client, text: str) -> None:
    answer = upload(theirs, text)
    assert answer.status_code == 422
    assert "The file was not taken" in answer.content.decode()
