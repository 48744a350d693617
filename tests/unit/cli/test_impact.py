"""`openward impact` and `openward power`, as a person types them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from openward.cli.main import app
from openward.problems import BadInput
from openward.rates.files import csv_text
from tests.unit.impact.monthly import monthly


@pytest.fixture
def rates(tmp_path: Path) -> str:
    rng = np.random.default_rng(1)
    counts = [float(rng.poisson(20 if k < 30 else 10)) for k in range(48)]
    path = tmp_path / "rates.csv"
    path.write_text(csv_text(monthly(counts)), encoding="utf-8")
    return str(path)


def run(*words: str) -> tuple[str, str]:
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout, result.stderr


def test_the_answer_is_one_sentence_and_a_table(rates: str) -> None:
    table, notes = run("impact", rates, "--change", "2023-07-01", "--season")
    assert notes.startswith("note: F1: ") and " fell by " in notes
    assert table.startswith("indicator,area_id,stratum,change,analysis,verdict,ratio,")
    assert ",without_season," in table


def test_the_table_can_be_written_as_json(rates: str, tmp_path: Path) -> None:
    out = tmp_path / "answer.json"
    run("impact", rates, "--change", "F1=2023-07-01", "-o", str(out))
    assert '"verdict"' in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [["--change", "F2=2023-07-01"], ["--change", "2030-07-01"],
                                   ["--change", "2023-07-01", "--control", "F9"]])  # fmt: skip
def test_what_the_table_cannot_answer_is_bad_input(rates: str, words: list[str]) -> None:
    with pytest.raises(BadInput) as bad:
        run("impact", rates, *words)
    assert bad.value.file == rates


@pytest.mark.parametrize(
    "words",
    [["--change", "July"], ["--change", "2023-07-01", "--change", "2023-08-01"],
     ["--change", "2023-07-01", "--design", "cits"], []],
)  # fmt: skip
def test_what_cannot_be_asked_is_wrong_usage(rates: str, words: list[str]) -> None:
    assert CliRunner().invoke(app, ["impact", rates, *words]).exit_code == 2


def test_power_gives_one_row_per_fall_and_wait(rates: str) -> None:
    table, notes = run("power", rates, "--fall", "30", "--fall", "50", "--months", "12")
    assert len(table.splitlines()) == 3
    assert "12 months after the change" in notes
