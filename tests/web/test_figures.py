"""The public pages over published figures: every address answers, and nothing is kept of readers.

No test here may touch the database: pytest-django fails a test that does.
"""

from __future__ import annotations

import re
from itertools import product

import pytest
from django.test import Client

from .reading import GB, US, key_numbers, options, published_rows, table_rows, text, title, words

FIGURES = {
    US: (["us-hbips-2", "us-hbips-3"], ["facility", "region", "country"]),
    GB: (["gb-mhs-09", "gb-mhs-24", "gb-mhs-76"], ["facility"]),
}
FIGURE_PAGES = [
    f"/figures/{slug}/{code}/?level={level}"
    for slug, (codes, levels) in FIGURES.items()
    for code, level in product(codes, levels)
]
AREA_PAGES = [
    f"/figures/{US}/us-hbips-2/country/US/",
    f"/figures/{US}/us-hbips-3/region/US-CA/",
    f"/figures/{US}/us-hbips-2/facility/010007/",
    f"/figures/{GB}/gb-mhs-09/facility/2bu-somerset-cic/",
]
PAGES = [
    "/figures/", "/figures/zero-suppressed-not-reported/", "/figures/your-own-table/",
    *FIGURE_PAGES, *AREA_PAGES,
]  # fmt: skip
#: The upload page has a form and reads the session.
WITHOUT_A_FORM = [place for place in PAGES if "your-own-table" not in place]
NOWHERE = [
    "/figures/none/", "/figures/uploaded/", "/figures/uploaded/us-hbips-2/",
    f"/figures/{US}/gb-mhs-09/", f"/figures/{US}/none/", "/figures/none/us-hbips-2/",
    f"/figures/{US}/us-hbips-2/facility/10007/", f"/figures/{US}/us-hbips-2/ward/010007/",
    f"/figures/{US}/us-hbips-2/none/010007/", f"/figures/{US}/us-hbips-2/region/010007/",
    f"/figures/{US}/us-hbips-2/?indicator=none", f"/figures/{US}/us-hbips-2/?indicator=a/b c",
    f"/figures/{US}/none/table.csv", f"/figures/{US}/none/distribution.svg",
]  # fmt: skip


@pytest.mark.parametrize("place", WITHOUT_A_FORM)
def test_a_page_answers_without_cookies_or_database(client: Client, place: str) -> None:
    response = client.get(place)
    assert response.status_code == 200
    assert not response.cookies
    assert '<html lang="en" dir="ltr">' in response.content.decode()
    assert response.content.decode().count("<h1") == 1


@pytest.mark.parametrize("place", WITHOUT_A_FORM)
def test_a_page_says_nothing_in_red_or_green_and_ranks_nobody(client: Client, place: str) -> None:
    page = client.get(place).content.decode()
    said = words(re.sub(r"<tbody.*?</tbody>", "", page, flags=re.DOTALL)).lower()
    for judgement in (
        " red ",
        " green ",
        "worst",
        " best ",
        "ranking",
        "league",
        "outlier",
        "signal",
    ):
        assert judgement not in said
    assert "confidence" not in said
    assert "control limit" not in said


def test_every_page_has_its_own_title(client: Client) -> None:
    titles = [title(client.get(place)) for place in WITHOUT_A_FORM]
    assert len(set(titles)) == len(titles)
    assert all(t.endswith("– OpenWard") for t in titles)


def test_the_front_page_leads_to_the_figures(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/figures/"
    assert f"/figures/{US}/us-hbips-2/" in client.get("/figures/").content.decode()


def test_a_collection_opens_with_its_first_indicator(client: Client) -> None:
    assert client.get(f"/figures/{GB}/").headers["Location"] == f"/figures/{GB}/gb-mhs-09/"


@pytest.mark.django_db
@pytest.mark.parametrize("place", NOWHERE)
def test_what_does_not_exist_is_our_own_page_that_says_so(client: Client, place: str) -> None:
    response = client.get(place)
    assert response.status_code == 404
    assert "There is no such page" in text(response)


@pytest.mark.parametrize("place", WITHOUT_A_FORM)
def test_pages_are_read_and_never_written_to(client: Client, place: str) -> None:
    assert client.head(place).status_code == 200
    assert client.head(place).content == b""
    for refused in (client.post, client.put, client.delete, client.patch):
        assert refused(place).status_code == 405


def test_choosing_another_indicator_keeps_the_other_choices(client: Client) -> None:
    response = client.get(f"/figures/{US}/us-hbips-2/?indicator=us-hbips-3&level=facility")
    assert response.headers["Location"] == f"/figures/{US}/us-hbips-3/?level=facility"


def test_a_choice_that_does_not_exist_falls_back(client: Client) -> None:
    odd = "?level=x&period=1999-99-99&stratum=sex=F&source=%00&sort=-value"
    response = client.get(f"/figures/{GB}/gb-mhs-76/{odd}")
    assert response.status_code == 200
    assert "December 2021" in text(response)


def test_lists_hold_the_choices_that_the_table_has(client: Client) -> None:
    american = client.get(f"/figures/{US}/us-hbips-2/")
    assert options(american, "level") == ["facility", "region", "country"]
    assert options(american, "period") == options(american, "stratum") == []
    english = client.get(f"/figures/{GB}/gb-mhs-76/")
    assert options(english, "period")[0] == "2021-12-01/2022-01-01"
    assert len(options(english, "period")) == 4


@pytest.mark.parametrize("month", ["09", "10", "11", "12"])
def test_each_month_shows_the_numbers_of_that_month(client: Client, month: str) -> None:
    end = "2022-01-01" if month == "12" else f"2021-{int(month) + 1:02}-01"
    response = client.get(f"/figures/{GB}/gb-mhs-76/?period=2021-{month}-01/{end}")
    rows = published_rows(GB, indicator="gb-mhs-76", period_start=f"2021-{month}-01")
    silent = sum(row["status"] == "not_reported" for row in rows)
    assert key_numbers(response)["not reported: this is not a zero"] == str(silent)


@pytest.mark.parametrize("query", ["", "&sort=value", "&sort=-value&order=desc"])
def test_tables_are_sorted_by_name_whatever_is_asked(client: Client, query: str) -> None:
    response = client.get(f"/figures/{US}/us-hbips-2/?level=facility{query}")
    names = [row[0] for row in table_rows(response, "by name")]
    rows = published_rows(US, indicator="us-hbips-2", area_type="facility")
    by_name = sorted(row["area_name"] for row in rows)
    assert names == [" ".join(name.split()) for name in by_name]


def test_the_log_holds_no_query_and_no_identifier_of_a_reader(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.get(f"/figures/{US}/none/?who=Ada", headers={"user-agent": "Lovelace"})
    client.get(f"/figures/{US}/us-hbips-2/?who=Ada", headers={"user-agent": "Lovelace"})
    assert caplog.records
    assert "Ada" not in caplog.text
    assert "Lovelace" not in caplog.text
