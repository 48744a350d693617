"""A file that cannot be used: the sentences of the command line, and nothing is kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from openward.problems import BadInput
from openward.rates import files
from tests.malformed import MALFORMED
from tests.malformed.file import IMPORT_CMS, IMPORT_NHS
from tests.rate_tables import cells_csv

from .reading import text, words
from .uploading import FIGURE, PAGE, send

pytestmark = pytest.mark.django_db
RATE_TABLES = {n: f for n, f in MALFORMED.items() if f.command not in (IMPORT_CMS, IMPORT_NHS)}


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> Path:
    """An empty folder for what is kept."""
    folder = tmp_path / "uploads"
    kept = {**settings.CACHES["uploads"], "LOCATION": folder}
    settings.CACHES = {**settings.CACHES, "uploads": kept}
    return folder


def problems(page: str) -> list[str]:
    """The sentences of the error summary."""
    found = re.search(r'<ul class="[^"]*ow-problems">(.*?)</ul>', page, re.DOTALL)
    return (
        [words(item) for item in re.findall(r"<li>.*?</li>", found[1], re.DOTALL)] if found else []
    )


def said_by_the_command(path: Path) -> list[str]:
    with pytest.raises(BadInput) as refused:
        files.read(path)
    return [
        " ".join(line.replace(str(path), path.name).split()) for line in refused.value.sentences()
    ]


@pytest.mark.parametrize("name", RATE_TABLES)
def test_a_malformed_file_is_refused_in_the_words_of_the_command(
    client: Client, name: str, tmp_path: Path, uploads: Path
) -> None:
    file = RATE_TABLES[name]
    path = tmp_path / f"{name}{file.suffix}"
    path.write_bytes(file.data())
    response = send(client, path.read_bytes(), path.name)
    assert response.status_code == 400
    sentences = problems(response.content.decode())
    assert sentences == said_by_the_command(path)
    assert " ".join(file.says.split()) in sentences[0]
    assert "Traceback" not in response.content.decode()
    assert not list(uploads.rglob("*.djcache"))
    assert client.get(FIGURE).status_code == 404


def test_there_are_enough_malformed_rate_tables() -> None:
    assert len(RATE_TABLES) >= 40


def test_a_refused_file_leaves_the_table_before_it(client: Client) -> None:
    send(client, cells_csv())
    assert send(client, cells_csv(numerator="-1")).status_code == 400
    assert client.get(FIGURE).status_code == 200


def test_every_problem_is_named_up_to_a_hundred(client: Client) -> None:
    header, row, _ = cells_csv(numerator="x").split("\n")
    sentences = problems(send(client, "\n".join([header, *[row] * 150, ""])).content.decode())
    assert len(sentences) == 101
    assert sentences[-1] == "rates.csv: and 50 more problems"


@pytest.mark.parametrize("size", [10 * 1024 * 1024 + 1, 12 * 1024 * 1024])
def test_a_file_over_the_limit_is_refused_and_touches_no_disk(
    client: Client, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", None)
    response = send(client, b"x" * size)
    assert response.status_code == 400
    assert problems(response.content.decode()) == [
        "the file is larger than 10 MB: use the command line"
    ]


@pytest.mark.parametrize("sent", [{}, {"table": ""}, {"table": "text, no file"}])
def test_a_form_without_a_file_says_so(client: Client, sent: dict[str, str]) -> None:
    response = client.post(PAGE, sent)
    assert response.status_code == 400
    assert problems(response.content.decode()) == [
        "no file was chosen: choose a CSV or Parquet file"
    ]


@pytest.mark.parametrize("name", [
    "<script>alert(1)</script>.csv", "<img src=x onerror=alert(1)>.csv", '"><b>.csv', "a\nb.csv",
    "x" * 300 + ".csv", "\u202ecsv.exe", "{{ 7*7 }}.csv",
])  # fmt: skip
def test_a_file_name_is_shown_as_text(client: Client, name: str) -> None:
    page = send(client, "nothing", name).content.decode()
    assert "<script" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert "\u202e" not in page
    (sentence,) = problems(page)
    assert "not a rate table" in sentence
    assert len(sentence) < 600


def test_a_long_file_name_keeps_its_ending(client: Client) -> None:
    response = send(client, "nothing", "x" * 100 + ".parquet")
    assert "this is not a Parquet file" in text(response)


def test_markup_in_a_table_is_shown_as_text(client: Client) -> None:
    send(client, cells_csv(area_name="<script>alert(1)</script>", source="<b>me</b>"))
    for place in (FIGURE, f"{FIGURE}facility/F1/"):
        page = client.get(place).content.decode()
        assert "<script" not in page
        assert "&lt;script&gt;" in page
        assert "<b>me" not in page


def test_a_page_with_errors_says_so_first(client: Client) -> None:
    page = send(client, "nothing").content.decode()
    assert "<title>Error: " in page
    summary = page.index('role="alert"')
    assert summary < page.index("<h1")
    assert "autofocus" in page[summary : summary + 100]
    assert 'aria-describedby="table-hint table-error"' in page
