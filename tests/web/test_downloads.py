"""Tables as CSV and pictures as SVG, each at an address of its own."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pyarrow.compute as pc
import pytest
from django.test import Client

from openward.rates.files import read, read_csv

from .reading import GB, PUBLISHED, US

DISTRIBUTION = f"/figures/{US}/us-hbips-3/distribution.svg"
TRUST = "avon-and-wiltshire-mental-health-partnership-nhs-trust"
SERIES = f"/figures/{GB}/gb-mhs-09/series/facility/{TRUST}.svg"
PICTURES = [f"{place}?width={width}" for place in (DISTRIBUTION, SERIES)
            for width in ("", "wide", "narrow", "none")]  # fmt: skip


@pytest.mark.parametrize(("slug", "indicator", "level", "query"), [
    (US, "us-hbips-2", "facility", "?level=facility"),
    (US, "us-hbips-3", "region", "?level=region"),
    (US, "us-hbips-3", "country", "?level=country"),
    (GB, "gb-mhs-76", "facility", "?period=2021-12-01/2022-01-01"),
])  # fmt: skip
def test_a_downloaded_table_is_the_published_one(
    client: Client, slug: str, indicator: str, level: str, query: str
) -> None:
    response = client.get(f"/figures/{slug}/{indicator}/table.csv{query}")
    whole = read(Path(PUBLISHED, f"{slug}.csv")).table
    start = max(whole["period_start"].to_pylist())
    chosen = pc.and_(pc.equal(whole["indicator"], indicator), pc.equal(whole["area_type"], level))
    rows = whole.filter(pc.and_(chosen, pc.equal(whole["period_start"], start)))
    order = [("area_name", "ascending"), ("area_id", "ascending")]
    assert read_csv(response.content, "table.csv").table.equals(rows.sort_by(order))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{slug}-{indicator}.csv"'


@pytest.mark.parametrize("place", PICTURES)
def test_a_picture_is_plain_svg_and_the_same_each_time(client: Client, place: str) -> None:
    response = client.get(place)
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content == client.get(place).content
    root = ET.fromstring(response.content)  # noqa: S314 - our own picture
    tags = {element.tag.partition("}")[2] for element in root.iter()}
    assert {"title", "desc"} <= tags
    assert not tags & {"script", "style", "image", "foreignObject"}
    assert b"http" not in response.content.replace(b"http://www.w3.org/", b"")


def test_pictures_keep_within_the_security_policy(client: Client) -> None:
    response = client.get(DISTRIBUTION)
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert b" style=" not in response.content
    assert not response.cookies


def test_the_picture_of_facilities_has_a_dot_for_each_rate_and_no_limits(client: Client) -> None:
    svg = client.get(f"{DISTRIBUTION}?level=facility").content.decode()
    assert "In the picture: 1,393; of them at zero: 494." in svg
    assert "not reported: 98" in svg
    assert "United States: 0.35" in svg
    for limit in ("limit", "sigma", "95", "interval", "expected"):
        assert limit not in svg.partition("<desc")[2].partition("</desc>")[0].lower()


def test_a_chosen_hospital_is_named_in_the_picture(client: Client) -> None:
    svg = client.get(f"{DISTRIBUTION}?level=region&area=US-AL").content.decode()
    assert "Alabama" in svg.partition("</desc>")[2]


@pytest.mark.parametrize("place", [
    f"/figures/{GB}/gb-mhs-76/distribution.svg",
    f"/figures/{US}/us-hbips-2/distribution.svg?level=country",
    f"/figures/{US}/us-hbips-2/series/facility/010007.svg",
    f"/figures/{US}/us-hbips-2/series/ward/010007.svg",
    f"/figures/{US}/us-hbips-2/series/facility/none.svg",
])  # fmt: skip
def test_where_there_is_no_picture_there_is_no_address(client: Client, place: str) -> None:
    assert client.get(place).status_code == 404


@pytest.mark.parametrize("place", [DISTRIBUTION, SERIES, f"/figures/{US}/us-hbips-2/table.csv"])
def test_downloads_are_read_and_never_written_to(client: Client, place: str) -> None:
    assert client.head(place).status_code == 200
    assert client.post(place).status_code == 405
