"""What the pages print is what was published, counted here once more without our own reader."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.test import Client

from .reading import GB, US, key_numbers, published_rows, table_rows, text

ZERO_PAGE = "/figures/zero-suppressed-not-reported/"
NATIONAL = {"us-hbips-2": ("0.32", "0.34"), "us-hbips-3": ("0.35", "0.36")}


def counted(slug: str, indicator: str) -> list[str]:
    rows = published_rows(slug, indicator=indicator, area_type="facility")
    kinds = Counter(
        "zero" if row["status"] == "reported" and float(row["numerator"]) == 0 else row["status"]
        for row in rows
    )
    return [f"{kinds[k]:,}" for k in ("reported", "zero", "suppressed", "not_reported")]


def printed(row: dict[str, str]) -> str:
    """The rate at two decimals, half up; only a true zero is printed as one."""
    if row["status"] != "reported":
        return row["status"].replace("_", " ")
    rate = Decimal(row["numerator"]) / Decimal(row["denominator"]) * 1000
    rounded = rate.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return "0" if rate == 0 else str(rounded) if rounded else "less than 0.01"


def name(row: dict[str, str]) -> str:
    return " ".join(row["area_name"].split())


@pytest.mark.parametrize("indicator", NATIONAL)
@pytest.mark.parametrize("level", ["facility", "region", "country"])
def test_the_national_rate_is_the_ratio_of_sums_never_the_mean(
    client: Client, indicator: str, level: str
) -> None:
    ratio, mean = NATIONAL[indicator]
    numbers = key_numbers(client.get(f"/figures/{US}/{indicator}/?level={level}"))
    assert numbers["as published for United States"] == ratio
    assert mean not in numbers.values()


@pytest.mark.parametrize(
    ("slug", "indicators", "caption"),
    [(US, ["us-hbips-2", "us-hbips-3"], "United States"),
     (GB, ["gb-mhs-09", "gb-mhs-24", "gb-mhs-76"], "England")],
)  # fmt: skip
def test_zero_suppressed_and_not_reported_are_counted_apart(
    client: Client, slug: str, indicators: list[str], caption: str
) -> None:
    rows = table_rows(client.get(ZERO_PAGE), caption)
    assert [row[1:] for row in rows] == [counted(slug, code) for code in indicators]


def test_the_three_kinds_of_no_number_are_explained(client: Client) -> None:
    said = text(client.get(ZERO_PAGE))
    assert "Nobody sent a number. It may have happened every day, or never" in said
    assert "1,774 a month" in said


@pytest.mark.parametrize("indicator", NATIONAL)
def test_every_rate_of_the_facility_table_is_that_of_its_row(
    client: Client, indicator: str
) -> None:
    rows = published_rows(US, indicator=indicator, area_type="facility")
    expected = Counter((name(row), printed(row)) for row in rows)
    shown = table_rows(client.get(f"/figures/{US}/{indicator}/?level=facility"), "by name")
    assert Counter((row[0], row[1]) for row in shown) == expected


def test_people_are_added_up_with_every_caution_beside_the_sum(client: Client) -> None:
    response = client.get(f"/figures/{GB}/gb-mhs-76/")
    rows = published_rows(GB, indicator="gb-mhs-76", period_start="2021-12-01")
    total = sum(float(row["numerator"] or 0) for row in rows)
    (said,) = [
        words for words, number in key_numbers(response).items() if number == f"{total:,.0f}"
    ]
    assert said.startswith("added up over the 41 of 329 places whose number is known")
    assert "ratio" not in said
    assert "somebody who was at two places is counted at both" in text(response)
    assert "a printed 10 stands for 8 to 12" in text(response)


@pytest.mark.parametrize(
    "place", [f"{US}/us-hbips-2/facility/010007", f"{GB}/gb-mhs-76/facility/2bu-somerset-cic"]
)
def test_few_periods_are_shown_without_a_judgement(client: Client, place: str) -> None:
    said = text(client.get(f"/figures/{place}/"))
    assert "With fewer than 12 periods nothing here can tell a change from chance" in said


def test_a_region_says_how_many_of_its_hospitals_said_what(client: Client) -> None:
    rows = published_rows(US, indicator="us-hbips-2", area_type="facility", region="US-AL")
    zero = sum(r["status"] == "reported" and float(r["numerator"]) == 0 for r in rows)
    silent = sum(r["status"] == "not_reported" for r in rows)
    response = client.get(f"/figures/{US}/us-hbips-2/region/US-AL/")
    above = len(rows) - zero - silent
    sentence = f"{above} areas with a number above zero, {zero} zero, 0 suppressed, {silent} not"
    assert sentence in text(response)
    names = [row[0] for row in table_rows(response, "in Alabama, by name")]
    assert names == [name(row) for row in sorted(rows, key=lambda r: r["area_name"])]


def test_a_country_leads_to_its_regions(client: Client) -> None:
    response = client.get(f"/figures/{US}/us-hbips-2/country/US/")
    assert len(table_rows(response, "States and regions in United States")) == 52
    assert f"/figures/{US}/us-hbips-2/region/US-CA/" in response.content.decode()


@pytest.mark.parametrize(("slug", "status", "sentence"), [
    (US, "not_reported", "No number was sent for 2022: it may have happened every day, or never"),
    (GB, "suppressed", "there is a number, and it is hidden. It is not a zero"),
])  # fmt: skip
def test_a_place_without_a_number_says_what_that_means(
    client: Client, slug: str, status: str, sentence: str
) -> None:
    row = published_rows(slug, status=status, period_start="2022-01-01" if slug == US else
                         "2021-12-01")[0]  # fmt: skip
    response = client.get(f"/figures/{slug}/{row['indicator']}/facility/{row['area_id']}/")
    assert sentence in text(response)
    assert status.replace("_", " ") in key_numbers(response).values()


def test_leading_zeros_of_an_identifier_stay(client: Client) -> None:
    response = client.get(f"/figures/{US}/us-hbips-2/facility/010007/")
    assert "MIZELL MEMORIAL HOSPITAL" in text(response)
    assert "Identifier of this place: 010007" in text(response)
