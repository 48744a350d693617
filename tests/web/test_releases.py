"""Released figures: who makes them, who sees them, and what nobody sees."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory
from uuid6 import uuid7

from openward.rates.files import csv_text, read_csv
from openward_web.accounts.access import Reach
from openward_web.accounts.rules import STAFF, Role
from openward_web.ledger.rebuilding import differences
from openward_web.releases import views
from openward_web.releases.models import Release, ReleaseSecret
from tests.rate_tables import absent_row, rate_row, table_from_rows
from tests.web.service import HOSPITAL, NOON, account, service

pytestmark = pytest.mark.django_db
PLACE = "/figures/releases/"


@pytest.fixture(autouse=True)
def two_hospitals() -> None:
    service()


def rates(*numbers: float, beside: Sequence[dict[str, object]] = ()) -> str:
    """Wards Birch, Oak of the hospital North, and the hospital as their sum."""
    plain = {"numerator_unit": "count", "denominator": None, "country": "SK", "region": "SK-BL"}
    names = [("ward", "BIRCH"), ("ward", "OAK"), ("facility", "NORTH")]
    rows = [
        rate_row(**plain, area_type=area_type, area_id=area, area_name=area.title(),
                 numerator=number)
        for (area_type, area), number in zip(names, [*numbers, sum(numbers)], strict=True)
    ]  # fmt: skip
    return csv_text(table_from_rows([*rows, *beside]))


def signed_in(role: Role, **place: Any) -> Client:
    client = Client()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(account(role, **place), backend=backend)
    return client


def lead() -> Client:
    return signed_in(Role.FACILITY_LEAD, facility_id=HOSPITAL)


def release(client: Client, table: str, policy: str = "strict") -> HttpResponse:
    file = io.BytesIO(table.encode())
    file.name = "rates.csv"
    sent = {"entry_id": str(uuid7()), "title": "Year", "policy": policy, "table": file}
    return client.post(PLACE + "new/", sent)


def printed(response: HttpResponse) -> list[float | None]:
    """The numbers that a stranger downloads from the release that was made."""
    assert response.status_code == 302, response.content.decode()
    found = Client().get(response["Location"] + "table.csv").content
    return read_csv(found, "f").table["numerator"].to_pylist()


def test_a_lead_releases_and_everybody_sees_the_protected_numbers() -> None:
    made = release(lead(), rates(3, 40))
    assert printed(made) == [None, None, 45]
    page = Client().get(made["Location"]).content.decode()
    assert "2 of 3 figures are hidden" in page
    assert page.count(">suppressed<") == 2
    assert "43" not in Client().get(made["Location"] + "table.csv").content.decode()
    assert "Year" in Client().get(PLACE).content.decode()


def test_zero_suppressed_and_not_reported_are_three_things() -> None:
    silent = absent_row("not_reported", area_id="NORTH", area_name="North", denominator=None,
                        country="SK", region="SK-BL", numerator_unit="count",
                        period_start=date(2023, 1, 1), period_end=date(2024, 1, 1))  # fmt: skip
    made = release(lead(), rates(3, 0, beside=[silent]))
    page = Client().get(made["Location"]).content.decode()
    assert "1 zero" in page
    assert page.count(">not reported<") == 1
    assert page.count(">suppressed<") == 2


def test_why_a_number_is_hidden_is_told_to_nobody_else() -> None:
    mine = lead()
    place = release(mine, rates(3, 40))["Location"]
    assert "a small count" in mine.get(place).content.decode()
    for other in (Client(), lead(), signed_in(Role.MINISTRY), signed_in(Role.USER_ASSOCIATION)):
        page = other.get(place).content.decode()
        assert "a small count" not in page
        assert "of the sum" not in page


def test_a_second_release_is_guarded_against_the_first() -> None:
    assert printed(release(lead(), rates(30, 40))) == [30, 40, 70]
    # One measure that was written later: without the ledger the difference would tell of it.
    assert printed(release(lead(), rates(46, 40))) == [45, 40, 85]
    assert printed(release(lead(), rates(48, 40))) == [45, 40, 85]
    assert Release.objects.count() == ReleaseSecret.objects.count() == 3


def test_a_hospital_minus_its_wards_is_guarded_even_where_the_table_forgets_the_region() -> None:
    table = read_csv(rates(3, 40).encode(), "f").with_texts().table.to_pylist()
    wards = [row | {"region": None} for row in table[:2]]
    assert printed(release(lead(), csv_text(table_from_rows([*wards, table[2]])))) == [
        None, None, 45,
    ]  # fmt: skip


def test_six_digits_on_a_tablet_release_nothing() -> None:
    request = RequestFactory().get(PLACE + "new/")
    request.reach = Reach(None, NOON, by_pin=STAFF)  # type: ignore[attr-defined]
    with pytest.raises(PermissionDenied):
        views.new(request)


def test_the_first_policy_holds_for_all() -> None:
    release(lead(), rates(30, 40))
    refused = release(lead(), rates(30, 40), "eurostat")
    assert refused.status_code == 422
    assert Release.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"area_id": "ELM"}, "not a place whose figures you may release (value ELM)"),
        ({"period_end": date(2099, 1, 1)}, "this period is not over"),
    ],
)
def test_a_lead_releases_nothing_of_others_and_nothing_that_is_not_over(
    changes: dict[str, Any], what: str
) -> None:
    row = rate_row(area_type="ward", area_id="BIRCH", numerator_unit="count", denominator=None)
    refused = release(lead(), csv_text(table_from_rows([row | changes])))
    assert refused.status_code == 422
    assert what in refused.content.decode().replace("&#39;", "'")
    assert not Release.objects.exists()


def test_the_ministry_of_a_region_releases_that_region_only() -> None:
    region = signed_in(Role.MINISTRY, region="SK-BL")
    row = rate_row(area_type="region", area_id="SK-BL", numerator_unit="count", denominator=None)
    assert release(region, csv_text(table_from_rows([row]))).status_code == 302
    other = csv_text(table_from_rows([row | {"area_id": "SK-KI"}]))
    assert release(region, other).status_code == 422


def test_what_was_released_can_be_made_again_from_the_ledger() -> None:
    release(lead(), rates(3, 40))
    assert differences() == []
