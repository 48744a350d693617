"""`openward report`: on paper, as a page, and what is refused."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from openward.rates.files import csv_text
from openward.rates.schema import table_from_rows
from tests.unit.cli.conftest import Openward
from tests.unit.reports.months import rows
from tests.unit.reports.test_trend import HIGH, LOW

WARD = ("--for", "ward", "--area", "W1", "--month", "2022-12")
HOSPITALS = ("--for", "ministry", "--area", "XX-A", "--month", "2021-01")


def table(folder: Path, *numbers: float) -> str:
    """Two years of a ward; with numbers a month of as many hospitals."""
    found = rows(HIGH + LOW) if not numbers else [
        rows([n], area_type="facility", area_id=f"F{i}", area_name=f"F{i}", country="XX",
             denominator=None)[0]
        for i, n in enumerate(numbers)
    ]  # fmt: skip
    (folder / "rates.csv").write_text(csv_text(table_from_rows(found)), "utf-8")
    return str(folder / "rates.csv")


def test_a_pdf_with_tags_whose_text_is_that_of_the_page(tmp_path: Path, openward: Openward) -> None:
    out = tmp_path / "r.pdf"
    ran = openward("report", table(tmp_path), *WARD, "-o", str(out))
    assert (ran.code, ran.out) == (0, "")
    assert "small numbers are not hidden" in ran.err
    assert out.read_bytes().startswith(b"%PDF")
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext reads the text of a PDF; on Debian: apt-get install poppler-utils")
    text = " ".join(_told("pdftotext", str(out), "-").split())
    assert "Birch, Dec 2022" in text and "It fell: the 12 periods" in text and "1/2" in text
    assert "Tagged: yes" in " ".join(_told("pdfinfo", str(out)).split())


def _told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_page_says_the_same(tmp_path: Path, openward: Openward) -> None:
    out = tmp_path / "r.html"
    assert openward("report", table(tmp_path), *WARD, "-o", str(out)).code == 0
    assert "It fell: the 12 periods" in out.read_text("utf-8")


def test_a_ministry_never_reads_a_small_number(tmp_path: Path, openward: Openward) -> None:
    out = tmp_path / "r.html"
    ran = openward("report", table(tmp_path, 3, 40, 400), *HOSPITALS, "-o", str(out))
    assert ran.code == 0 and "figures are hidden" in ran.err
    page = out.read_text("utf-8")
    assert "hidden by the policy" in page
    assert "443" not in page and 'class="number">3<' not in page


def test_what_was_released_is_not_hidden_again(tmp_path: Path, openward: Openward) -> None:
    out = tmp_path / "r.html"
    rates = table(tmp_path, 3, 40, 400)
    assert openward("report", rates, *HOSPITALS, "--released", "-o", str(out)).code == 0
    assert "443" in out.read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [("-o", "r.csv"), ("-o", "r.pdf", "--policy", "none"),
     ("-o", "r.pdf", "--policy", "strict", "--released"), ()],
)  # fmt: skip
def test_wrong_usage_is_exit_2(words: tuple[str, ...], tmp_path: Path, openward: Openward) -> None:
    ran = openward("report", table(tmp_path), *WARD, *words)
    assert ran.code == 2 and "Traceback" not in ran.err


def test_a_month_that_is_not_there_is_one_line(tmp_path: Path, openward: Openward) -> None:
    asked = ("--for", "ward", "--area", "W1", "--month", "2030-01", "-o", str(tmp_path / "r.pdf"))
    ran = openward("report", table(tmp_path), *asked)
    assert ran.code == 1 and "the last period begins on 2022-12-01" in ran.err
