"""A reader's own table: theirs alone, for an hour, and gone when they say so."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client

from openward_web.figures.uploads import EXAMPLE
from tests.rate_tables import rate_csv, rate_table

from .reading import key_numbers, table_rows, text
from .uploading import FIGURE, PAGE, SHOWN, parquet, send

pytestmark = pytest.mark.django_db
NAME = "Birchgrove-Unusual-Name"
TABLE = rate_csv({"area_name": NAME}, {"area_id": "F2", "area_name": "Second", "numerator": 0.0})
PARQUET = parquet(rate_table({}, {"area_id": "F2"}))


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> Path:
    """An empty folder for what is kept."""
    folder = tmp_path / "uploads"
    kept = {**settings.CACHES["uploads"], "LOCATION": folder}
    settings.CACHES = {**settings.CACHES, "uploads": kept}
    return folder


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("data", "name"), [(TABLE, "rates.csv"), (PARQUET, "rates.parquet")], ids=["csv", "parquet"]
)
def test_a_good_table_leads_to_its_pages(client: Client, data: bytes | str, name: str) -> None:
    response = send(client, data, name)
    assert response.headers["Location"] == SHOWN
    assert client.get(SHOWN).headers["Location"] == FIGURE
    page = client.get(FIGURE)
    assert key_numbers(page)["reported zero, of 2 areas"] == ("1" if data is TABLE else "0")
    assert len(table_rows(page, "by name")) == 2
    assert client.get(f"{FIGURE}facility/F1/").status_code == 200
    assert client.get(f"{FIGURE}distribution.svg").status_code == 200
    assert client.get(f"{FIGURE}table.csv").content.startswith(b"indicator,area_type")


def test_the_example_on_the_page_is_a_table_that_is_taken(client: Client) -> None:
    assert "Birch ward" in text(client.get(PAGE))
    assert send(client, EXAMPLE).status_code == 302
    page = client.get("/figures/uploaded/our-seclusions/ward/w1/")
    assert [row[1] for row in table_rows(page, "by period")] == ["3.92", "0", "not reported"]


@pytest.mark.parametrize("place", [SHOWN, FIGURE, f"{FIGURE}facility/F1/", f"{FIGURE}table.csv"])
def test_a_table_is_seen_by_its_sender_alone(client: Client, place: str) -> None:
    send(client, TABLE)
    assert client.get(place).status_code in (200, 302)
    assert Client().get(place).status_code == 404


def test_a_table_is_never_listed(client: Client) -> None:
    send(client, TABLE)
    for place in ("/figures/", "/figures/zero-suppressed-not-reported/"):
        assert "uploaded" not in client.get(place).content.decode()
        assert NAME not in client.get(place).content.decode()


def test_a_forgotten_table_is_gone(client: Client, uploads: Path) -> None:
    send(client, TABLE)
    assert len(kept(uploads)) == 1
    assert client.post(f"{PAGE}forget/").headers["Location"] == PAGE
    assert client.get(FIGURE).status_code == 404
    assert kept(uploads) == []
    assert client.post(f"{PAGE}forget/").status_code == 302


def test_a_second_table_takes_the_place_of_the_first(client: Client, uploads: Path) -> None:
    send(client, TABLE)
    send(client, rate_csv({"area_name": "Another"}))
    assert len(kept(uploads)) == 1
    assert NAME not in text(client.get(FIGURE))
    assert "Another" in text(client.get(FIGURE))


def test_after_an_hour_a_table_is_gone_from_the_disk(
    client: Client, uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(client, TABLE)
    later = time.time() + 3601
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.get(FIGURE).status_code == 404
    assert kept(uploads) == []


def test_the_next_reader_sweeps_out_what_somebody_left_behind(
    client: Client, uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(client, TABLE)
    later = time.time() + 3601
    monkeypatch.setattr(time, "time", lambda: later)
    Client().get("/figures/us-cms-ipfqr-2022/us-hbips-2/?level=country")
    assert kept(uploads) == []


def test_a_table_is_in_no_database_and_in_no_file_name(client: Client, uploads: Path) -> None:
    send(client, TABLE, f"{NAME}.csv")
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        cells: list[object] = []
        for table in names:
            cells += cursor.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608
    assert names
    assert NAME not in str(cells)
    assert all(NAME not in path.name for path in kept(uploads))


def test_a_table_that_was_sent_is_found_again_and_can_be_deleted(client: Client) -> None:
    assert "To the table that you sent" not in text(client.get(PAGE))
    send(client, TABLE)
    assert "To the table that you sent" in text(client.get(PAGE))
    for place in (PAGE, FIGURE, f"{FIGURE}facility/F1/"):
        assert "Delete my table now" in text(client.get(place))


def test_forms_need_their_token(uploads: Path) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, TABLE).status_code == 403
    assert "The form has expired" in text(strict.post(f"{PAGE}forget/"))
    assert kept(uploads) == []
    strict.get(PAGE)
    token = {"csrfmiddlewaretoken": strict.cookies["csrftoken"].value}
    assert strict.post(f"{PAGE}forget/", token).status_code == 302


def test_what_only_sends_is_not_read_and_what_only_reads_is_not_sent(client: Client) -> None:
    assert client.get(f"{PAGE}forget/").status_code == 405
    assert client.put(PAGE).status_code == 405
    assert client.head(PAGE).status_code == 200


def test_the_cache_of_tables_is_shared_by_processes_and_lasts_an_hour() -> None:
    assert "filebased" in caches.settings["uploads"]["BACKEND"]
    assert caches.settings["uploads"]["TIMEOUT"] == 3600
