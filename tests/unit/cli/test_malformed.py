"""Every malformed file: exit 1, one clear line that begins with the path as given, no traceback."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest

from openward.problems import BadInput, Problem
from tests.malformed import ALL, MALFORMED, Malformed
from tests.malformed.file import CHECK, IMPORT_CMS, IMPORT_NHS
from tests.rate_tables import rate_csv

from .conftest import Openward

MOST_SECONDS = 2.0
MOST_MEMORY_KIB = 600 * 1024


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_file_is_one_clear_line(name: str, openward: Openward) -> None:
    file: Malformed = MALFORMED[name]
    given = f"./{name}{file.suffix}"
    Path(given).write_bytes(file.data())
    started, memory = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ran = openward(*file.command, given)
    assert time.monotonic() - started < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < MOST_MEMORY_KIB
    assert (ran.code, ran.out) == (1, "")
    (line,) = ran.lines
    assert line.startswith(f"{given}:")
    assert file.says in line
    assert line.isprintable()
    assert len(line) < 600


def test_no_two_files_have_one_name_and_there_are_enough() -> None:
    assert len(ALL) == len(MALFORMED) >= 45


def test_a_folder_is_no_file(openward: Openward) -> None:
    Path("rates.csv").mkdir()
    for words in (IMPORT_CMS, IMPORT_NHS):
        ran = openward(*words, "rates.csv")
        assert (ran.code, ran.err) == (1, "rates.csv: this is a folder: name a file\n")


def test_a_folder_without_tables_is_no_dataset(openward: Openward) -> None:
    Path("rates.csv").mkdir()
    ran = openward(*CHECK, "rates.csv")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("rates.csv: no table of the dataset is in this folder: name the")


def test_a_file_that_is_not_there(openward: Openward) -> None:
    for words in (CHECK, IMPORT_CMS, IMPORT_NHS):
        ran = openward(*words, "none.csv")
        assert (ran.code, ran.err) == (1, "none.csv: there is no such file: check the path\n")


def test_the_second_of_two_files_is_the_one_that_is_named(openward: Openward) -> None:
    Path("good.csv").write_bytes(rate_csv().encode())
    Path("bad.csv").write_bytes(MALFORMED["negative"].data())
    ran = openward("import", "rate-table", "good.csv", "bad.csv")
    assert [line.split(":")[0] for line in ran.lines] == ["bad.csv"]


def test_nothing_is_written_for_bad_input(openward: Openward) -> None:
    Path("bad.csv").write_bytes(MALFORMED["negative"].data())
    assert openward("import", "rate-table", "bad.csv", "-o", "out.csv").code == 1
    assert not Path("out.csv").exists()


def test_the_sentences_of_a_page_are_those_of_the_command(openward: Openward) -> None:
    bad = BadInput(Problem("w", "r", 2, "c", "v"), "upload.csv")
    assert bad.sentences() == ["upload.csv:2:c: w (value v): r"]
