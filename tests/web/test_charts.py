"""Where a figure can bear limits the page draws them, says why, and what they cannot say."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.test import Client

from tests.rate_tables import HEADER
from tests.web.uploading import send

RARE = [2, 1, 0, 2, 1, 2, 0, 1, 2, 2, 0, 1, 1, 0, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0]
FALLEN = [2, 2, 1, 2, 2, 2, 2, 1, 2, 2, 2, 2, *[0] * 12]

pytestmark = pytest.mark.django_db


def ward(counts: Sequence[float], unit: str = "count", area: str = "w1") -> str:
    rows = [f"{HEADER},numerator_unit"]
    for month, count in enumerate(counts):
        start, end = (f"{2024 + m // 12}-{m % 12 + 1:02d}-01" for m in (month, month + 1))
        cells = f"ours,ward,{area},Ward {area},{start},{end},,{count},{500 + month % 5},1000"
        rows.append(f"{cells},reported,our register,{unit}")
    return "\n".join(rows) + "\n"


def areas(counts: Sequence[int], unit: str = "count") -> str:
    rows = [f"{HEADER},numerator_unit"]
    for place, count in enumerate(counts):
        cells = f"ours,ward,w{place},Ward {place:02d},2024-01-01,2025-01-01,,{count},1000,1000"
        rows.append(f"{cells},reported,our register,{unit}")
    return "\n".join(rows) + "\n"


def page(client: Client, text: str) -> str:
    assert send(client, text).status_code == 302
    return client.get("/figures/uploaded/", follow=True).content.decode()


def test_a_ward_with_few_events_gets_exact_limits_and_both_explanations(client: Client) -> None:
    text = page(client, ward(RARE))
    assert "Why this chart" in text
    assert "the limits are exact probabilities" in text
    assert "does not prove that there was none" in text
    assert "the aim is zero" in text


def test_what_changed_is_said_in_words_and_new_limits_are_only_proposed(client: Client) -> None:
    text = page(client, ward(FALLEN))
    assert "12 periods in a row lie below the middle line" in text
    assert "only proposed: a person decides" in text
    assert "New limits could begin in January 2025" in text


def test_a_year_without_events_says_how_high_the_rate_may_still_be(client: Client) -> None:
    text = page(client, ward([0] * 24))
    assert "0 events in" in text
    assert "3.0/N" in text


@pytest.mark.parametrize(
    ("counts", "unit"), [(RARE[:11], "count"), (RARE, "hours"), ([x + 0.5 for x in RARE], "count")]
)
def test_short_series_hours_and_parts_of_events_stay_a_plain_line(
    client: Client, counts: Sequence[float], unit: str
) -> None:
    text = page(client, ward(counts, unit))
    assert "Why this chart" not in text
    assert "Upper limit" not in text


def test_the_table_beside_holds_the_limits_and_the_rules_in_words(client: Client) -> None:
    text = page(client, ward(FALLEN))
    for words in ("Centre line", "Upper limit", "long run on one side of the centre line"):
        assert words in text


@pytest.mark.parametrize("width", ["wide", "narrow", ""])
def test_the_picture_is_served_in_both_widths_and_for_keeping(client: Client, width: str) -> None:
    page(client, ward(FALLEN))
    picture = client.get(f"/figures/uploaded/ours/series/ward/w1.svg?width={width}")
    assert picture.status_code == 200
    assert b"<script" not in picture.content
    assert b"Goal: zero" in picture.content


def test_wards_with_a_size_make_a_funnel_that_asks_and_does_not_rank(client: Client) -> None:
    text = page(client, areas([4] * 19 + [60]))
    assert "it is a question, not a verdict" in text
    assert "does not rank them" in text
    assert "Benjamini and Hochberg" in text
    picture = client.get("/figures/uploaded/ours/distribution.svg?width=wide").content.decode()
    assert "99.8 %" in picture


def test_hours_never_get_a_funnel(client: Client) -> None:
    text = page(client, areas([4] * 19 + [60], unit="hours"))
    assert "limits" not in text


def test_the_published_hours_are_drawn_without_limits(client: Client) -> None:
    place = "/figures/us-cms-ipfqr-2022/us-hbips-2/"
    text = client.get(place).content.decode()
    picture = client.get(f"{place}distribution.svg?level=facility&width=wide").content.decode()
    assert "What the chart shows" not in text
    assert "99.8 %" not in picture
