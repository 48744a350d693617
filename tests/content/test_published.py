"""Every published table is valid and says who published it, when, and what it cannot say."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from openward.content import content_folder
from openward.exchange.sources import SOURCES
from openward.indicators.catalogue import unknown
from openward.places import place_name
from openward.rates.files import csv_text, read

FOLDER = content_folder() / "published"
TABLES = sorted(FOLDER.glob("*.csv"))
WORDS = ("title", "publisher", "licence", "period_words", "made_with")
every_table = pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)


def facts(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))


def test_there_are_published_figures() -> None:
    assert TABLES


def test_every_table_has_its_facts_and_nothing_else_lies_there() -> None:
    tables, words = ({p.stem for p in FOLDER.glob(f"*.{e}")} for e in ("csv", "toml"))
    assert tables == words
    assert {path.suffix for path in FOLDER.iterdir()} <= {".csv", ".toml", ".md"}


@every_table
def test_a_published_table_is_a_valid_rate_table_without_remarks(path: Path) -> None:
    found = read(path)
    assert found.notes == []
    assert unknown(found.table["indicator"].unique().to_pylist()) == []


@every_table
def test_a_published_table_is_written_as_the_command_writes_it(path: Path) -> None:
    assert csv_text(read(path).table) == path.read_text(encoding="utf-8")


@every_table
def test_its_facts_name_source_publisher_licence_and_date(path: Path) -> None:
    said = facts(path)
    assert all(isinstance(said[name], str) and said[name].strip() for name in WORDS)
    for name in ("licence_url", "source_url"):
        assert re.match(r"https://\S+$", said[name])
    assert type(said["retrieved_on"]) is date


@every_table
def test_its_facts_name_the_command_that_made_it(path: Path) -> None:
    program, command, source, *paths = facts(path)["made_with"].split()
    assert (program, command) == ("openward", "import")
    assert source in SOURCES
    assert paths
    assert not any(word.startswith(("/", "..")) for word in paths)


@every_table
def test_its_facts_say_what_the_figures_cannot_say(path: Path) -> None:
    said = facts(path)["cannot_say"]
    assert isinstance(said, list)
    assert said
    assert all(isinstance(end, str) and end.strip() and not end.endswith(".") for end in said)


@every_table
def test_the_period_in_words_names_the_years_of_the_table(path: Path) -> None:
    years = {str(day.year) for day in read(path).table["period_start"].unique().to_pylist()}
    assert years <= set(re.findall(r"\d{4}", facts(path)["period_words"]))


@every_table
def test_countries_and_regions_have_names(path: Path) -> None:
    table = read(path).table
    codes = {code for name in ("country", "region") for code in table[name].unique().to_pylist()}
    assert [code for code in codes if code and place_name(code) == code] == []


@every_table
def test_no_zero_was_made_of_silence(path: Path) -> None:
    for row in read(path).table.to_pylist():
        assert (row["numerator"] is None) == (row["status"] != "reported")
