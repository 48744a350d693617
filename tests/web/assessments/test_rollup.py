"""Many visits together: released ones alone, ratings and institutions apart, synthetic is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from openward.instruments.assessment_files import shipped
from openward_web.accounts.rules import Role
from openward_web.ledger.models import Entry
from tests.web.assessments.visiting import Committee, read, send
from tests.web.service import account, signed_in

pytestmark = pytest.mark.django_db
ROLLUP = "/assessments/rollup/"


def test_what_is_not_released_is_in_no_count() -> None:
    three = Committee()
    three.rate(0, agreed=True, h="full", o="partial")
    ministry = signed_in(account(Role.MINISTRY))
    address = f"{ROLLUP}?instrument=hopes-elements-1&by=country"
    assert "No visit was released yet" in read(ministry, address)
    three.release()
    page = read(ministry, address)
    assert "SK" in page
    assert "1/2" in page


def test_a_region_that_does_not_exist_says_so_and_keeps_ratings_from_institutions() -> None:
    Committee()
    page = read(signed_in(account(Role.MONITOR)), f"{ROLLUP}?of=synthetic&by=all")
    ratings, institutions = page.split('id="maincontent"')[1].split("<h2>Institutions</h2>")
    assert "Synthetic: none of these institutions and countries exists." in ratings
    assert "613/2450" in ratings
    assert "<td>98</td><td>98</td><td>0</td>" in institutions
    assert "%" not in institutions.split("</table>")[0]


@pytest.mark.parametrize("query", ["by=moon", "of=other", "instrument=none"])
def test_an_unknown_choice_is_no_page(query: str) -> None:
    Committee()
    assert signed_in(account(Role.MONITOR)).get(f"{ROLLUP}?{query}").status_code == 404


def test_the_official_text_is_loaded_by_an_administrator(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    three, admin = Committee(), signed_in(account(Role.ADMINISTRATOR))
    address = "/assessments/instruments/qualityrights-2012/text/"
    rows = "".join(f'{i.id},"Words of {i.id}"\n' for i in shipped()["qualityrights-2012"].items)
    for text, status in (("id,text\n9.9,x\n", 400), (f"id,text\n{rows}", 302)):
        file = SimpleUploadedFile("t.csv", text.encode())
        assert send(admin, address, text=file) == status
    assert Entry.objects.filter(action="load_official_text").count() == 1
    page = read(three.clients[0], "/assessments/instruments/")
    assert "This is not the official text." not in page


@pytest.mark.parametrize("ending", ["xlsx", "json", "pdf"])
def test_each_instrument_is_there_as_a_form(ending: str) -> None:
    three = Committee()
    answer = three.clients[0].get(f"/assessments/instruments/hopes-elements-1/form.{ending}")
    assert answer.status_code == 200
    start = {"xlsx": b"PK", "json": b"{", "pdf": b"%PDF"}[ending]
    assert answer.content.startswith(start)
    if ending == "json":
        assert json.loads(answer.content)["resourceType"] == "Questionnaire"
