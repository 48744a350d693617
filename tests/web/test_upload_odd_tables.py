"""Valid tables that are not like the published ones."""

from __future__ import annotations

from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from openward.rates.files import csv_text
from openward.rates.schema import table_from_rows
from tests.rate_tables import absent_row, cells_csv, rate_csv, rate_row

from .reading import key_numbers, options, table_rows, text
from .uploading import FIGURE, send

pytestmark = pytest.mark.django_db
WARD = f"{FIGURE}facility/F1/"
SERIES = f"{FIGURE}series/facility/F1.svg"


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> None:
    kept = {**settings.CACHES["uploads"], "LOCATION": tmp_path / "uploads"}
    settings.CACHES = {**settings.CACHES, "uploads": kept}


def month(number: int) -> dict[str, object]:
    """January 2022 is month 0."""
    first, last = (date(2022 + m // 12, m % 12 + 1, 1) for m in (number, number + 1))
    return {"period_start": first, "period_end": last}


def test_two_sources_are_not_drawn_as_one_until_a_reader_chooses(client: Client) -> None:
    send(client, rate_csv({"source": "a"}, {"source": "b", "numerator": 5.0}))
    for place in (FIGURE, WARD):
        asked = client.get(place)
        assert "Which source?" in text(asked)
        assert options(asked, "source") == ["a", "b"]
        assert "<table" not in asked.content.decode()
    assert client.get(f"{FIGURE}table.csv").status_code == 404
    assert client.get(SERIES).status_code == 404
    chosen = client.get(f"{FIGURE}?source=b")
    assert [row[1] for row in table_rows(chosen, "by name")] == ["5"]
    assert f"{WARD}?source=b" in chosen.content.decode()


def test_a_series_keeps_its_kinds_of_no_number_apart(client: Client) -> None:
    rows = [
        rate_row(**month(0)), absent_row("suppressed", **month(1)),
        absent_row("not_reported", **month(2)), absent_row("not_applicable", **month(3)),
        rate_row(numerator=0.0, denominator=0.0, **month(4)), rate_row(numerator=0.0, **month(5)),
    ]  # fmt: skip
    send(client, csv_text(table_from_rows(rows)))
    shown = [row[1] for row in table_rows(client.get(WARD), "by period")]
    assert shown == [
        "3", "suppressed", "not reported", "not applicable", "no denominator", "0",
    ]  # fmt: skip
    assert client.get(SERIES).status_code == 200


@pytest.mark.parametrize(("status", "sentence"), [
    ("suppressed", "there is a number, and it is hidden"),
    ("not_reported", "No number was sent for January 2022"),
    ("not_applicable", "there was nothing to send"),
])  # fmt: skip
def test_a_table_without_any_number_says_why(client: Client, status: str, sentence: str) -> None:
    send(client, csv_text(table_from_rows([absent_row(status)])))
    assert client.get(FIGURE).status_code == 200
    assert sentence in text(client.get(WARD))


def test_a_denominator_of_zero_is_said(client: Client) -> None:
    send(client, rate_csv({"numerator": 0.0, "denominator": 0.0}))
    assert "a denominator of zero has no rate" in text(client.get(WARD))
    assert "no denominator" in key_numbers(client.get(WARD)).values()


def test_periods_that_overlap_are_chosen_one_by_one_and_not_joined_by_a_line(
    client: Client,
) -> None:
    year = {"period_start": date(2022, 1, 1), "period_end": date(2023, 1, 1), "numerator": 9.0}
    send(client, rate_csv(month(0), year))
    assert options(client.get(FIGURE), "period") == [
        "2022-01-01/2023-01-01",
        "2022-01-01/2022-02-01",
    ]
    for period, value in (("2023-01-01", "9"), ("2022-02-01", "3")):
        page = client.get(f"{FIGURE}?period=2022-01-01/{period}")
        assert [row[1] for row in table_rows(page, "by name")] == [value]
    assert [row[0] for row in table_rows(client.get(WARD), "by period")] == ["January 2022", "2022"]
    assert client.get(SERIES).status_code == 404


def test_a_table_of_the_required_columns_alone_is_shown(client: Client) -> None:
    send(client, cells_csv())
    assert client.get(FIGURE).status_code == 200
    assert client.get(WARD).status_code == 200
    (number,) = [n for said, n in key_numbers(client.get(FIGURE)).items() if "added up" in said]
    assert number == "3"


@pytest.mark.parametrize("months", [11, 12, 30])
def test_a_series_is_a_plain_line_of_any_length(client: Client, months: int) -> None:
    send(client, rate_csv(*({**month(n), "numerator": float(n)} for n in range(months))))
    page = client.get(WARD)
    assert len(table_rows(page, "by period")) == months
    assert ("fewer than 12 periods" in text(page)) == (months < 12)
    drawing = text(client.get(SERIES)).lower()
    assert "goal: zero" in drawing
    assert "signal" not in drawing
    assert "limit" not in drawing


@pytest.mark.parametrize(
    "area_id", ["a/b", "a b", "Ärzte-中文", "100%", "x?y#z", "a//b", "a&b=c", "table.csv", "1.svg"]
)
def test_any_identifier_has_a_page_and_a_picture(client: Client, area_id: str) -> None:
    send(client, rate_csv({"area_id": area_id, **month(0)}, {"area_id": area_id, **month(1)}))
    table = unescape(client.get(FIGURE).content.decode())
    href = table.partition('<th scope="row"')[2].partition('href="')[2].partition('"')[0]
    page = client.get(href)
    assert page.status_code == 200
    assert f"Identifier of this place: {area_id}" in text(page)
    picture = page.content.decode().partition('<img src="')[2].partition('"')[0]
    assert client.get(picture.replace("&amp;", "&"))["Content-Type"] == "image/svg+xml"


def test_groups_of_people_are_chosen_and_kept_on_the_way_down(client: Client) -> None:
    send(client, rate_csv({}, {"stratum": "sex=F", "numerator": 1.0}))
    assert options(client.get(FIGURE), "stratum") == ["", "sex=F"]
    women = client.get(f"{FIGURE}?stratum=sex%3DF")
    assert [row[1] for row in table_rows(women, "by name")] == ["1"]
    assert f"{WARD}?stratum=sex%3DF" in women.content.decode()


def test_large_and_small_numbers_are_printed_as_people_read_them(client: Client) -> None:
    rows = {"numerator": 1e-9}, {"area_id": "F2", "numerator": 12345678901.0, "denominator": 1e13}
    send(client, rate_csv(*({**row, "numerator_unit": "count"} for row in rows)))
    first, second = table_rows(client.get(FIGURE), "by name")
    assert first[1] == "less than 0.01"
    assert second[2:] == ["12,345,678,901", "10,000,000,000,000"]


def test_an_area_links_only_to_figures_that_it_has(client: Client) -> None:
    send(client, rate_csv({}, {"indicator": "xx-other", "area_id": "F2"}))
    assert "xx-other" not in text(client.get(WARD))
