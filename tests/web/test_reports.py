"""Monthly reports from the pages: who gets which, and what is refused."""

from __future__ import annotations

import pytest
from django.test import Client

from openward.rates.schema import table_from_rows
from openward_web.figures import reports
from tests.unit.reports.months import rows
from tests.web.test_releases import lead, rates, release, two_hospitals  # noqa: F401
from tests.web.uploading import parquet, send

pytestmark = pytest.mark.django_db
ENGLAND = "/figures/gb-nhs-mhsds-2021/report.pdf"


def test_a_report_on_published_figures_is_a_pdf_for_everybody() -> None:
    got = Client().get(ENGLAND, {"place": "region:GB-ENG", "month": "2021-12"})
    assert got.status_code == 200 and got.content.startswith(b"%PDF")
    assert got["Content-Disposition"] == 'inline; filename="report-ministry-2021-12.pdf"'


def test_the_pages_of_published_figures_lead_to_their_reports() -> None:
    page = Client().get("/figures/gb-nhs-mhsds-2021/gb-mhs-76/").content.decode()
    assert f'action="{ENGLAND}"' in page
    assert (
        'value="region:GB-ENG"' in page
        and "country:GB" not in page
        and '<option value="2021-12">' in page
    )


@pytest.mark.parametrize("asked", [
    {}, {"place": "region:GB-ENG"}, {"place": "galaxy:GB", "month": "2021-12"},
    {"place": "region:GB-ENG", "month": "2021-99"},
])  # fmt: skip
def test_half_a_question_is_not_found(asked: dict[str, str]) -> None:
    assert Client().get(ENGLAND, asked).status_code == 404


def test_a_month_without_figures_is_said() -> None:
    got = Client().get(ENGLAND, {"place": "region:GB-ENG", "month": "2030-01"})
    assert got.status_code == 422
    assert "no row of this place holds this month" in got.content.decode()


def test_a_release_makes_reports_of_all_its_places_and_hides_what_it_hides() -> None:
    made = release(lead(), rates(3, 40))["Location"]
    page = Client().get(made).content.decode()
    assert '<option value="ward:BIRCH">Birch</option>' in page
    got = Client().get(made + "report.pdf", {"place": "ward:BIRCH", "month": "2022-01"})
    assert got.status_code == 200 and got.content.startswith(b"%PDF")


def test_an_own_table_is_protected_by_nobody_and_makes_no_report_of_a_country() -> None:
    browser = Client()
    send(browser, parquet(table_from_rows(rows([3, 4], country="XX"))), "rates.parquet")
    page = browser.get("/figures/uploaded/xx-test/").content.decode()
    assert "Monthly report" not in page
    place = "/figures/uploaded/report.pdf"
    assert browser.get(place, {"place": "ward:W1", "month": "2021-02"}).status_code == 200
    refused = browser.get(place, {"place": "country:XX", "month": "2021-02"})
    assert refused.status_code == 422 and "not protected" in refused.content.decode()
    assert Client().get(place, {"place": "ward:W1", "month": "2021-02"}).status_code == 404


def test_too_many_figures_for_a_page_are_refused() -> None:
    with pytest.raises(reports.BadInput, match="more than 60 figures"):
        reports._bearable(table_from_rows([rows([1], indicator=f"x-{n}")[0] for n in range(61)]))
